import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { leaseMs, runReceived, type ReceivedGroup, type RunReceivedDeps } from '../ingest/run-received.ts';
import type { WatchingPoll } from '../ingest/watched-resource.ts';
import type { ClaimedWebhook, ReceivedDue } from '../store/claim-received.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

export interface InboxRunnerDeps {
  clock: Clock;
  log: Log;
  received: RunReceivedDeps;
  claimReceived: (due: ReceivedDue) => Promise<ClaimedWebhook[]>;
  /** The polls that watch what webhooks tell of, by instance. */
  readReceivedPolls: (instanceIds: number[]) => Promise<Map<number, readonly WatchingPoll[]>>;
}

/** Webhooks that are claimed together at most, and instances whose webhooks are worked on side by side. */
const capacity = 200;
const idleMs = 500;

/**
 * Works on webhooks that have come in. Those of one instance are worked on in their order, one group after the other; instances
 * do not wait for each other.
 */
export function startInboxRunner(deps: InboxRunnerDeps): WorkLoop {
  const { clock, log } = deps;
  const busy = new Set<number>();
  let wakes = 0;
  const loop = startWorkLoop<ReceivedGroup & { wakes: number }>({
    name: 'inbox',
    clock,
    log,
    capacity,
    idleMs,
    claim: async (limit) => {
      const before = wakes;
      const groups = await claimGroups(deps, { limit, busy });
      for (const { instanceId } of groups) busy.add(instanceId);
      return groups.map((group) => ({ ...group, wakes: before }));
    },
    work: async (group, signal) => {
      try {
        await runReceived(deps.received, group, signal);
      } finally {
        busy.delete(group.instanceId);
        // What came meanwhile was passed over.
        if (wakes > group.wakes || group.webhooks.length >= capacity / 2) loop.wake();
      }
    },
  });
  return {
    wake: () => {
      wakes++;
      loop.wake();
    },
    underWay: () => loop.underWay(),
    stop: () => loop.stop(),
  };
}

async function claimGroups(
  { clock, claimReceived, readReceivedPolls }: InboxRunnerDeps,
  { limit, busy }: { limit: number; busy: ReadonlySet<number> },
): Promise<ReceivedGroup[]> {
  const now = clock.now();
  const webhooks = await claimReceived({ now, leaseUntil: now + leaseMs, limit, except: [...busy] });
  if (webhooks.length === 0) return [];
  const byInstance = Map.groupBy(webhooks, ({ instance }) => instance.id);
  const polls = await readReceivedPolls([...byInstance.keys()]);
  return [...byInstance].map(([instanceId, own]) => ({
    instanceId,
    webhooks: own,
    polls: polls.get(instanceId) ?? [],
  }));
}
