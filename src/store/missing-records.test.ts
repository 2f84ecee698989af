import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, claimPoll, cursorOf, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { createCommitChanges } from './commit-changes.ts';
import type { Db } from './database.ts';
import { countAsSeen, countMissing, missingTwice } from './missing-records.ts';
import { requestReconciliations } from './reconciliation-requests.ts';
import { claimReconciliations } from './reconciliation-steps.ts';

const database = useEmptyDatabase();

/** A poll whose only cursor knows these records, none of which the sweeps 1 and 2 have met, and a step of the second. */
async function knowing(db: Db, records: { recordId: string; version: string; date?: number }[]) {
  const { instanceId } = await storePolledInstance(db);
  await db.updateTable('polls').set({ last_finished_at_ms: now }).execute();
  const poll = await claimPoll(db, instanceId);
  const cursorId = await cursorOf(db, poll);
  const versions = records.map((record) => ({ cursorId, revision: 0, date: undefined, ...record }));
  await createCommitChanges(db)(aCommit(poll, { versions }));
  await requestReconciliations(db, { instanceId, resource: undefined, reason: 'requested', now });
  const [step] = await claimReconciliations(db, { now, leaseUntil: now + 1_000, limit: 1 });
  if (!step) throw new Error('not claimed');
  const missing = async () => {
    const found = await missingTwice(db, { pollId: poll.id, lastSweep: 1, after: undefined, limit: 10 });
    return found.map(({ recordId }) => recordId);
  };
  return { pollId: poll.id, cursorId, step, missing };
}

test('a record that is known by its content alone is never missing, whatever ids others have', async () => {
  const { db } = database;
  const hash = 'cvMFNSvsDua15tzFPpHO';
  const { pollId, missing } = await knowing(db, [
    { recordId: hash, version: hash },
    { recordId: 'TeBSu8Hus9epcV2zvW8t', version: '2026-03-10T12:04:59.000Z|TeBSu8Hus9epcV2zvW8t', date: 5 },
    { recordId: 'O', version: hash },
    { recordId: 'a|b', version: `2026-03-10|${hash}`, date: 5 },
  ]);
  expect(await missing()).toEqual(['O', 'a|b']);
  expect(await countMissing(db, { pollId, sweep: 2, lastSweep: 0 })).toEqual({ known: 2, seen: 0, missingOnce: 2 });
});

test('what could not be read counts as seen: all of a scope, or what no query by date returns', async () => {
  const { db } = database;
  const { cursorId, step, missing } = await knowing(db, [
    { recordId: 'undated', version: 'v' },
    { recordId: 'old', version: 'v', date: 99 },
    { recordId: 'dated', version: 'v', date: 100 },
  ]);
  const { id, fence } = step;
  await countAsSeen(db, { id, fence: fence - 1, cursorId, sweep: 2 });
  expect(await missing()).toEqual(['dated', 'old', 'undated']);
  await countAsSeen(db, { id, fence, cursorId, sweep: 2, datedBefore: 100 });
  expect(await missing()).toEqual(['dated']);
  await countAsSeen(db, { id, fence, cursorId, sweep: 2 });
  expect(await missing()).toEqual([]);
});
