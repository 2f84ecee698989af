import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../test/kit/database.ts';
import { systemClock as clock } from '../lib/clock.ts';
import { verifyPassword } from '../lib/secret-hash.ts';
import { createSealer } from '../lib/sealer.ts';
import { findUserByEmail, findUserBySecrets, readSecrets } from './find-user.ts';
import { ensureFirstOrganization, type FirstOrganizationSettings } from './first-organization.ts';

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
  expect(await findUserBySecrets(db, { userSecret, organizationSecret })).toMatchObject({
    organizationId,
    role: 'admin',
  });
  expect(await findUserBySecrets(db, { userSecret, organizationSecret: 'other' })).toBeUndefined();
  expect(await findUserBySecrets(db, { userSecret: 'other', organizationSecret })).toBeUndefined();
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
  expect(await findUserBySecrets(db, { userSecret: 'new-user', organizationSecret: 'new-organization' })).toBeDefined();
  expect(
    await findUserBySecrets(db, { userSecret: generated.userSecret ?? '', organizationSecret: undefined }),
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
