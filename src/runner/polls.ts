import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { leaseMs } from '../poll/commit-page.ts';
import type { ClaimedPoll, PollsDue } from '../store/claim-polls.ts';
import { Fault } from '../model/fault.ts';
import type { RunPoll } from './watched-poll.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

export interface PollRunnerDeps {
  clock: Clock;
  log: Log;
  runPoll: RunPoll;
  claimDuePolls: (due: PollsDue) => Promise<ClaimedPoll[]>;
}

/** Polls under way at once, in one process. They wait for providers most of the time. */
const capacity = 200;
const idleMs = 500;

/** Polls what is due. */
export function startPollRunner({ clock, log, runPoll, claimDuePolls }: PollRunnerDeps): WorkLoop {
  return startWorkLoop<ClaimedPoll>({
    name: 'polls',
    clock,
    log,
    capacity,
    idleMs,
    claim: (limit) => claimDuePolls({ now: clock.now(), leaseUntil: clock.now() + leaseMs, limit }),
    work: async (poll, signal) => {
      try {
        await runPoll(poll, { explain: false, signal });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        const about = { instanceId: poll.instance.id, resource: poll.definition.resource };
        log.info({ ...about, code: error.code }, error.message);
      }
    },
  });
}
