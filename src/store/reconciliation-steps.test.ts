import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newCounts, newProgress } from '../model/reconciliation.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, aPollToSave, claimPoll, cursorOf, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow, storeSealer } from '../../test/kit/stored-instance.ts';
import { claimInstancePolls, claimPollForSweep } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';
import type { Db } from './database.ts';
import { countMissing, missingTwice } from './missing-records.ts';
import { deletedVersion } from './poll-commit.ts';
import {
  cancelReconciliation,
  findReconciliation,
  listReconciliations,
  releaseReconciliation,
} from './reconciliation-list.ts';
import { requestReconciliations, scheduleReconciliations } from './reconciliation-requests.ts';
import { beginSweep, claimReconciliations, settleStep, type ClaimedReconciliation } from './reconciliation-steps.ts';

const database = useEmptyDatabase();
const now = storeNow;
const due = { now, leaseUntil: now + 1_000, limit: 10 };

/** An instance of which each poll has run once. */
async function polledOnce(db: Db, resources = ['contacts'], reconcileEveryMs?: number): Promise<number> {
  const polls = resources.map((resource) => aPollToSave(resource, { reconcileEveryMs }));
  const { instanceId } = await storePolledInstance(db, { polls });
  await db.updateTable('polls').set({ last_finished_at_ms: now }).execute();
  return instanceId;
}

const request = (db: Db, instanceId: number, resource?: string) =>
  requestReconciliations(db, { instanceId, resource, reason: 'requested', now });

const settled = (claimed: ClaimedReconciliation, values: Partial<Parameters<typeof settleStep>[1]> = {}) => ({
  id: claimed.id,
  fence: claimed.fence,
  status: 'completed' as const,
  progress: claimed.progress,
  counts: claimed.counts,
  fault: undefined,
  nextStepAt: undefined,
  now,
  notices: [],
  ...values,
});

async function claimOne(db: Db): Promise<ClaimedReconciliation> {
  const [claimed] = await claimReconciliations(db, due);
  if (!claimed) throw new Error('not claimed');
  return claimed;
}

test('one request makes one for every resource, and another answers those that are under way', async () => {
  const { db } = database;
  const instanceId = await polledOnce(db, ['contacts', 'deals']);
  const made = await request(db, instanceId);
  expect(made.map(({ resource, status, reason }) => [resource, status, reason])).toEqual([
    ['contacts', 'waiting', 'requested'],
    ['deals', 'waiting', 'requested'],
  ]);
  expect(made[0]).toMatchObject({ progress: newProgress(), counts: newCounts(), nextStepAt: now, createdAt: now });
  expect(await request(db, instanceId, 'deals')).toEqual([made[1]]);
  expect(await request(db, instanceId, 'leads')).toEqual([]);
  const remembering = await db.selectFrom('polls').select('remembers_all').execute();
  expect(remembering).toEqual([{ remembers_all: true }, { remembers_all: true }]);
});

test('a poll that has never run, or is switched off, is not swept yet', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  await request(db, instanceId);
  expect(await claimReconciliations(db, due)).toEqual([]);
  await db.updateTable('polls').set({ last_finished_at_ms: now, enabled: false }).execute();
  expect(await claimReconciliations(db, due)).toEqual([]);
  await db.updateTable('polls').set({ enabled: true }).execute();
  expect(await claimReconciliations(db, due)).toHaveLength(1);
  expect(await claimReconciliations(db, due)).toEqual([]);
});

test('a sweep and a poll never hold a resource at the same time, and a sweep is no run of the poll', async () => {
  const { db } = database;
  const instanceId = await polledOnce(db);
  const of = { instanceId, resource: 'contacts', now, leaseUntil: now + 1_000 };
  const [polling] = await claimInstancePolls(db, storeSealer, of);
  const sweep = { pollId: polling?.id ?? 0, now, leaseUntil: now + 1_000 };
  expect(await claimPollForSweep(db, storeSealer, sweep)).toBeUndefined();
  await db.updateTable('polls').set({ lease_until_ms: null, last_started_at_ms: 5 }).execute();
  expect(await claimPollForSweep(db, storeSealer, sweep)).toMatchObject({ id: polling?.id });
  expect(await claimInstancePolls(db, storeSealer, of)).toEqual([]);
  const [row] = await db.selectFrom('polls').select('last_started_at_ms').execute();
  expect(row).toEqual({ last_started_at_ms: 5 });
});

