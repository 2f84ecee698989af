import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, aNotification, storePolledInstance, subscriptionOf } from '../../test/kit/polled-instance.ts';
import { storeNow as now, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { claimInstancePolls } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';
import { saveSubscription } from './save-subscription.ts';

const database = useEmptyDatabase();

async function tell(instanceId: number, eventId: string): Promise<void> {
  const of = { instanceId, resource: undefined, now, leaseUntil: now };
  const [poll] = await claimInstancePolls(database.db, sealer, of);
  if (poll)
    await createCommitChanges(database.db)(
      aCommit(poll, { leaseUntil: now, notifications: [aNotification([eventId])] }),
    );
}

const statuses = async () =>
  (await database.db.selectFrom('deliveries').select('status').orderBy('notification_id').execute()).map(
    ({ status }) => status,
  );

test('an instance has one subscription, which follows its callback URL', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const before = await subscriptionOf(database.db, instanceId);
  await saveSubscription(database.db, { instanceId, url: 'https://example.com/new', now });
  expect(await subscriptionOf(database.db, instanceId)).toEqual({
    ...before,
    url: 'https://example.com/new',
    fence: (before?.fence ?? 0) + 1,
  });
});

test('without an address what is stored waits, and goes out when there is one again', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  await tell(instanceId, 'a');
  await saveSubscription(database.db, { instanceId, url: undefined, now });
  await tell(instanceId, 'b');
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    active: false,
    pending: 2,
    next_due_at_ms: null,
  });
  await saveSubscription(database.db, { instanceId, url: 'https://example.com/', now: now + 5 });
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    active: true,
    inactive_reason: null,
    next_due_at_ms: now + 5,
  });
  expect(await statuses()).toEqual(['created', 'created']);
});

test('what is outstanding is queued while there is no address, also what waits for its retry', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  for (const eventId of ['a', 'b', 'c']) await tell(instanceId, eventId);
  const ids = await database.db.selectFrom('notifications').select('id').orderBy('id').execute();
  const [first, second] = ids.map(({ id }) => id);
  const change = (id: number | undefined) =>
    database.db.updateTable('deliveries').where('notification_id', '=', id ?? 0);
  await change(first).set({ status: 'delivered' }).execute();
  await change(second)
    .set({ status: 'retry', next_attempt_at_ms: now + 1 })
    .execute();
  await saveSubscription(database.db, { instanceId, url: undefined, now });
  expect(await statuses()).toEqual(['delivered', 'queued', 'queued']);
  const waiting = database.db
    .selectFrom('deliveries')
    .select('notification_id')
    .where('next_attempt_at_ms', 'is not', null);
  expect(await waiting.execute()).toEqual([]);
});

test('an inactive subscription says what is the case now, and shows the URL that the instance has', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  const enabled = 'event.notification.enabled';
  const callback = 'event.notification.callback.url';
  const cases: [values: object, disabled: boolean, reason: string, url: string][] = [
    [{ [enabled]: 'false', [callback]: 'https://a.example/' }, false, 'Events are switched off.', 'https://a.example/'],
    [{ [enabled]: 'true', [callback]: 'https://b.example/' }, true, 'The instance is disabled.', 'https://b.example/'],
    [{ [enabled]: 'true' }, false, 'The instance has no callback URL.', ''],
    [{ [enabled]: ' TRUE ', [callback]: 'False' }, false, 'The instance has no callback URL.', ''],
    [{}, false, 'Events are switched off.', ''],
  ];
  for (const [values, disabled, inactive_reason, url] of cases) {
    const stored = { configuration: JSON.stringify(values), disabled };
    await database.db.updateTable('instances').set(stored).where('id', '=', instanceId).execute();
    await saveSubscription(database.db, { instanceId, url: undefined, now });
    expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ active: false, inactive_reason, url });
  }
});

test('with nothing outstanding nothing is due', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  await saveSubscription(database.db, { instanceId, url: 'https://example.com/', now });
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 0, next_due_at_ms: null });
});

test('what was delivered stays delivered', async () => {
  const { instanceId } = await storePolledInstance(database.db);
  await tell(instanceId, 'a');
  await database.db.updateTable('deliveries').set({ status: 'delivered' }).execute();
  await saveSubscription(database.db, { instanceId, url: 'https://example.com/', now });
  expect(await statuses()).toEqual(['delivered']);
});
