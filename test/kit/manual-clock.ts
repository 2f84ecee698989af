import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/lib/clock.ts';

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves on by `ms`, stopping at each sleeper that is due, and lets what it wakes run. */
  advance(ms: number): Promise<void>;
  /** Sets another time without waking anybody, as an operator or NTP does. */
  set(epochMs: number): void;
  /** How many are asleep. */
  sleepers(): number;
}

export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let now = startMs;
  const asleep = new Set<{ at: number; wake: () => void }>();
  const nextDue = (until: number) => [...asleep].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = {
          at: now + ms,
          wake: () => {
            asleep.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        asleep.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake);
      }),
    async advance(ms) {
      const until = now + ms;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        now = Math.max(now, due.at);
        due.wake();
        await nextTurn();
      }
      now = until;
      await nextTurn();
    },
    set: (epochMs) => {
      now = epochMs;
    },
    sleepers: () => asleep.size,
  };
}
