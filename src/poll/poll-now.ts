import type { Explain } from '../model/explain.ts';
import { Fault } from '../model/fault.ts';
import type { ClaimedPoll, PollsOfInstance } from '../store/claim-polls.ts';
import { dryRun } from './dry-run.ts';
import type { PollReport } from './poll-report.ts';
import type { PollDeps, PollOptions } from './run-poll.ts';
import { leaseMs } from './commit-page.ts';

export interface PollNowDeps extends PollDeps {
  runPoll: (poll: ClaimedPoll, options: PollOptions) => Promise<PollReport>;
  claimInstancePolls: (of: PollsOfInstance) => Promise<ClaimedPoll[]>;
  readInstancePolls: (of: PollsOfInstance) => Promise<ClaimedPoll[]>;
}

export interface PollNowRequest {
  instanceId: number;
  /** Undefined: every resource, one after the other. */
  resource: string | undefined;
  /** True: nothing is stored and the cursors stay. */
  dryRun: boolean;
  /** True: with the decision on each record. */
  explain: Explain;
}

/** A resource that is being polled is waited for this long. */
const patienceMs = 30_000;
const pauseMs = 100;

/**
 * Polls an instance at once, due or not, and answers when it is done. Throws `resource.polling_not_configured`, and
 * `poll.superseded` when a resource is being polled all the time.
 */
export async function pollNow(deps: PollNowDeps, request: PollNowRequest): Promise<PollReport[]> {
  const { instanceId, resource, explain } = request;
  const at = () => ({ instanceId, resource, now: deps.clock.now(), leaseUntil: deps.clock.now() + leaseMs });
  const polls = await deps.readInstancePolls(at());
  if (polls.length === 0) throw notConfigured(resource);
  const reports: PollReport[] = [];
  for (const poll of polls) {
    if (request.dryRun) reports.push(await dryRun(deps, poll, { explain }));
    else reports.push(await deps.runPoll(await claim(deps, instanceId, poll.definition.resource), { explain }));
  }
  return reports;
}

async function claim(deps: PollNowDeps, instanceId: number, resource: string): Promise<ClaimedPoll> {
  const deadline = deps.clock.now() + patienceMs;
  for (;;) {
    const now = deps.clock.now();
    const [claimed] = await deps.claimInstancePolls({ instanceId, resource, now, leaseUntil: now + leaseMs });
    if (claimed) return claimed;
    if (now > deadline)
      throw new Fault('poll.superseded', `"${resource}" is being polled at this moment; try again later.`);
    await deps.clock.sleep(pauseMs);
  }
}

const notConfigured = (resource: string | undefined) =>
  new Fault(
    'resource.polling_not_configured',
    resource === undefined ? 'The instance polls nothing.' : `The instance does not poll "${resource}".`,
  );
