import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { systemClock } from '../../src/lib/clock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startCluster, type Cluster } from '../../src/store/embedded/cluster.ts';
import { migrate } from '../../src/store/migrate.ts';
import { onServer, templateDatabase } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the database `postgres` on the server that all tests of a run share. */
    databaseServer: string;
  }
}

/** Nothing of a test run has to survive a power cut. With a minimal log a database is copied ten times as fast. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '256MB',
  max_wal_size: '8GB',
  max_connections: '300',
};

/** Vitest's global set-up: one PostgreSQL for the run, and a migrated database in it to clone. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-test-'));
  const cluster = await startCluster({ clock: systemClock, directory, settings });
  await makeTemplate(cluster);
  project.provide('databaseServer', cluster.url('postgres'));
  return async () => {
    await cluster.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

async function makeTemplate(cluster: Cluster): Promise<void> {
  await onServer(cluster.url('postgres'), `create database ${templateDatabase}`);
  const db = openDatabase({
    connectionString: cluster.url(templateDatabase),
    poolSize: 1,
    onConnectionError: () => {},
  });
  await migrate(db);
  await db.destroy();
}
