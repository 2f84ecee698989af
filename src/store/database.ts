import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { PoolUse } from '../model/pool-use.ts';
import type { Schema } from './schema.ts';

/** The database handle that every function of the store takes first. */
export type Db = Kysely<Schema>;

export interface DatabaseOptions {
  /** `postgresql://…`; a socket directory goes into `?host=`. */
  connectionString: string;
  /** Open connections at most. */
  poolSize: number;
  /** Told of connections that break while idle; the pool replaces them. */
  onConnectionError: (error: Error) => void;
}

const int8 = 20;

export const openDatabase = (options: DatabaseOptions): Db => openPool(options).db;

export interface DatabasePool {
  db: Db;
  use(): Omit<PoolUse, 'pool'>;
}

/** A database handle that also tells what its connections are doing. */
export function openPool(options: DatabaseOptions): DatabasePool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    application_name: 'tidings',
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  pool.on('error', options.onConnectionError);
  // A connection that breaks while it is taken out and idle has no other listener, and would end the process.
  pool.on('connect', (client) => client.on('error', options.onConnectionError));
  return {
    db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }),
    use: () => ({ busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  };
}
