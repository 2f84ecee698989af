export interface BatcherOptions<Item> {
  /** The weights of a batch add up to this at most; an item that alone weighs more goes alone. */
  limit: number;
  /** Default: 1 each, so that `limit` counts items. */
  weigh?: (item: Item) => number;
}

/**
 * Group commit: calls that arrive while a batch is under way wait and go together in the next one. One caller alone
 * pays no delay; a thousand callers pay for one statement.
 * `work` answers the items of a batch in their order; when it throws, every caller of that batch gets the error.
 */
export function createBatcher<Item, Result>(
  { limit, weigh = () => 1 }: BatcherOptions<Item>,
  work: (items: Item[]) => Promise<Result[]>,
) {
  interface Waiting {
    item: Item;
    resolve: (result: Result) => void;
    reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let running = false;

  function takeBatch(): Waiting[] {
    let weight = 0;
    const over = waiting.findIndex(({ item }, index) => (weight += weigh(item)) > limit && index > 0);
    return waiting.splice(0, over < 0 ? waiting.length : over);
  }

  async function drain(): Promise<void> {
    running = true;
    await Promise.resolve(); // so that callers of the same turn go together
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        const results = await work(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}
