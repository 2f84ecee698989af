import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { FeedWait } from '../../store/read-feed.ts';

export interface FeedWatch {
  /** Resolves when something was told after the place, after `ms`, when `signal` aborts, or when too many wait already. */
  wait(wait: FeedWait, options: { ms: number; signal: AbortSignal }): Promise<void>;
  /** Ends all waits. */
  close(): void;
  isClosed(): boolean;
}

interface FeedWatchDeps {
  clock: Clock;
  log: Log;
  feedsWithNews: (waits: FeedWait[]) => Promise<number[]>;
}

/** Until the database is asked again. */
const pauseMs = 200;
/** Requests that wait at the same time; further ones are answered at once. */
const mostWaiting = 1_000;

interface Waiter extends FeedWait {
  wake: AbortController;
}

/** One question to the database for all who wait, and none when nobody does. */
export function createFeedWatch({ clock, log, feedsWithNews }: FeedWatchDeps): FeedWatch {
  const waiters = new Set<Waiter>();
  const closing = new AbortController();
  let watching = false;

  const watch = async () => {
    while (waiters.size > 0) {
      await clock.sleep(pauseMs, closing.signal);
      const asked = [...waiters];
      const news = await feedsWithNews(asked).catch((error: unknown) => {
        log.error({ err: error }, 'the feeds could not be watched');
        return [];
      });
      for (const place of news) asked[place]?.wake.abort();
      // Who was woken leaves in the microtasks that follow.
      await Promise.resolve();
    }
    watching = false;
  };

  return {
    async wait(wait, { ms, signal }) {
      if (closing.signal.aborted || waiters.size >= mostWaiting) return;
      const waiter = { ...wait, wake: new AbortController() };
      waiters.add(waiter);
      if (!watching) {
        watching = true;
        void watch();
      }
      await clock.sleep(ms, AbortSignal.any([waiter.wake.signal, signal, closing.signal]));
      waiters.delete(waiter);
    },
    close: () => closing.abort(),
    isClosed: () => closing.signal.aborted,
  };
}
