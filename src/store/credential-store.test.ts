import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/kit/database.ts';
import { storeInstance, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { systemClock as clock } from '../lib/clock.ts';
import { createCredentialStore } from './credential-store.ts';
import { openDatabase, type Db } from './database.ts';
import { deleteInstance } from './delete-instance.ts';
import { findInstance } from './find-instance.ts';

interface Tokens {
  accessToken: string;
}

let database: TestDatabase;
let locks: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  locks = openDatabase({ connectionString: database.url, poolSize: 5, onConnectionError: () => {} });
});
afterAll(async () => {
  await locks.destroy();
  await database.close();
});

/** One process's view of the credentials. */
const storeOf = () => createCredentialStore<Tokens>({ db: database.db, locks, sealer, clock });

/** How many statements wait for a lock. */
async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
  return rows[0]?.n ?? 0;
}

const signal = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: promise, give: resolve };
};

test('what was saved under the lock is there for everybody once the lock is free', async () => {
  const { id } = await storeInstance(database.db);
  expect(await storeOf().read(id)).toBeUndefined();
  await storeOf().withLock(id, async (current, save) => {
    expect(current).toBeUndefined();
    await save({ accessToken: 'one' });
    expect(await storeOf().read(id)).toBeUndefined();
  });
  expect(await storeOf().read(id)).toEqual({ accessToken: 'one' });
});

test('the lock is held by one at a time, across processes, and the next sees what the last one saved', async () => {
  const { id } = await storeInstance(database.db);
  let inside = 0;
  const work = () =>
    storeOf().withLock(id, async (current, save) => {
      expect(++inside).toBe(1);
      await save({ accessToken: `${current?.accessToken ?? ''}x` });
      inside--;
    });
  await Promise.all(Array.from({ length: 8 }, work));
  expect(await storeOf().read(id)).toEqual({ accessToken: 'xxxxxxxx' });
});

test('what was saved stands when the work fails afterwards', async () => {
  const { id } = await storeInstance(database.db);
  const failing = storeOf().withLock(id, async (_current, save) => {
    await save({ accessToken: 'rotated' });
    throw new Error('after the save');
  });
  await expect(failing).rejects.toThrow('after the save');
  expect(await storeOf().read(id)).toEqual({ accessToken: 'rotated' });
});

test('tokens are sealed and open for their own instance only', async () => {
  const { id } = await storeInstance(database.db);
  const other = await storeInstance(database.db);
  await storeOf().withLock(id, (_current, save) => save({ accessToken: 'plain-text-token' }));
  const { db } = database;
  const row = await db.selectFrom('credentials').selectAll().where('instance_id', '=', id).executeTakeFirstOrThrow();
  expect(row.tokens_sealed?.toString('latin1')).not.toContain('plain-text-token');
  await db
    .updateTable('credentials')
    .set({ tokens_sealed: row.tokens_sealed })
    .where('instance_id', '=', other.id)
    .execute();
  await expect(storeOf().read(other.id)).rejects.toThrow('does not open');
});

test('an instance that must reconnect says why', async () => {
  const { id, organizationId } = await storeInstance(database.db);
  await storeOf().markReconnect(id, 'invalid_grant');
  const found = await findInstance({ db: database.db, sealer }, { organizationId, id });
  expect(found).toMatchObject({ connection: 'reconnect', connectionReason: 'invalid_grant' });
});

test('a deletion waits for a refresh that is under way and does not block it', async () => {
  const { id, organizationId } = await storeInstance(database.db);
  const [entered, proceed] = [signal(), signal()];
  const refresh = storeOf().withLock(id, async () => {
    entered.give();
    await proceed.wait;
    await storeOf().markReconnect(id, 'invalid_grant');
  });
  await entered.wait;
  const deletion = deleteInstance(database.db, { organizationId, id });
  await expect.poll(waitingForLocks).toBe(1);
  proceed.give();
  await refresh;
  expect(await deletion).toBe(true);
  await expect(storeOf().withLock(id, () => Promise.resolve())).rejects.toMatchObject({ code: 'instance.not_found' });
});
