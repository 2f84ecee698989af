import { claimInstancePolls, type ClaimedPoll } from '../../src/store/claim-polls.ts';
import type { Db } from '../../src/store/database.ts';
import { ensureCursor } from '../../src/store/ensure-cursor.ts';
import type { PollCommit, PollSettlement } from '../../src/store/poll-commit.ts';
import { savePolls, type PollToSave } from '../../src/store/save-polls.ts';
import { saveSubscription } from '../../src/store/save-subscription.ts';
import { aPollDefinition } from './poll-definition.ts';
import { storeInstance, storeNow, storeSealer } from './stored-instance.ts';

export interface PolledIds {
  organizationId: number;
  instanceId: number;
}

export const aPollToSave = (resource = 'contacts', values: Partial<PollToSave> = {}): PollToSave => ({
  definition: aPollDefinition({ resource }),
  identity: 'first',
  intervalMs: 900_000,
  leastIntervalMs: undefined,
  greatestIntervalMs: undefined,
  reconcileEveryMs: undefined,
  remembersAll: false,
  startUs: 0,
  initialBeforeUs: 0,
  silentInitial: false,
  ...values,
});

export interface PolledInstanceOptions {
  /** Of the subscription; undefined: none. */
  url: string | undefined;
  polls: PollToSave[];
}

const byDefault: PolledInstanceOptions = { url: 'http://127.0.0.1:9/callback', polls: [aPollToSave()] };

/** Writes an instance as provisioning does: its polls due at once, with a subscription. */
export async function storePolledInstance(db: Db, options: Partial<PolledInstanceOptions> = {}): Promise<PolledIds> {
  const { url, polls } = { ...byDefault, ...options };
  const { id: instanceId, organizationId } = await storeInstance(db);
  await savePolls(db, { instanceId, now: storeNow, enabled: true, polls });
  await saveSubscription(db, { instanceId, url, now: storeNow });
  return { organizationId, instanceId };
}

/** Claims the instance's poll of contacts, with a lease that has run out already. */
export async function claimPoll(db: Db, instanceId: number): Promise<ClaimedPoll> {
  const of = { instanceId, resource: 'contacts', now: storeNow, leaseUntil: storeNow };
  const [poll] = await claimInstancePolls(db, storeSealer, of);
  if (!poll) throw new Error('not claimed');
  return poll;
}

/** The polls of three instances. */
export async function claimThree(db: Db): Promise<ClaimedPoll[]> {
  const polls: ClaimedPoll[] = [];
  while (polls.length < 3) polls.push(await claimPoll(db, (await storePolledInstance(db)).instanceId));
  return polls;
}

/** A commit of this claim that writes nothing but what is given. */
export const aCommit = (poll: ClaimedPoll, values: Partial<PollCommit> = {}): PollCommit => ({
  pollId: poll.id,
  instanceId: poll.instance.id,
  resource: poll.definition.resource,
  fence: poll.fence,
  now: storeNow,
  leaseUntil: storeNow + 120_000,
  versions: [],
  notifications: [],
  cursors: [],
  ...values,
});

/** One notification of new events with these ids, each of a record of its own. */
export const aNotification = (eventIds: string[], values: Partial<PollCommit['notifications'][number]> = {}) => ({
  pollDate: storeNow * 1000,
  initial: false,
  events: eventIds.map((eventId) => ({
    eventId,
    recordId: `record-${eventId}`,
    type: 'CREATED' as const,
    date: storeNow * 1000,
    record: '{"id":1}',
  })),
  ...values,
});

export const completed = (nextPollAt: number): PollSettlement => ({
  outcome: 'completed',
  fault: undefined,
  counts: { requests: 1, pages: 1, records: 0, created: 0, updated: 0, deleted: 0, ignored: 0, deferred: 0 },
  nextPollAt,
});

export const cursorOf = async (db: Db, poll: ClaimedPoll, scope = ''): Promise<number> =>
  (await ensureCursor(db, poll, scope)).id;

export const eventIdsOf = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('events').select('event_id').orderBy('notification_id').orderBy('position').execute()).map(
    (row) => row.event_id,
  );

export const subscriptionOf = (db: Db, instanceId: number) =>
  db.selectFrom('subscriptions').selectAll().where('instance_id', '=', instanceId).executeTakeFirstOrThrow();
