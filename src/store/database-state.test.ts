import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { openDatabase } from './database.ts';
import { readDatabaseState } from './database-state.ts';

const database = useEmptyDatabase();

test('a database with the tables of this version is ok, with those of an earlier one it is outdated', async () => {
  const { db } = database;
  expect(await readDatabaseState(db)).toBe('ok');
  await sql`insert into kysely_migration (name, timestamp) values ('9999-of-a-later-version', '')`.execute(db);
  expect(await readDatabaseState(db)).toBe('ok');
  await sql`delete from kysely_migration where name > '0001-foundation'`.execute(db);
  expect(await readDatabaseState(db)).toBe('outdated');
  await sql`drop table kysely_migration`.execute(db);
  expect(await readDatabaseState(db)).toBe('outdated');
});

test('a database that does not answer is unreachable', async () => {
  const away = openDatabase({
    connectionString: 'postgres://127.0.0.1:1/none',
    poolSize: 1,
    onConnectionError: () => {},
  });
  expect(await readDatabaseState(away)).toBe('unreachable');
  await away.destroy();
});
