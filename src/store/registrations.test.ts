import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { until } from '../../test/kit/flow.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow as now, storeSealer as sealer } from '../../test/kit/stored-instance.ts';
import { readStanding } from './registrations-captured.ts';
import { claimForRemoval, claimRegistrations } from './registrations-claim.ts';
import { listRegistrations } from './registrations-list.ts';
import { askAnew, moveRegistrations, saveRegistrations, type BaseUrl } from './registrations-save.ts';
import { settleRegistration, type RegistrationSettlement } from './registrations-settle.ts';

const database = useEmptyDatabase();
const set = (url: string): BaseUrl => ({ url, isSet: true });
const guessed = (url: string): BaseUrl => ({ url, isSet: false });

const active: RegistrationSettlement = {
  state: {
    status: 'active',
    attempts: 0,
    stands: true,
    renewAt: now + 1_000,
    checkAt: undefined,
    expiresAt: undefined,
    nextStepAt: now + 1_000,
  },
  standing: { captured: { 'hook.id': '7' }, entries: {} },
  fault: undefined,
  step: 'subscribe',
  notice: undefined,
  polls: [],
  now,
};

const reading = () => ({ db: database.db, sealer });
const claim = (at = now) => claimRegistrations(reading(), { now: at, leaseUntil: at + 10, limit: 10 });
async function makeOne(base: BaseUrl, digest = 'a') {
  const { instanceId } = await storePolledInstance(database.db);
  const save = (more: { base: BaseUrl; digest: string }) =>
    database.db.transaction().execute((db) =>
      saveRegistrations(db, {
        instanceId,
        wanted: [{ name: 'hook', each: '', digest: more.digest }],
        base: more.base,
        now,
      }),
    );
  await save({ base, digest });
  return { instanceId, save };
}
const baseUrls = async () => {
  const rows = await database.db.selectFrom('webhook_registrations').select('base_url').execute();
  return rows.map((row) => row.base_url);
};
const statusesOf = async (instanceId: number) =>
  (await listRegistrations(database.db, instanceId)).map(({ status }) => status);

test('two processes never have the same registration, and who comes too late writes nothing', async () => {
  const { instanceId } = await makeOne(set('https://a.example'));
  const claimed = (await Promise.all([claim(), claim()])).flat();
  expect(claimed).toHaveLength(1);
  const [first] = claimed;
  const [taken] = await claim(now + 10);
  if (!first || !taken) throw new Error('not claimed');
  expect(await settleRegistration(reading(), first, { ...active, notice: 'lost' })).toBe('lost');
  expect(await statusesOf(instanceId)).toEqual(['wanted']);
  expect(await settleRegistration(reading(), taken, active)).toBe('written');
  expect(await statusesOf(instanceId)).toEqual(['active']);
  expect((await claim(now + 1_000))[0]).toMatchObject({
    standing: { captured: { 'hook.id': '7' } },
    state: { status: 'active' },
  });
});

test('what a registration tells of is polled at once when it stands', async () => {
  const { instanceId } = await makeOne(set('https://a.example'));
  const later = { next_poll_at_ms: now + 86_400_000 };
  await database.db.updateTable('polls').set(later).where('instance_id', '=', instanceId).execute();
  const [claimed] = await claim();
  if (!claimed) throw new Error('not claimed');
  await settleRegistration(reading(), claimed, { ...active, polls: ['contacts'] });
  const poll = await database.db.selectFrom('polls').selectAll().where('instance_id', '=', instanceId).execute();
  expect(poll).toMatchObject([{ next_poll_at_ms: now, wanted_at_ms: now }]);
});

test('saved as it was it stays as it is; asked for otherwise, or with another public address, it is asked for anew', async () => {
  const { instanceId, save } = await makeOne(guessed('http://first.example'));
  const settle = async () => {
    for (const one of await claim()) await settleRegistration(reading(), one, active);
  };
  await settle();
  await save({ base: guessed('http://second.example'), digest: 'a' });
  expect(await statusesOf(instanceId)).toEqual(['active']);
  await save({ base: guessed('http://second.example'), digest: 'b' });
  expect(await statusesOf(instanceId)).toEqual(['wanted']);
  expect(await baseUrls()).toEqual(['http://first.example']);
  await settle();
  await save({ base: set('https://public.example'), digest: 'b' });
  expect(await baseUrls()).toEqual(['https://public.example']);
});

