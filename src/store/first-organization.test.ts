import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../test/kit/database.ts';
import { systemClock as clock } from '../lib/clock.ts';
import { verifyPassword } from '../lib/secret-hash.ts';
import { createSealer } from '../lib/sealer.ts';
import { findUserByEmail, findUserBySecrets, readSecrets } from './find-user.ts';
import { createOrganization, ensureFirstOrganization, type FirstOrganizationSettings } from './first-organization.ts';
import { insertUser } from './insert-user.ts';

const sealer = createSealer(Buffer.alloc(32, 9));

async function emptyDatabase() {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  const { db } = database;
  return {
    db,
    start: (settings: FirstOrganizationSettings = {}) => ensureFirstOrganization(db, { sealer, clock, settings }),
  };
}

test('the first start generates what is not set, and it works', async () => {
  const { db, start } = await emptyDatabase();
  const { organizationId, email, created, generated } = await start();
  expect([created, email]).toEqual([true, 'admin@localhost']);
  expect(generated).toEqual({
    password: expect.stringMatching(/^.{16}$/) as string,
    userSecret: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) as string,
    organizationSecret: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
  });
  const { userSecret = '', organizationSecret = '', password = '' } = generated;
  expect(await findUserBySecrets(db, { userSecret, organizationSecret, now: 0 })).toMatchObject({
    organizationId,
    role: 'admin',
  });
  expect(await findUserBySecrets(db, { userSecret, organizationSecret: 'other', now: 0 })).toBeUndefined();
  expect(await findUserBySecrets(db, { userSecret: 'other', organizationSecret, now: 0 })).toBeUndefined();
  const user = await findUserByEmail(db, 'ADMIN@localhost ');
  expect(await verifyPassword(password, user?.passwordHash ?? '')).toBe(true);
  expect(await readSecrets({ db, sealer }, user?.id ?? 0)).toEqual({ userSecret, organizationSecret });
});

test('what is set is taken and not reported as generated', async () => {
  const { start } = await emptyDatabase();
  const { generated, email } = await start({ email: 'Ada@Example.com', password: 'secret password', userSecret: 'u' });
  expect([email, Object.keys(generated)]).toEqual(['ada@example.com', ['organizationSecret']]);
});

test('a later start keeps everything', async () => {
  const { db, start } = await emptyDatabase();
  const first = await start();
  const before = await db.selectFrom('users').selectAll().execute();
  expect(await start()).toEqual({ ...first, created: false, generated: {} });
  expect(await db.selectFrom('users').selectAll().execute()).toEqual(before);
});

test('a set value that differs replaces the stored one', async () => {
  const { db, start } = await emptyDatabase();
  const { generated } = await start();
  await start({
    userSecret: 'new-user',
    organizationSecret: 'new-organization',
    password: 'new password',
    email: 'new@example.com',
  });
  expect(
    await findUserBySecrets(db, { userSecret: 'new-user', organizationSecret: 'new-organization', now: 0 }),
  ).toBeDefined();
  expect(
    await findUserBySecrets(db, { userSecret: generated.userSecret ?? '', organizationSecret: undefined, now: 0 }),
  ).toBeUndefined();
  const user = await findUserByEmail(db, 'new@example.com');
  expect(await verifyPassword('new password', user?.passwordHash ?? '')).toBe(true);
});

test('two processes that start at once make one organisation', async () => {
  const { db, start } = await emptyDatabase();
  const starts = await Promise.all([start(), start(), start()]);
  expect(starts.filter(({ created }) => created)).toHaveLength(1);
  expect(await db.selectFrom('organizations').selectAll().execute()).toHaveLength(1);
});

test('settings reach an active admin of the organisation that runs the server, and nobody else', async () => {
  const { db, start } = await emptyDatabase();
  const { organizationId } = await start({ email: 'ada@example.com' });
  const others = { organizationName: 'Other', email: 'eve@example.com' };
  await createOrganization(db, { sealer, clock, settings: others });
  const { account_id: accountId } = await db.selectFrom('users').select('account_id').executeTakeFirstOrThrow();
  const member = { organizationId, accountId, firstName: '', lastName: '', password: 'long enough', now: 0 };
  await insertUser({ db, sealer }, { ...member, email: 'bob@example.com', role: 'admin' });
  await insertUser({ db, sealer }, { ...member, email: 'mia@example.com', role: 'member' });
  await db.updateTable('users').set({ active: false }).where('email', '=', 'ada@example.com').execute();
  const before = await db.selectFrom('users').selectAll().orderBy('id').execute();
  expect(await start({ userSecret: 'u2', password: 'another' })).toMatchObject({ organizationId, generated: {} });
  expect(await db.selectFrom('users').selectAll().orderBy('id').execute()).toEqual(before);
  await expect(start({ email: 'mia@example.com' })).rejects.toThrow('TIDINGS_ADMIN_EMAIL: mia@example.com is the');
  await db.updateTable('users').set({ active: true }).execute();
  expect(await start({ email: 'bob@example.com' })).toMatchObject({ email: 'bob@example.com' });
  expect(await start()).toMatchObject({ email: 'ada@example.com' });
});

test('a start takes nobody’s login for the admin of the settings: where he was deleted, he is made anew', async () => {
  const { db, start } = await emptyDatabase();
  const settings = { email: 'ops@example.com', password: 'set password', userSecret: 'set secret' };
  const { organizationId } = await start(settings);
  const ops = await db.selectFrom('users').selectAll().executeTakeFirstOrThrow();
  const grace = {
    email: 'grace@example.com',
    role: 'admin',
    firstName: '',
    lastName: '',
    now: ops.created_at_ms + 1,
  } as const;
  const password = 'password of grace';
  await insertUser({ db, sealer }, { organizationId, accountId: ops.account_id, password, ...grace });
  await db.deleteFrom('users').where('id', '=', ops.id).execute();
  const before = await db.selectFrom('users').selectAll().executeTakeFirstOrThrow();

  expect(await start(settings)).toEqual({ organizationId, email: settings.email, created: false, generated: {} });
  const others = db.selectFrom('users').selectAll().where('id', '!=', before.id);
  const hers = db.selectFrom('users').selectAll().where('id', '=', before.id);
  expect(await hers.executeTakeFirst()).toEqual(before);
  expect(await others.execute()).toMatchObject([
    { email: settings.email, role: 'admin', organization_id: organizationId },
  ]);
  expect(
    await findUserBySecrets(db, { userSecret: 'set secret', organizationSecret: undefined, now: 0 }),
  ).toBeDefined();
  const made = await findUserByEmail(db, settings.email);
  expect(await verifyPassword('set password', made?.passwordHash ?? '')).toBe(true);

  const again = await others.execute();
  await start(settings);
  expect(await others.execute()).toMatchObject([{ id: again[0]?.id }]);
  const { generated } = await start({ email: 'second@example.com' });
  expect(generated).toEqual({ password: expect.any(String) as string, userSecret: expect.any(String) as string });
});
