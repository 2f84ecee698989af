import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, claimPoll, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { createCommitChanges } from './commit-changes.ts';
import type { Db } from './database.ts';
import { toldRecords } from './told-records.ts';

const database = useEmptyDatabase();

type Told = { type: 'CREATED' | 'UPDATED' | 'DELETED'; date: number; scope?: string };

/** An instance that told these events of record `r`, one after the other. */
async function toldBy(db: Db, told: Told[]): Promise<number> {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claimPoll(db, instanceId);
  const commit = createCommitChanges(db);
  for (const [index, { type, date, ...ofScope }] of told.entries()) {
    const event = { eventId: `${instanceId}-${index}`, recordId: 'r', type, date, record: '{}' };
    await commit(aCommit(poll, { notifications: [{ pollDate: 1, initial: false, ...ofScope, events: [event] }] }));
  }
  return instanceId;
}

const asked = async (db: Db, instanceId: number, values: { resource?: string; scope?: string } = {}) => {
  const records = { instanceId, resource: 'contacts', scope: '', recordIds: ['r', 'never told'], ...values };
  return [...(await toldRecords(db, records))];
};

test('a record was told if any event told it, and the date is that of the last one', async () => {
  const { db } = database;
  const events: Told[] = [
    { type: 'CREATED', date: 30, scope: '' },
    { type: 'UPDATED', date: 20, scope: '' },
  ];
  const instanceId = await toldBy(db, events);
  expect(await asked(db, instanceId)).toEqual([['r', 20]]);
  expect(await asked(db, instanceId, { resource: 'deals' })).toEqual([]);
  expect(await asked(db, instanceId + 1)).toEqual([]);
});

test('a record that was told as deleted last may be created again', async () => {
  const { db } = database;
  const gone: Told[] = [
    { type: 'CREATED', date: 1 },
    { type: 'DELETED', date: 2 },
  ];
  expect(await asked(db, await toldBy(db, gone))).toEqual([]);
  expect(await asked(db, await toldBy(db, [...gone, { type: 'CREATED', date: 3 }]))).toEqual([['r', 3]]);
});

test('ids are those of their scope; what was told before scopes were kept counts for every one', async () => {
  const { db } = database;
  const one = await toldBy(db, [{ type: 'CREATED', date: 1, scope: 'listId=1' }]);
  expect(await asked(db, one, { scope: 'listId=1' })).toEqual([['r', 1]]);
  expect(await asked(db, one, { scope: 'listId=2' })).toEqual([]);
  const older = await toldBy(db, [{ type: 'CREATED', date: 1 }]);
  expect(await asked(db, older, { scope: 'listId=2' })).toEqual([['r', 1]]);
});
