import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, openLockPools, type LockPools, type TestDatabase } from '../../test/kit/database.ts';
import { storeInstance, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { systemClock as clock } from '../lib/clock.ts';
import { createCredentialStore, lockCredentials } from './credential-store.ts';
import { deleteInstance } from './delete-instance.ts';
import { findInstance } from './find-instance.ts';

interface Tokens {
  accessToken: string;
}

const poolSize = 5;
let database: TestDatabase;
let lockPools: LockPools;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize });
  lockPools = openLockPools(database);
});
afterAll(async () => {
  await lockPools.close();
  await database.close();
});

/** One process's view of the credentials. */
const storeOf = () => createCredentialStore<Tokens>({ db: database.db, ...lockPools, sealer, clock });

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
  await storeOf().withLock(id, async ({ current, save }) => {
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
    storeOf().withLock(id, async ({ current, save }) => {
      expect(++inside).toBe(1);
      await save({ accessToken: `${current?.accessToken ?? ''}x` });
      inside--;
    });
  await Promise.all(Array.from({ length: 8 }, work));
  expect(await storeOf().read(id)).toEqual({ accessToken: 'xxxxxxxx' });
});

test('what was saved stands when the work fails afterwards', async () => {
  const { id } = await storeInstance(database.db);
  const failing = storeOf().withLock(id, async ({ save }) => {
    await save({ accessToken: 'rotated' });
    throw new Error('after the save');
  });
  await expect(failing).rejects.toThrow('after the save');
  expect(await storeOf().read(id)).toEqual({ accessToken: 'rotated' });
});

test('tokens are sealed and open for their own instance only', async () => {
  const { id } = await storeInstance(database.db);
  const other = await storeInstance(database.db);
  await storeOf().withLock(id, ({ save }) => save({ accessToken: 'plain-text-token' }));
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

test('what a provider says or tells in characters that no database holds is kept without them', async () => {
  const { id, organizationId } = await storeInstance(database.db);
  await storeOf().markReconnect(id, 'gone\0');
  await storeOf().withLock(id, ({ save }) => save({ accessToken: 'one' }, { 'company.id': '\ud83d7' }));
  expect(await findInstance({ db: database.db, sealer }, { organizationId, id })).toMatchObject({
    connection: 'reconnect',
    connectionReason: 'gone\uFFFD',
    configuration: { 'company.id': '\uFFFD7' },
  });
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

test('a renewal comes to its end while changes of the instance that wait for it have all other connections', async () => {
  const { id } = await storeInstance(database.db);
  const [entered, proceed] = [signal(), signal()];
  const renewal = storeOf().withLock(id, async ({ begin, save }) => {
    entered.give();
    await proceed.wait;
    await begin();
    await storeOf().markReconnect(id, 'invalid_grant');
    await save({ accessToken: 'dead' });
  });
  await entered.wait;
  // One is left to look at the others, and is taken by the last.
  const change = () => database.db.transaction().execute((trx) => lockCredentials(trx, id));
  const changes = Array.from({ length: poolSize - 1 }, change);
  await expect.poll(waitingForLocks).toBe(poolSize - 1);
  changes.push(change());
  proceed.give();
  await renewal;
  expect(await Promise.all(changes)).toEqual(Array.from({ length: poolSize }, () => true));
  expect(await storeOf().read(id)).toEqual({ accessToken: 'dead' });
});

test('who changes an instance does not wait for its tokens for longer than he says', async () => {
  const { id } = await storeInstance(database.db);
  const [entered, proceed] = [signal(), signal()];
  const refresh = storeOf().withLock(id, async () => {
    entered.give();
    await proceed.wait;
  });
  await entered.wait;
  const change = () => database.db.transaction().execute((trx) => lockCredentials(trx, id, { waitMs: 1 }));
  await expect(change()).rejects.toMatchObject({ code: 'instance.changed', message: expect.stringContaining('send') });
  proceed.give();
  await refresh;
  expect(await change()).toBe(true);
});

test('a renewal that is begun is known of after a crash, with the moment of the first, until tokens are saved', async () => {
  const { id } = await storeInstance(database.db);
  const attemptOf = () => storeOf().withLock(id, ({ attempt }) => Promise.resolve(attempt));
  expect(await attemptOf()).toBeUndefined();
  const crash = storeOf().withLock(id, async ({ begin }) => {
    await begin();
    throw new Error('crash');
  });
  await expect(crash).rejects.toThrow('crash');
  const crashed = await attemptOf();
  expect(crashed).toEqual({ begunAt: expect.any(Number), notBefore: undefined });
  await storeOf().withLock(id, async ({ begin, postpone }) => {
    await begin();
    await postpone({ begunAt: crashed?.begunAt, notBefore: 5 });
  });
  expect(await attemptOf()).toEqual({ begunAt: crashed?.begunAt, notBefore: 5 });
  await storeOf().withLock(id, ({ begin }) => begin());
  expect(await attemptOf()).toEqual(crashed);
  await storeOf().withLock(id, ({ save }) => save({ accessToken: 'new' }));
  expect(await attemptOf()).toBeUndefined();
});

test('a pause is kept for a renewal that left no mark', async () => {
  const { id } = await storeInstance(database.db);
  await storeOf().withLock(id, ({ postpone }) => postpone({ begunAt: undefined, notBefore: 7 }));
  const attempt = await storeOf().withLock(id, (held) => Promise.resolve(held.attempt));
  expect(attempt).toEqual({ begunAt: undefined, notBefore: 7 });
});

test('captured values become configuration with the tokens; secret ones are sealed; what is the same changes nothing', async () => {
  const { id, organizationId } = await storeInstance(database.db);
  const read = async () => findInstance({ db: database.db, sealer }, { organizationId, id });
  const captured = { 'base.url': 'https://eu.example.com', 'session.token': 'hush' };
  await storeOf().withLock(id, ({ save }) => save({ accessToken: 'one' }, captured));
  const saved = await read();
  expect(saved).toMatchObject({ configuration: captured, secretKeys: ['session.token'] });
  await storeOf().withLock(id, ({ save }) => save({ accessToken: 'two' }, captured));
  expect((await read())?.updatedAt).toBe(saved?.updatedAt);
  await storeOf().withLock(id, ({ save }) => save({ accessToken: 'three' }, { 'base.url': 'https://us.example.com' }));
  expect((await read())?.configuration).toEqual({ ...captured, 'base.url': 'https://us.example.com' });
  expect((await read())?.updatedAt).toBeGreaterThan(saved?.updatedAt ?? Infinity);
});
