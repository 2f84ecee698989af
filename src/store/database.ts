import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
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
  /**
   * Each connection plans a statement once and keeps the plan: for the same few statements again and again. Default false, as a
   * plan that suits all values suits none where tables are large, and poolers of connections may not take it.
   */
  keepPlans?: boolean;
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
    db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: options.keepPlans ? planKeeping(pool) : pool }) }),
    use: () => ({ busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  };
}

/** The pool with a name for each statement that has parameters: a connection plans what has a name once. */
function planKeeping(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `s${names.size}`;
    names.set(text, name);
    return name;
  };
  const named = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, values: readonly unknown[]) =>
      client.query({ text, values: [...values], ...(values.length > 0 && { name: nameOf(text) }) });
    // Of Kysely's two forms of a query the one for cursors is not used.
    return { release: () => client.release(), query: query as unknown as PostgresPoolClient['query'] };
  };
  return { connect: async () => named(await pool.connect()), end: () => pool.end(), options: pool.options };
}
