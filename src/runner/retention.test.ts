import { expect, onTestFinished, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { until } from '../../test/kit/flow.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { storeTelling } from '../../test/kit/telling-instance.ts';
import { createLog } from '../lib/log.ts';
import { deleteInstance } from '../store/delete-instance.ts';
import { createRetentionStore } from '../store/retention-store.ts';
import { startRetention } from './retention.ts';

const database = useEmptyDatabase();

async function deletedInstance() {
  const { instanceId, organizationId } = await storeTelling(database.db, ['a']);
  await deleteInstance(database.db, { organizationId, id: instanceId });
}

const left = async () => (await database.db.selectFrom('notifications').select('id').execute()).length;

test('what a killed process had left of a deleted instance goes at the next start, and later ones every five seconds', async () => {
  await deletedInstance();
  expect(await left()).toBe(1);
  const clock = createManualClock(storeNow);
  const store = createRetentionStore(database.db);
  const retention = startRetention({ clock, log: createLog('silent'), store });
  onTestFinished(() => retention.stop());
  const cleared = async () => (await left()) === 0 && (await store.kindsLeft()).length === 0;
  await until(async () => {
    await clock.advance(20);
    return (await cleared()) && clock.sleepers() === 2;
  });
  await deletedInstance();
  expect(await left()).toBe(1);
  await until(async () => {
    await clock.advance(1_000);
    return cleared();
  });
});
