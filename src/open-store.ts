import { join } from 'node:path';
import type { Config } from './config.ts';
import { withinTime, type Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { PoolUse } from './model/pool-use.ts';
import { openPool, type Db } from './store/database.ts';
import { startCluster } from './store/embedded/cluster.ts';
import { migrate } from './store/migrate.ts';
import { freeClaims, takeSoleUse } from './store/sole-use.ts';

export interface StoreOptions {
  config: Pick<Config, 'databaseUrl' | 'dataDirectory'>;
  clock: Clock;
  log: Log;
}

export interface Store {
  db: Db;
  /** Connections of their own for locks that are held while a provider is asked. */
  locks: Db;
  /** What is written meanwhile, by whoever holds a lock. */
  marks: Db;
  poolUse: () => PoolUse[];
}

/** The database: the operator's, or an embedded one that nobody else may use. */
export async function openStore(options: StoreOptions, opened: AsyncDisposableStack): Promise<Store> {
  const { config, clock } = options;
  if (config.databaseUrl !== undefined) {
    const store = openPools(options, config.databaseUrl, opened);
    await migrate(store.db);
    return store;
  }
  const cluster = await startCluster({ clock, directory: join(config.dataDirectory, 'postgres') });
  const store = openPools(options, cluster.url('postgres'), opened);
  const use = await takeSoleUse(store.locks, clock);
  // Only now is the cluster ours to stop: a second server that was refused must leave it to the first.
  opened.defer(async () => {
    await use.release();
    await closePools(clock, store);
    await cluster.stop();
  });
  await migrate(store.db);
  await freeClaims(store.db);
  return store;
}

/** Work that did not end in its time may hold connections; they are not waited for. */
const closeTimeMs = 1_000;

function openPools({ clock, log }: StoreOptions, connectionString: string, opened: AsyncDisposableStack): Store {
  const onConnectionError = (err: Error) => log.warn({ err }, 'a database connection broke');
  const open = (poolSize: number) => openPool({ connectionString, poolSize, onConnectionError });
  const [work, locks, marks] = [open(12), open(8), open(2)];
  const poolUse = () => [
    { pool: 'work', ...work.use() },
    { pool: 'locks', ...locks.use() },
    { pool: 'marks', ...marks.use() },
  ];
  const store = { db: work.db, locks: locks.db, marks: marks.db, poolUse };
  opened.defer(() => closePools(clock, store));
  return store;
}

async function closePools(clock: Clock, { db, locks, marks }: Store): Promise<void> {
  await withinTime(clock, closeTimeMs, Promise.all([db, locks, marks].map((pool) => pool.destroy())));
}
