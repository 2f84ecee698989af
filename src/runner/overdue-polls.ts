import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { OverduePoll } from '../store/report-overdue-polls.ts';

export interface OverdueWatchDeps {
  clock: Clock;
  log: Log;
  /** Marks what is overdue and not yet marked, and answers it. */
  reportOverduePolls: (now: number) => Promise<OverduePoll[]>;
}

export interface OverdueWatch {
  /** Looks no more; resolves when a look under way has ended. */
  stop(): Promise<void>;
}

const everyMs = 60_000;
/** The log names so many; the notices name all. */
const named = 20;

/**
 * Looks once a minute for polls that should have run and did not. It runs in every process, also in those that poll
 * nothing: it is there for the day when nobody polls.
 */
export function startOverdueWatch({ clock, log, reportOverduePolls }: OverdueWatchDeps): OverdueWatch {
  const stopping = new AbortController();

  const look = async () => {
    const overdue = await reportOverduePolls(clock.now());
    if (overdue.length === 0) return;
    const polls = overdue.slice(0, named).map(({ instanceId, resource, why }) => ({ instanceId, resource, why }));
    const instances = new Set(overdue.map(({ instanceId }) => instanceId)).size;
    log.error({ count: overdue.length, instances, polls }, 'polls are overdue');
  };

  const run = async () => {
    for (;;) {
      await clock.sleep(everyMs, stopping.signal);
      if (stopping.signal.aborted) return;
      await look().catch((error: unknown) => log.error({ err: error }, 'overdue polls could not be looked for'));
    }
  };

  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
