import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { openDatabase, type Db } from './database.ts';
import { isDatabaseAway } from './database-away.ts';

const database = useEmptyDatabase();

/** What a statement on it fails with. */
const failure = (db: Db, statement = sql`select 1`) =>
  statement.execute(db).then(
    () => undefined,
    (error: unknown) => error,
  );

function open(connectionString: string): Db {
  const db = openDatabase({ connectionString, poolSize: 1, onConnectionError: () => {} });
  onTestFinished(() => db.destroy());
  return db;
}

test.each(['postgres://127.0.0.1:1/none', 'postgres://localhost:1/none', 'postgres://name.invalid/none'])(
  '%s is away',
  async (address) => {
    expect(isDatabaseAway(await failure(open(address)))).toBe(true);
  },
);

test('a connection that the server ends in the middle is away', async () => {
  const own = open(database.url);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() pid`.execute(own);
  const running = failure(own, sql`select pg_sleep(60)`);
  const end = sql<{ ended: boolean }>`
    select pg_terminate_backend(pid) ended from pg_stat_activity where pid = ${rows[0]?.pid} and query like '%sleep%'`;
  await expect.poll(async () => (await end.execute(database.db)).rows.length).toBe(1);
  expect(isDatabaseAway(await running)).toBe(true);
});

test('a statement that is wrong, and whatever else is thrown, says nothing of the database', async () => {
  for (const statement of [sql`select nothing`, sql`select 1 / 0`, sql`this is no statement`])
    expect(isDatabaseAway(await failure(database.db, statement))).toBe(false);
  for (const thrown of [new Error('connection'), new TypeError('x is undefined'), 'Connection terminated', undefined])
    expect(isDatabaseAway(thrown)).toBe(false);
});
