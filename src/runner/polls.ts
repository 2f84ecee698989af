import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { runPoll, type PollDeps } from '../poll/run-poll.ts';
import { leaseMs } from '../poll/commit-page.ts';
import type { ClaimedPoll, PollsDue } from '../store/claim-polls.ts';
import { Fault } from '../model/fault.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

export interface PollRunnerDeps {
  clock: Clock;
  log: Log;
  poll: PollDeps;
  claimDuePolls: (due: PollsDue) => Promise<ClaimedPoll[]>;
}

/** Polls under way at once, in one process. They wait for providers most of the time. */
const capacity = 200;
const idleMs = 500;

/** Polls what is due. */
export function startPollRunner({ clock, log, poll: deps, claimDuePolls }: PollRunnerDeps): WorkLoop {
  return startWorkLoop<ClaimedPoll>({
    name: 'polls',
    clock,
    log,
    capacity,
    idleMs,
    claim: (limit) => claimDuePolls({ now: clock.now(), leaseUntil: clock.now() + leaseMs, limit }),
    work: async (poll, signal) => {
      const about = { instanceId: poll.instance.id, resource: poll.definition.resource };
      try {
        const { outcome, fault, counts, paused, cause } = await runPoll(deps, poll, { explain: false, signal });
        if (cause) log.error({ ...about, err: cause }, 'a poll broke off by a fault of ours');
        if (paused) log.warn({ ...about, ...fault }, 'polling of the instance paused: too many failures');
        else if (fault) log.warn({ ...about, outcome, ...fault }, 'poll did not complete');
        else log.debug({ ...about, ...counts }, 'polled');
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        log.info({ ...about, code: error.code }, error.message);
      }
    },
  });
}
