import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

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

export interface WorkLoop {
  /** Asks at once: something may be due. */
  wake(): void;
  /** Claims no more, tells the work under way to end soon, and resolves when it has. */
  stop(): Promise<void>;
}

/** After a claim that failed (a database that is away) the loop waits this long. */
const faultPauseMs = 1_000;

/** The one loop behind every clock door: claim what is due in batches, work on many items side by side. */
export function startWorkLoop<Item>(options: WorkLoopOptions<Item>): WorkLoop {
  const { clock, log, capacity, name } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let alarm = new AbortController();

  const begin = (item: Item) => {
    const task = options
      .work(item, stopping.signal)
      .catch((error: unknown) => log.error({ err: error, loop: name }, 'work failed'))
      .finally(() => {
        underWay.delete(task);
        if (underWay.size === capacity - 1) alarm.abort();
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

  const run = async () => {
    while (!stopping.signal.aborted) {
      alarm = new AbortController();
      const pauseMs = await round().catch((error: unknown) => {
        log.error({ err: error, loop: name }, 'claim failed');
        return faultPauseMs;
      });
      if (pauseMs > 0 && !stopping.signal.aborted) await clock.sleep(pauseMs, alarm.signal);
    }
    await Promise.all(underWay);
  };

  const running = run();
  return {
    wake: () => alarm.abort(),
    stop: () => {
      stopping.abort();
      alarm.abort();
      return running;
    },
  };
}