test('who lost the claim changes nothing', async () => {
  const { db } = database;
  const instanceId = await polledOnce(db);
  const [made] = await request(db, instanceId);
  const id = made?.id ?? 0;
  const lost = await claimOne(db);
  expect(await cancelReconciliation(db, { instanceId, id, now })).toBe(true);
  await settleStep(db, settled(lost, { notices: [{ kind: 'reconciliation.drift', message: 'x' }] }));
  expect(await findReconciliation(db, { instanceId, id })).toMatchObject({ status: 'cancelled', finishedAt: now });
  const poll = await claimPoll(db, instanceId);
  const { progress, counts } = lost;
  expect(await beginSweep(db, { id, fence: lost.fence, poll, progress, counts })).toBeUndefined();
  expect(await db.selectFrom('notices').selectAll().execute()).toEqual([]);
  expect(await cancelReconciliation(db, { instanceId, id, now })).toBe(false);
});

test('only one that is held can be released, and it is due at once', async () => {
  const { db } = database;
  const instanceId = await polledOnce(db);
  await request(db, instanceId);
  const claimed = await claimOne(db);
  const { id } = claimed;
  expect(await releaseReconciliation(db, { instanceId, id, now })).toBe(false);
  const notices = [{ kind: 'reconciliation.held' as const, message: 'much is missing' }];
  await settleStep(db, settled(claimed, { status: 'held', notices }));
  expect(await claimReconciliations(db, due)).toEqual([]);
  expect(await releaseReconciliation(db, { instanceId: instanceId + 1, id, now })).toBe(false);
  expect(await releaseReconciliation(db, { instanceId, id, now })).toBe(true);
  expect(await claimOne(db)).toMatchObject({ id, progress: { released: true } });
});

test('words of a provider that a database cannot hold end no step', async () => {
  const { db } = database;
  const instanceId = await polledOnce(db);
  await request(db, instanceId);
  const claimed = await claimOne(db);
  const fault = { code: 'provider.refused', message: 'no\0' };
  const notices = [{ kind: 'reconciliation.failed' as const, message: 'no\0' }];
  await settleStep(db, settled(claimed, { status: 'failed', fault, notices }));
  const stored = await findReconciliation(db, { instanceId, id: claimed.id });
  expect(stored).toMatchObject({ status: 'failed', fault: { message: 'no\uFFFD' }, finishedAt: now });
});

test('a schedule makes one whenever it is time, and none while one is under way', async () => {
  const { db } = database;
  const every = 60_000;
  const instanceId = await polledOnce(db, ['contacts'], every);
  await scheduleReconciliations(db, now);
  await scheduleReconciliations(db, now + every);
  const all = () => listReconciliations(db, { instanceId, limit: 10 });
  expect(await all()).toMatchObject({ total: 1, reconciliations: [{ reason: 'scheduled', status: 'waiting' }] });
  await settleStep(db, settled(await claimOne(db)));
  await scheduleReconciliations(db, now + 2 * every - 1);
  expect(await all()).toMatchObject({ total: 1 });
  await scheduleReconciliations(db, now + 2 * every);
  expect(await all()).toMatchObject({ total: 2, reconciliations: [{ status: 'waiting' }, { status: 'completed' }] });
});

test('the list has the newest first, page by page', async () => {
  const { db } = database;
  const instanceId = await polledOnce(db, ['contacts', 'deals', 'leads']);
  await request(db, instanceId);
  const first = await listReconciliations(db, { instanceId, limit: 2 });
  expect(first.reconciliations.map(({ resource }) => resource)).toEqual(['leads', 'deals']);
  const beforeId = first.reconciliations[1]?.id;
  const rest = await listReconciliations(db, { instanceId, limit: 2, beforeId });
  expect(rest).toMatchObject({ total: 3, reconciliations: [{ resource: 'contacts' }] });
  expect(await listReconciliations(db, { instanceId, resource: 'deals', limit: 2 })).toMatchObject({ total: 1 });
});

