import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock as clock } from '../../lib/clock.ts';
import { openDatabase, type Db } from '../database.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { readPostmasterPid } from './postmaster-pid.ts';

async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-cluster-'));
  onTestFinished(async () => {
    const running = await readPostmasterPid(join(directory, 'files'));
    if (running) process.kill(running.pid, 'SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });
  return directory;
}

async function withDatabase<T>(cluster: Cluster, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase({ connectionString: cluster.url('postgres'), poolSize: 1, onConnectionError: () => {} });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

const pidOf = async (directory: string) => (await readPostmasterPid(join(directory, 'files')))?.pid;

test('a database starts in an empty directory, stops, and starts again with what was in it', async () => {
  const directory = await aDirectory();
  const cluster = await startCluster({ clock, directory });
  await withDatabase(cluster, (db) => sql`create table kept as select 42 as value`.execute(db));
  await cluster.stop();
  expect(await pidOf(directory)).toBeUndefined();
  const again = await startCluster({ clock, directory });
  const { rows } = await withDatabase(again, (db) => sql<{ value: number }>`select value from kept`.execute(db));
  expect(rows).toEqual([{ value: 42 }]);
  await again.stop();
  await again.stop();
});

test('the database of a killed process is taken over as it runs', async () => {
  const directory = await aDirectory();
  const child = spawn(process.execPath, ['test/kit/cluster-child.ts', directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const pid = await pidOf(directory);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const cluster = await startCluster({ clock, directory });
  expect(await pidOf(directory)).toBe(pid);
  const { rows } = await withDatabase(cluster, (db) => sql<{ one: number }>`select 1 one`.execute(db));
  expect(rows).toEqual([{ one: 1 }]);
  await cluster.stop();
  expect(await pidOf(directory)).toBeUndefined();
});

test('a database that was killed itself recovers with everything that was committed', async () => {
  const directory = await aDirectory();
  const cluster = await startCluster({ clock, directory });
  await withDatabase(cluster, (db) => sql`create table kept as select 42 as value`.execute(db));
  const pid = await pidOf(directory);
  process.kill(pid ?? 0, 'SIGKILL');
  while ((await pidOf(directory)) !== undefined) await clock.sleep(10);
  const again = await startCluster({ clock, directory });
  const { rows } = await withDatabase(again, (db) => sql<{ value: number }>`select value from kept`.execute(db));
  expect(rows).toEqual([{ value: 42 }]);
  await again.stop();
});

test('a file left behind whose number another process has by now is not taken for a running database', async () => {
  const directory = await aDirectory();
  await (await startCluster({ clock, directory })).stop();
  const files = join(directory, 'files');
  await writeFile(join(files, 'postmaster.pid'), `${process.pid}\n${files}\n1\n5432\n${directory}/socket\n\n\nready\n`);
  const cluster = await startCluster({ clock, directory });
  const { rows } = await withDatabase(cluster, (db) => sql<{ one: number }>`select 1 one`.execute(db));
  expect(rows).toEqual([{ one: 1 }]);
  await cluster.stop();
});
