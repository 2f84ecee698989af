import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { startLoop, type Loop } from './loop.ts';

export interface WorkLoopOptions<Item> {
  /** For the log. */
  name: string;
  clock: Clock;
  log: Log;
  /** Items under way at once. */
  capacity: number;
  /** How long to wait before asking again when nothing was due. */
  idleMs: number;
  /** Claims at most this many items. */
  claim: (limit: number) => Promise<Item[]>;
  /** Does one item, whatever comes of it; what it throws is logged, and the item's claim runs out. */
  work: (item: Item, signal: AbortSignal) => Promise<void>;
}

/** `stop` tells the work under way to end soon, and resolves when it has. */
export interface WorkLoop extends Loop {
  /** Items that are worked on at this moment. */
  underWay(): number;
}

/** The one loop behind the clock doors: claim what is due in batches, work on many items side by side. */
export function startWorkLoop<Item>(options: WorkLoopOptions<Item>): WorkLoop {
  const { clock, log, capacity, name } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  const begin = (item: Item) => {
    const task = options
      .work(item, stopping.signal)
      .catch((error: unknown) => log.error({ err: error, loop: name }, 'work failed'))
      .finally(() => {
        underWay.delete(task);
        if (underWay.size === capacity - 1) loop.wake();
      });
    underWay.add(task);
  };

  const round = async (): Promise<number> => {
    const limit = capacity - underWay.size;
    if (limit === 0) return options.idleMs;
    const items = await options.claim(limit);
    for (const item of items) begin(item);
    return items.length > 0 ? 0 : options.idleMs;
  };

  const loop = startLoop({ name, clock, log, round });
  return {
    wake: () => loop.wake(),
    underWay: () => underWay.size,
    stop: async () => {
      stopping.abort();
      await loop.stop();
      await Promise.all(underWay);
    },
  };
}
