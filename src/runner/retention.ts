import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { RetentionStore } from '../store/retention-store.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import { forgetOld } from './forget-old.ts';

export interface RetentionDeps {
  clock: Clock;
  log: Log;
  store: RetentionStore;
}

export interface Retention {
  /** Deletes nothing more; resolves when the statements under way have ended. */
  stop(): Promise<void>;
}

const forgetEveryMs = 5 * 60_000;
const clearEveryMs = 5_000;

/**
 * Every few minutes, deletes what the accounts no longer want kept; every few seconds, and at once when it starts, what is left
 * of that which was deleted. Of several processes one at a time deletes of a kind.
 */
export function startRetention({ clock, log, store }: RetentionDeps): Retention {
  const stopping = new AbortController();
  const { signal } = stopping;
  const forgottenBefore = new Map<string, number>();

  const forget = async () => {
    for (;;) {
      await clock.sleep(forgetEveryMs, signal);
      if (signal.aborted) return;
      const forgotten = await forgetOld({ clock, store, forgottenBefore }, signal).catch((error: unknown) => {
        log.error({ err: error }, 'what is old could not be deleted');
        return {};
      });
      if (Object.keys(forgotten).length > 0) log.info(forgotten, 'forgot what is old');
    }
  };

  const clear = async () => {
    while (!signal.aborted) {
      const cleared = await clearLeftovers({ clock, store }, signal).catch((error: unknown) => {
        log.error({ err: error }, 'what is left of deleted things could not be deleted');
        return {};
      });
      if (Object.keys(cleared).length > 0) log.info(cleared, 'cleared what was left of deleted things');
      await clock.sleep(clearEveryMs, signal);
    }
  };

  const running = Promise.all([forget(), clear()]);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
