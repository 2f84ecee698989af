import type { Clock } from '../lib/clock.ts';

/** Something that must end in time. */
export interface Expiring {
  /** Epoch milliseconds. */
  readonly deadline: number;
  expire(): void;
}

export interface Deadlines {
  add(entry: Expiring): void;
  remove(entry: Expiring): void;
}

/** How late an expiry may be. */
const tickMs = 50;

/**
 * One timer for all requests in flight, because a timer and an abort signal for each would cost a tenth of a small
 * request. Ticks only while there is something to watch.
 */
export function createDeadlines({ clock }: { clock: Clock }): Deadlines {
  const entries = new Set<Expiring>();
  let watching = false;
  const watch = async () => {
    while (entries.size > 0) {
      await clock.sleep(tickMs);
      const now = clock.now();
      for (const entry of entries) {
        if (entry.deadline > now) continue;
        entries.delete(entry);
        entry.expire();
      }
    }
    watching = false;
  };
  return {
    add(entry) {
      entries.add(entry);
      if (watching) return;
      watching = true;
      void watch();
    },
    remove: (entry) => void entries.delete(entry),
  };
}
