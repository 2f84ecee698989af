import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../test/kit/database.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { aPollToSave, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { systemClock } from '../lib/clock.ts';
import { openDatabase, type Db } from './database.ts';
import { freeClaims, takeSoleUse } from './sole-use.ts';

async function twoPools(): Promise<[Db, Db]> {
  const database = await createTestDatabase();
  const other = openDatabase({ connectionString: database.url, poolSize: 2, onConnectionError: () => {} });
  onTestFinished(async () => {
    await other.destroy();
    await database.close();
  });
  return [database.db, other];
}

test('a second server on the same data is refused, and told what to do', async () => {
  const [db, other] = await twoPools();
  const clock = createManualClock();
  const use = await takeSoleUse(db, clock);
  const second = takeSoleUse(other, clock).then(
    () => 'taken',
    (error: Error) => error.message,
  );
  let outcome: string | undefined;
  void second.then((value) => (outcome = value));
  while (outcome === undefined) await clock.advance(1_000);
  expect(outcome).toBe('Another Tidings is running on this data directory. Stop it, or set TIDINGS_DATA_DIR.');
  await use.release();
});

test('the next server gets it when the one before has let go, and not sooner', async () => {
  const [db, other] = await twoPools();
  const use = await takeSoleUse(db, systemClock);
  const second = takeSoleUse(other, systemClock);
  const first = await Promise.race([second.then(() => 'taken'), use.release().then(() => 'released')]);
  expect(first).toBe('released');
  await (await second).release();
});

test('what a killed predecessor had claimed is free again', async () => {
  const [db] = await twoPools();
  await storePolledInstance(db, { polls: [aPollToSave('contacts'), aPollToSave('deals')] });
  await db
    .updateTable('polls')
    .set({ lease_until_ms: storeNow + 60_000 })
    .execute();
  await db
    .updateTable('subscriptions')
    .set({ lease_until_ms: storeNow + 60_000 })
    .execute();
  await freeClaims(db);
  expect(await db.selectFrom('polls').select('lease_until_ms').distinct().execute()).toEqual([
    { lease_until_ms: null },
  ]);
  expect(await db.selectFrom('subscriptions').select('lease_until_ms').execute()).toEqual([{ lease_until_ms: null }]);
});
