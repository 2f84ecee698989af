import { expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';

const organization = { name: 'One', secret_hash: Buffer.from('h'), secret_sealed: Buffer.from('s'), created_at_ms: 1 };

test('each test database has the tables and sees nothing of another', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await one.db.insertInto('organizations').values(organization).execute();
  expect(await one.db.selectFrom('organizations').select('name').execute()).toEqual([{ name: 'One' }]);
  expect(await other.db.selectFrom('organizations').select('name').execute()).toEqual([]);
  await Promise.all([one.close(), other.close()]);
});
