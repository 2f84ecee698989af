import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installDirectus } from './install-directus.ts';
import { lastWords, runProgram } from './run-program.ts';

/** A Directus with an empty collection `articles`: title, status, date_created, date_updated. */
export interface Directus {
  url: string;
  /** Static token of its admin. */
  token: string;
  /** A request to its REST API as the admin; answers `data` of the body, throws for an error. */
  call: <T>(method: string, path: string, body?: unknown) => Promise<T>;
  /** Stops it and removes its data. */
  close: () => Promise<void>;
}

const token = 'directus-example-token';
const startLimitMs = 120_000;

/** Installs Directus if need be and starts it on a free port, with SQLite in a temporary directory. */
export async function startDirectus(say: (text: string) => void): Promise<Directus> {
  await using opened = new AsyncDisposableStack();
  const { node, cli } = await installDirectus(say);
  const directory = await mkdtemp(join(tmpdir(), 'tidings-directus-'));
  opened.defer(() => rm(directory, { recursive: true, force: true }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const run = { cwd: directory, env: environment(directory, url) };
  say('Starting Directus …');
  await runProgram(node, [cli, 'bootstrap'], { ...run, quiet: true });
  const server = spawn(node, [cli, 'start'], { ...run, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = lastWords(server);
  const ended = once(server, 'close');
  opened.defer(async () => {
    server.kill();
    await ended;
  });
  await Promise.race([
    isUp(url),
    ended.then(() => {
      throw new Error(`Directus did not start\n${printed()}`);
    }),
  ]);
  await callDirectus(url, 'POST', '/collections', articles);
  const running = opened.move();
  return {
    url,
    token,
    call: (method, path, body) => callDirectus(url, method, path, body),
    close: () => running.disposeAsync(),
  };
}

/** Nothing of our own environment but what a program needs to run, so that no setting of another Directus gets in. */
const environment = (directory: string, url: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  HOST: '127.0.0.1',
  PORT: new URL(url).port,
  PUBLIC_URL: url,
  SECRET: 'directus-example-secret-of-32-bytes',
  DB_CLIENT: 'sqlite3',
  DB_FILENAME: join(directory, 'directus.db'),
  ADMIN_EMAIL: 'admin@example.com',
  ADMIN_PASSWORD: 'directus-example-password',
  ADMIN_TOKEN: token,
  // The hardest setting for a poller: answers are kept, and what is written does not clear them.
  CACHE_ENABLED: 'true',
  CACHE_STORE: 'memory',
  CACHE_TTL: '5m',
  CACHE_AUTO_PURGE: 'false',
  // On a busy machine it would answer 503, which is not what the example is about.
  PRESSURE_LIMITER_ENABLED: 'false',
  TELEMETRY: 'false',
  LOG_LEVEL: 'warn',
});

/** As the data studio makes a collection, with its optional system fields for the dates. */
const articles = {
  collection: 'articles',
  schema: {},
  meta: {},
  fields: [
    {
      field: 'id',
      type: 'integer',
      schema: { is_primary_key: true, has_auto_increment: true },
      meta: { hidden: true },
    },
    { field: 'title', type: 'string', schema: {}, meta: {} },
    { field: 'status', type: 'string', schema: {}, meta: {} },
    { field: 'date_created', type: 'timestamp', schema: {}, meta: { special: ['date-created'], readonly: true } },
    { field: 'date_updated', type: 'timestamp', schema: {}, meta: { special: ['date-updated'], readonly: true } },
  ],
};

async function callDirectus<T>(url: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Directus answered ${method} ${path} with ${response.status}: ${text}`);
  return (text === '' ? undefined : (JSON.parse(text) as { data: unknown }).data) as T;
}

async function isUp(url: string): Promise<void> {
  const until = Date.now() + startLimitMs;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/server/ping`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`Directus does not answer at ${url} after ${startLimitMs / 1000} s`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

if (import.meta.main) {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const directus = await startDirectus(say);
  say(`Directus is running at ${directus.url}; static token ${directus.token}; collection articles. Ctrl-C ends it.`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await directus.close();
}