const recordIds = ['a', 'b', 'c', 'd'];
const seenRecords = fc.subarray(recordIds);
const happenings = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('sweep' as const), seen: seenRecords }),
    fc.record({ kind: fc.constant('broken sweep' as const), seen: seenRecords }),
    fc.record({ kind: fc.constant('poll' as const), seen: seenRecords }),
  ),
  { maxLength: 8 },
);

/** What a sweep must find by the sightings before it: records by the number of the sweep in which they were seen last. */
function expectedOf(sightings: ReadonlyMap<string, number>, lastSweep: number, sweep: number) {
  const seenAt = (recordId: string) => sightings.get(recordId) ?? 0;
  const twice = recordIds.filter((recordId) => seenAt(recordId) < lastSweep);
  const seen = recordIds.filter((recordId) => seenAt(recordId) === sweep).length;
  return { twice, missing: { known: recordIds.length, seen, missingOnce: recordIds.length - seen - twice.length } };
}

test('two strikes: what two completed sweeps in a row have missed, and nothing has shown since the first of them began', async () => {
  const { db } = database;
  const commit = createCommitChanges(db);
  await fc.assert(
    fc.asyncProperty(happenings, async (history) => {
      const instanceId = await polledOnce(db);
      const poll = await claimPoll(db, instanceId);
      const cursorId = await cursorOf(db, poll);
      const sightings = new Map<string, number>();
      const see = async (seen: string[], sweep: number) => {
        const versions = seen.map((recordId) => ({ cursorId, recordId, version: 'v', revision: 0, date: 0, sweep }));
        await commit(aCommit(poll, { versions }));
        for (const recordId of seen) sightings.set(recordId, sweep);
      };
      await see(recordIds, 0);
      let [begun, lastCompleted] = [0, 0];
      for (const { kind, seen } of history) {
        if (kind === 'poll') {
          await see(seen, begun);
          continue;
        }
        await request(db, instanceId);
        const claimed = await claimOne(db);
        const { id, fence, progress, counts, lastSweep } = claimed;
        const sweep = (await beginSweep(db, { id, fence, poll, progress, counts })) ?? 0;
        await see(seen, sweep);
        const missing = await countMissing(db, { pollId: poll.id, sweep, lastSweep });
        const found = await missingTwice(db, { pollId: poll.id, lastSweep, after: undefined, limit: 10 });
        const twice = found.map(({ recordId }) => recordId);
        expect({ sweep, lastSweep, twice, missing }).toEqual({
          sweep: begun + 1,
          lastSweep: lastCompleted,
          ...expectedOf(sightings, lastCompleted, begun + 1),
        });
        begun = sweep;
        const status = kind === 'sweep' ? 'completed' : 'failed';
        if (kind === 'sweep') lastCompleted = sweep;
        await settleStep(db, settled(claimed, { status, progress: { ...progress, sweep } }));
      }
    }),
    { numRuns: 25 },
  );
});

test('records told as deleted are neither known nor missing', async () => {
  const { db } = database;
  const instanceId = await polledOnce(db);
  const poll = await claimPoll(db, instanceId);
  const cursorId = await cursorOf(db, poll);
  const gone = { cursorId, recordId: 'a', version: deletedVersion, revision: 1, date: undefined };
  await createCommitChanges(db)(aCommit(poll, { versions: [gone] }));
  const sweeps = { pollId: poll.id, sweep: 9, lastSweep: 8 };
  expect(await countMissing(db, sweeps)).toEqual({ known: 0, seen: 0, missingOnce: 0 });
  expect(await missingTwice(db, { ...sweeps, after: undefined, limit: 10 })).toEqual([]);
});