test('what is wanted while a step is under way is done after it, and begins with what that step has made', async () => {
  const { instanceId, save } = await makeOne(set('https://a.example'));
  const [claimed] = await claim();
  if (!claimed) throw new Error('not claimed');
  await save({ base: set('https://a.example'), digest: 'b' });
  expect(await claim()).toEqual([]);
  expect(await settleRegistration(reading(), claimed, active)).toBe('superseded');
  expect(await statusesOf(instanceId)).toEqual(['wanted']);
  expect((await claim())[0]).toMatchObject({ standing: active.standing, state: { status: 'wanted' } });
});

test('what is no longer wanted while it is asked for is taken back afterwards', async () => {
  const { instanceId } = await makeOne(set('https://a.example'));
  const [claimed] = await claim();
  if (!claimed) throw new Error('not claimed');
  await database.db
    .transaction()
    .execute((db) => saveRegistrations(db, { instanceId, wanted: [], base: set('https://a.example'), now }));
  await settleRegistration(reading(), claimed, active);
  expect((await claim())[0]).toMatchObject({ standing: active.standing, state: { status: 'unwanted', stands: true } });
});

test('an instance that is still there when its registrations were taken back has them again when the lease has run out', async () => {
  const { instanceId } = await makeOne(set('https://a.example'));
  for (const one of await claim()) await settleRegistration(reading(), one, active);
  const removal = await claimForRemoval(reading(), { instanceId, now, leaseUntil: now + 10 });
  expect(removal).toMatchObject([{ standing: active.standing }]);
  expect(await claim(now + 9)).toEqual([]);
  expect(await claim(now + 10)).toMatchObject([{ state: { status: 'wanted' }, standing: active.standing }]);
});

test('a step that was overtaken by the deletion of its instance writes nothing', async () => {
  const { instanceId } = await makeOne(set('https://a.example'));
  const [claimed] = await claim();
  if (!claimed) throw new Error('not claimed');
  await claimForRemoval(reading(), { instanceId, now, leaseUntil: now + 10 });
  expect(await settleRegistration(reading(), claimed, active)).toBe('lost');
  expect(await readStanding(reading(), claimed.id)).toBeUndefined();
});

test('when the public address of the server changes, all are asked for anew, once', async () => {
  const { instanceId } = await makeOne(set('https://old.example'));
  for (const one of await claim()) await settleRegistration(reading(), one, active);
  expect(await moveRegistrations(database.db, { baseUrl: 'https://new.example', now })).toBe(1);
  expect(await moveRegistrations(database.db, { baseUrl: 'https://new.example', now })).toBe(0);
  expect(await statusesOf(instanceId)).toEqual(['wanted']);
});

const everyWay: [string, (instanceId: number) => Promise<unknown>][] = [
  ['asked for anew', (instanceId) => askAnew(database.db, { instanceId, base: set('https://b.example'), now })],
  ['taken back', (instanceId) => claimForRemoval(reading(), { instanceId, now, leaseUntil: now + 10 })],
  [
    'saved',
    (instanceId) =>
      database.db
        .transaction()
        .execute((db) => saveRegistrations(db, { instanceId, wanted: [], base: set('https://b.example'), now })),
  ],
];

test.each(everyWay)(
  'two who write all registrations of an instance never wait for each other: %s',
  async (_what, write) => {
    const { instanceId } = await storePolledInstance(database.db);
    const wanted = ['b', 'a'].map((name) => ({ name, each: '', digest: 'd' }));
    await database.db
      .transaction()
      .execute((db) => saveRegistrations(db, { instanceId, wanted, base: set('https://a.example'), now }));
    const rows = await database.db.selectFrom('webhook_registrations').select('id').orderBy('id').execute();
    const [first = 0, second = 0] = rows.map(({ id }) => id);
    // By name, and as it is written anew in the table too, the first lies behind the second.
    const touch = database.db.updateTable('webhook_registrations').set({ attempts: 1 }).where('id', '=', first);
    await touch.execute();
    let writing: Promise<unknown> = Promise.resolve();
    await database.db.transaction().execute(async (trx) => {
      const lock = (id: number) => sql`select from webhook_registrations where id = ${id} for update`.execute(trx);
      await lock(first);
      writing = write(instanceId);
      await until(async () => (await waiting()) === 1);
      await lock(second);
    });
    await expect(writing).resolves.not.toThrow();
  },
);

async function waiting(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
  return rows.length;
}
