import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import { createSealer, type Sealer } from '../../lib/sealer.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { createCommitChanges, type CommitChanges } from '../../store/commit-changes.ts';
import { openPool, type Db } from '../../store/database.ts';
import { startCluster } from '../../store/embedded/cluster.ts';
import { ensureFirstOrganization } from '../../store/first-organization.ts';
import { findUserBySecrets, type Caller } from '../../store/find-user.ts';
import { migrate } from '../../store/migrate.ts';
import { startPlaybackServer, type PlaybackServer } from './playback-server.ts';

/** What all trials of a run share: a database of its own and a server in the place of all providers. */
export interface Laboratory {
  clock: Clock;
  db: Db;
  /** Connections of their own for locks. */
  locks: Db;
  /** What is written while one is held. */
  marks: Db;
  sealer: Sealer;
  caller: Caller;
  /** Trials that run side by side write together. */
  commitChanges: CommitChanges;
  playback: PlaybackServer;
  /** Runs the hooks of connectors, with limits in real time, whatever the clock of a trial says. */
  sandbox: Sandbox;
}

/** Nothing of it has to survive. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const secrets = {
  password: 'laboratory',
  userSecret: 'laboratory-user-secret',
  organizationSecret: 'laboratory-secret',
};

export interface LaboratoryOptions {
  clock: Clock;
  /** A database that may be filled with rows of trials. Absent: one is started in a temporary folder. */
  databaseUrl?: string;
}

/** Opens it for as long as `opened` lasts. */
export async function openLaboratory(
  { clock, databaseUrl }: LaboratoryOptions,
  opened: AsyncDisposableStack,
): Promise<Laboratory> {
  const connectionString = databaseUrl ?? (await temporaryDatabase(clock, opened));
  const [db, locks, marks] = [8, 4, 1].map((poolSize) => {
    const pool = openPool({ connectionString, poolSize, onConnectionError: () => {}, keepPlans: true });
    opened.defer(() => pool.db.destroy());
    return pool.db;
  }) as [Db, Db, Db];
  await migrate(db);
  const sealer = createSealer(Buffer.alloc(32, 1));
  await ensureFirstOrganization(db, { sealer, clock, settings: secrets });
  const caller = await findUserBySecrets(db, { ...secrets, now: clock.now() });
  if (!caller) throw new Error('The database of the laboratory belongs to somebody else.');
  const playback = await startPlaybackServer();
  opened.defer(() => playback.close());
  const sandbox = createSandbox({ clock });
  opened.defer(() => sandbox.close());
  return { clock, db, locks, marks, sealer, caller, commitChanges: createCommitChanges(db), playback, sandbox };
}

async function temporaryDatabase(clock: Clock, opened: AsyncDisposableStack): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-check-'));
  opened.defer(() => rm(directory, { recursive: true, force: true }));
  const cluster = await startCluster({ clock, directory, settings });
  opened.defer(() => cluster.stop());
  return cluster.url('postgres');
}
