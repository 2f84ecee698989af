import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../test/kit/database.ts';
import { storeInstance } from '../../test/kit/stored-instance.ts';
import { findSession, openSession, sessionLifetimeMs } from './sessions.ts';

test('a session lasts its time and is forgotten when the next one is opened', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  const { db } = database;
  await storeInstance(db);
  const { id: userId } = await db.selectFrom('users').select('id').executeTakeFirstOrThrow();
  const token = await openSession(db, { userId, now: 1_000 });
  expect(await findSession(db, { token, now: 1_000 })).toBe(userId);
  expect(await findSession(db, { token, now: 1_000 + sessionLifetimeMs - 1 })).toBe(userId);
  expect(await findSession(db, { token, now: 1_000 + sessionLifetimeMs })).toBeUndefined();
  expect(await findSession(db, { token: 'other', now: 1_000 })).toBeUndefined();
  await openSession(db, { userId, now: 1_000 + sessionLifetimeMs });
  expect(await db.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
});
