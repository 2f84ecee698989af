import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Db } from '../../src/store/database.ts';

export const templateDatabase = 'tidings_template';

export interface TestDatabase {
  db: Db;
  /** Connection string, for a second pool or another process. */
  url: string;
  /** Ends the pool and drops the database. */
  close(): Promise<void>;
}

/** A database of its own for a test or a file of tests, with all tables and no rows. */
export async function createTestDatabase({ poolSize = 5 } = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name} template ${templateDatabase} strategy file_copy`);
  const url = databaseUrl(server, name);
  const db = openDatabase({ connectionString: url, poolSize, onConnectionError: () => {} });
  return {
    db,
    url,
    close: async () => {
      await db.destroy();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

/** The connections of a credential store beside those for everything else. */
export interface LockPools {
  locks: Db;
  marks: Db;
  close(): Promise<void>;
}

export function openLockPools({ url }: Pick<TestDatabase, 'url'>): LockPools {
  const open = (poolSize: number) => openDatabase({ connectionString: url, poolSize, onConnectionError: () => {} });
  const [locks, marks] = [open(10), open(1)];
  const close = async () => {
    await Promise.all([locks.destroy(), marks.destroy()]);
  };
  return { locks, marks, close };
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on the database `postgres` of the server. */
export async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
