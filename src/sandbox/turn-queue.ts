/** Items that wait for their turn. Owners are served one after another, so that none waits for all that another has sent. */
export interface TurnQueue<Item> {
  add(owner: string, item: Item): void;
  remove(owner: string, item: Item): void;
  /** Takes out the oldest item of the owner whose turn it is. */
  next(): Item | undefined;
  /** How many of this owner wait. */
  waiting(owner: string): number;
}

export function createTurnQueue<Item>(): TurnQueue<Item> {
  // The order of the map is the order of turns. An owner without items is not in it.
  const owners = new Map<string, Item[]>();
  return {
    add(owner, item) {
      const items = owners.get(owner);
      if (items) items.push(item);
      else owners.set(owner, [item]);
    },
    remove(owner, item) {
      const left = (owners.get(owner) ?? []).filter((one) => one !== item);
      if (left.length > 0) owners.set(owner, left);
      else owners.delete(owner);
    },
    next() {
      const [turn] = owners;
      if (!turn) return undefined;
      const [owner, items] = turn;
      const item = items.shift();
      owners.delete(owner);
      if (items.length > 0) owners.set(owner, items);
      return item;
    },
    waiting: (owner) => owners.get(owner)?.length ?? 0,
  };
}
