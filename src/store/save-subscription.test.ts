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
  const { instanceId, organizationId } = await storePolledInstance(database.db);
  const before = await subscriptionOf(database.db, instanceId);
  await saveSubscription(database.db, { organizationId, instanceId, url: 'https://example.com/new', now });
  expect(await subscriptionOf(database.db, instanceId)).toEqual({
    ...before,
    url: 'https://example.com/new',
    fence: (before?.fence ?? 0) + 1,
  });
});

test('without an address what is stored waits, and goes out when there is one again', async () => {
  const { instanceId, organizationId } = await storePolledInstance(database.db);
  await tell(instanceId, 'a');
  await saveSubscription(database.db, { organizationId, instanceId, url: undefined, now });
  await tell(instanceId, 'b');
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    active: false,
    pending: 2,
    next_due_at_ms: null,
  });
  await saveSubscription(database.db, { organizationId, instanceId, url: 'https://example.com/', now: now + 5 });
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({
    active: true,
    inactive_reason: null,
    next_due_at_ms: now + 5,
  });
  expect(await statuses()).toEqual(['created', 'created']);
});

test('with nothing outstanding nothing is due', async () => {
  const { instanceId, organizationId } = await storePolledInstance(database.db);
  await saveSubscription(database.db, { organizationId, instanceId, url: 'https://example.com/', now });
  expect(await subscriptionOf(database.db, instanceId)).toMatchObject({ pending: 0, next_due_at_ms: null });
});

test('what was delivered stays delivered', async () => {
  const { instanceId, organizationId } = await storePolledInstance(database.db);
  await tell(instanceId, 'a');
  await database.db.updateTable('deliveries').set({ status: 'delivered' }).execute();
  await saveSubscription(database.db, { organizationId, instanceId, url: 'https://example.com/', now });
  expect(await statuses()).toEqual(['delivered']);
});
