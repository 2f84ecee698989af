import { expect, test } from 'vitest';
import { eventsOf } from '../../test/kit/claimed-subscription.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, aNotification, claimPoll, cursorOf, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow as now, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import type { FieldChanges } from '../model/change.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { createCommitChanges } from './commit-changes.ts';
import { versionsSeen } from './versions-seen.ts';

const database = useEmptyDatabase();

async function commitOne(values: { fields?: Record<string, string>; record?: string; changes?: FieldChanges }) {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  const poll = await claimPoll(db, instanceId);
  const cursorId = await cursorOf(db, poll);
  const { changes, ...kept } = values;
  const notification = aNotification(['a']);
  const events = notification.events.map((event) => ({ ...event, ...(changes && { changes }) }));
  const versions = [{ cursorId, recordId: '1', version: 'v', revision: 0, date: undefined, ...kept }];
  await createCommitChanges(db)(aCommit(poll, { versions, notifications: [{ ...notification, events }] }));
  const due = { now, leaseUntil: now + 1, slow: false, subscriptions: 1, deliveriesEach: 1, exceptEndpoints: [] };
  const [subscription] = await claimDeliveries(db, sealer, due);
  return {
    known: (await versionsSeen(db, cursorId, ['1'])).get('1'),
    event: eventsOf(subscription?.deliveries[0]?.notification)[0],
  };
}

test('fingerprints, record and changes come back as they were written', async () => {
  const changes: FieldChanges = { changed: ['a.b', 'c'], previous: { c: [1, { d: null }] } };
  const { known, event } = await commitOne({ fields: { c: 'x', 'a.b': 'y' }, record: '{"c":1.50}', changes });
  expect(known).toEqual({ version: 'v', revision: 0, fields: { c: 'x', 'a.b': 'y' }, record: '{"c":1.50}' });
  expect(event?.changes).toEqual(changes);
});

test('where nothing was kept, nothing comes back', async () => {
  const { known, event } = await commitOne({});
  expect(known).toEqual({ version: 'v', revision: 0 });
  expect(event).not.toHaveProperty('changes');
});

test('characters that a database cannot hold keep nothing from being written, in keys and in values', async () => {
  const changes: FieldChanges = {
    changed: ['a\0b', 'cut\ud83d'],
    previous: { 'a\0b': { 'in\0ner': 'half \udc00 \\u0000 "', whole: '\u{1f600}' } },
  };
  const { known, event } = await commitOne({
    fields: { 'a\0b': 'x', '\ud83d': 'y' },
    record: '{"a":"\ud83d\\u0000"}',
    changes,
  });
  expect(known?.fields).toEqual({ 'a\uFFFDb': 'x', '\uFFFD': 'y' });
  expect(known?.record).toBe('{"a":"\uFFFD\\u0000"}');
  expect(event?.changes).toEqual({
    changed: ['a\uFFFDb', 'cut\uFFFD'],
    previous: { 'a\uFFFDb': { 'in\uFFFDner': 'half \uFFFD \\u0000 "', whole: '\u{1f600}' } },
  });
});
