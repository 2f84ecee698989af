export interface RecentlyUsed<Key, Value> {
  get(key: Key): Value | undefined;
  /** `weight`: what it counts of `most`; default 1. A single value that is heavier than all may be is not kept. */
  set(key: Key, value: Value, weight?: number): void;
  delete(key: Key): void;
}

/** A map that holds `most` in all; the value that was asked for the longest time ago leaves first. */
export function createRecentlyUsed<Key, Value>(most: number): RecentlyUsed<Key, Value> {
  const values = new Map<Key, { value: Value; weight: number }>();
  let held = 0;
  const remove = (key: Key): void => {
    held -= values.get(key)?.weight ?? 0;
    values.delete(key);
  };
  return {
    get(key) {
      const found = values.get(key);
      if (!found) return undefined;
      values.delete(key);
      values.set(key, found);
      return found.value;
    },
    set(key, value, weight = 1) {
      remove(key);
      if (weight > most) return;
      values.set(key, { value, weight });
      held += weight;
      for (const oldest of values.keys()) {
        if (held <= most) break;
        remove(oldest);
      }
    },
    delete: remove,
  };
}
