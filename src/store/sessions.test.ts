import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../test/kit/database.ts';
import { storeInstance } from '../../test/kit/stored-instance.ts';
import { changeUser } from './change-user.ts';
import { findSession, openSession, sessionLifetimeMs } from './sessions.ts';

test('a session lasts its time and is forgotten when the next one is opened', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  const { db } = database;
  await storeInstance(db);
  const { id: userId, ...stored } = await db.selectFrom('users').selectAll().executeTakeFirstOrThrow();
  const user = { id: userId, passwordHash: stored.password_hash };
  const token = (await openSession(db, { user, kind: 'token', now: 1_000 })) ?? '';
  expect(await findSession(db, { token, now: 1_000 })).toBe(userId);
  expect(await findSession(db, { token, now: 1_000 + sessionLifetimeMs - 1 })).toBe(userId);
  expect(await findSession(db, { token, now: 1_000 + sessionLifetimeMs })).toBeUndefined();
  expect(await findSession(db, { token: 'other', now: 1_000 })).toBeUndefined();
  await openSession(db, { user, kind: 'token', now: 1_000 + sessionLifetimeMs });
  expect(await db.selectFrom('sessions').selectAll().execute()).toHaveLength(1);

  // Who knows the old password keeps no session through its change, however close together the two come.
  const changed = { organizationId: stored.organization_id, id: userId, values: { password: 'a new password' } };
  const open = () => openSession(db, { user, kind: 'browser', now: 2_000 });
  await Promise.all([changeUser(db, changed), ...Array.from({ length: 20 }, open)]);
  expect(await open()).toBeUndefined();
  expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  const { password_hash: passwordHash } = await db.selectFrom('users').selectAll().executeTakeFirstOrThrow();
  await db.updateTable('users').set({ active: false }).execute();
  const inactive = { id: userId, passwordHash };
  expect(await openSession(db, { user: inactive, kind: 'browser', now: 2_000 })).toBeUndefined();
});
