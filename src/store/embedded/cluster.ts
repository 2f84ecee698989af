import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, chown, mkdir, open, readFile, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '../../lib/clock.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { isAlive, readPostmasterPid, removeForeignPostmasterPid } from './postmaster-pid.ts';
import { serverUser, type ServerUser } from './server-user.ts';

const run = promisify(execFile);

export interface ClusterOptions {
  clock: Clock;
  /** Made if missing. Holds the database files, the socket and the log. */
  directory: string;
  /** More settings of postgresql.conf. */
  settings?: Record<string, string>;
}

export interface Cluster {
  /** Connection string for a database of the cluster; `postgres` always exists. */
  url(database: string): string;
  /** Finishes open transactions' rollback, writes everything and ends the server. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const port = '5432';

/**
 * Starts a real PostgreSQL in a directory, or takes over the one that a killed process left running there. It listens
 * on a Unix socket only, in a directory that nobody else may enter. The server gets a session of its own, so that
 * Ctrl-C reaches us alone and we can finish what is in flight.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const directory = resolve(options.directory);
  const files = join(directory, 'files');
  const sockets = socketDirectory(directory);
  const running = await readPostmasterPid(files);
  const server = running ? undefined : await launch(options, { directory, files, sockets });
  const started = await waitUntilReady(options.clock, { directory, files, sockets }, server);
  return {
    url: (database) =>
      `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(started.socketDirectory)}`,
    stop: () => stopServer(options.clock, started.pid),
  };
}

/** A socket's path may have 107 bytes. */
function socketDirectory(directory: string): string {
  const inside = join(directory, 'socket');
  if (Buffer.byteLength(inside) < 90) return inside;
  return join(tmpdir(), `tidings-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`);
}

interface Places {
  directory: string;
  files: string;
  sockets: string;
}

async function launch(options: ClusterOptions, places: Places): Promise<ChildProcess> {
  if (process.platform === 'win32') throw new Error('The embedded database does not run on Windows. Set DATABASE_URL.');
  const user = serverUser();
  const binaries = await findBinaries(user);
  await makeDirectories(places, user);
  if (!(await exists(join(places.files, 'PG_VERSION')))) await initialise(binaries, places, user);
  await removeForeignPostmasterPid(places.files);
  const log = await open(join(places.directory, 'postgres.log'), 'a');
  const settings = { ...serverSettings(places), ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(binaries.postgres, ['-D', places.files, '-p', port, ...flags], {
    ...user,
    cwd: places.directory,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  server.unref();
  server.on('error', () => undefined);
  await log.close();
  return server;
}

const serverSettings = (places: Places): Record<string, string> => ({
  listen_addresses: '',
  unix_socket_directories: places.sockets,
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  wal_compression: 'on',
  max_wal_size: '2GB',
});

/** The directory above is opened to passing through, not to listing, so that the server's user can reach its own. */
async function makeDirectories(places: Places, user: ServerUser | undefined): Promise<void> {
  if (user) await openToPassing(dirname(places.directory));
  for (const path of [places.directory, places.sockets]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (user) await chown(path, user.uid, user.gid);
  }
}

async function openToPassing(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) await chmod(path, (mode & 0o777) | 0o011);
}

async function initialise(binaries: Binaries, places: Places, user: ServerUser | undefined): Promise<void> {
  const flags = [`--pgdata=${places.files}`, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale'];
  await run(binaries.initdb, [...flags, '--no-instructions'], { ...user, cwd: '/' }).catch(
    (cause: Error & { stderr?: string }) => {
      throw new Error(initMessage(places.directory, cause.stderr ?? cause.message, user), { cause });
    },
  );
}

const initMessage = (directory: string, reason: string, user: ServerUser | undefined) =>
  `The database could not be made in ${directory}: ${reason.trim()}` +
  (user
    ? ' As root, the database runs as the user "postgres", who must be able to reach that directory: set TIDINGS_DATA_DIR' +
      ' to one such as /var/lib/tidings, run Tidings as another user, or set DATABASE_URL.'
    : '');

async function waitUntilReady(clock: Clock, places: Places, server: ChildProcess | undefined) {
  const deadline = clock.now() + startTimeoutMs;
  for (let pauseMs = 10; clock.now() < deadline; pauseMs = Math.min(pauseMs * 1.5, 200)) {
    const running = await readPostmasterPid(places.files);
    if (running?.ready) return running;
    if (server && server.exitCode !== null) break;
    await clock.sleep(pauseMs);
  }
  const log = await readFile(join(places.directory, 'postgres.log'), 'utf8').catch(() => '');
  throw new Error(`The embedded database did not start. The end of its log:\n${log.slice(-1000)}`);
}

/** SIGINT is PostgreSQL's "fast shutdown": sessions are ended, everything is on disk. */
async function stopServer(clock: Clock, pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await clock.sleep(10);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
