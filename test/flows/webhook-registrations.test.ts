import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { createTestDatabase, type TestDatabase } from '../kit/database.ts';
import { until } from '../kit/flow.ts';
import { answerJson, bodyOf, listen, type TestServer as Vendor } from '../kit/listen.ts';
import { startTestServer, type TestServer } from '../kit/server.ts';
import { createWakingClock } from '../kit/waking-clock.ts';

const minute = 60_000;
const day = 86_400_000;

const hookYaml = `
id: 71
key: hooked
name: Hooked
hub: crm
description: A vendor that sends webhooks
baseUrl: https://api.hooked.example
authentication: { type: apiKey, configurationKey: api.key, name: X-Key }
configuration:
  - { key: api.key, name: Key, type: PASSWORD, required: true }
  - { key: project.id, name: Project, type: TEXTFIELD_64 }
resources:
  rows:
    path: /rows
    request: { path: /rows }
    records: { list: rows }
    paging: { kind: none }
webhooks:
  handshakes: [{ kind: echoHeader, header: X-Hook-Secret, keep: hook.secret }]
  verify: { kind: hmac, header: X-Signature, key: { entry: hook.secret } }
  rules:
    - { resource: rows, id: id }
  registrations:
    changes:
      forEach: [created, updated]
      needs: [project.id]
      subscribe:
        request:
          method: POST
          path: /projects/{project.id}/hooks
          body: { url: '{webhookCallbackUrl}', event: '{each}', secret: '{webhookSecret}' }
        capture: { hook.id: id, hook.ends: ends }
      renew:
        step: { request: { method: PATCH, path: '/hooks/{hook.id}' }, capture: { hook.ends: ends } }
        expires: { capture: hook.ends, format: milliseconds, aheadSeconds: 3600 }
      check: { request: { path: '/hooks/{hook.id}' } }
      unsubscribe: { request: { method: DELETE, path: '/projects/{project.id}/hooks/{hook.id}' } }
      resources: [rows]
events:
  polling:
    configuration:
      rows: { url: /hubs/crm/rows, idField: id }
`;

interface Hook {
  event: string;
  url: string;
  project: string;
  secret: string;
}

const clock = createWakingClock();
const hooks = new Map<string, Hook>();
let asked: string[] = [];
/** What the vendor answers to the creation of hooks instead of making one. */
let refusal: number | undefined;
/** The vendor takes one hook of an event only. */
let takesOne = false;
/** What the vendor answers to the deletion of hooks. */
let deletion = 200;
/** The vendor answers after this when it has made a hook. */
let answering: Promise<void> = Promise.resolve();
/** How the registrations stood whenever a hook was deleted. */
let seen: string[] = [];
let database: TestDatabase;
let vendor: Vendor;
let server: TestServer;
let callback: Vendor;
let made: Made;
let instanceId: number;
const logged: string[] = [];
const closing: (() => Promise<unknown>)[] = [];

/** Makes a hook as soon as the address has sent back the secret that it is asked with. */
async function makeHook(project: string, { url, event, secret }: Hook): Promise<string | undefined> {
  const id = `${event}-${hooks.size + asked.length}`;
  const answer = await fetch(url, { method: 'POST', headers: { 'x-hook-secret': `key-of-${id}` } });
  if (answer.headers.get('x-hook-secret') !== `key-of-${id}`) return undefined;
  hooks.set(id, { url, event, project, secret });
  return id;
}

async function answerWish(project: string, text: string): Promise<[number, unknown]> {
  if (refusal !== undefined) return [refusal, { message: `no more hooks such as ${text}` }];
  const wish = JSON.parse(text) as Hook;
  if (takesOne && [...hooks.values()].some(({ event }) => event === wish.event)) return [409, { message: 'taken' }];
  const hook = await makeHook(project, wish);
  await answering;
  return hook === undefined ? [400, { message: 'no handshake' }] : [201, { id: hook, ends: clock.now() + day }];
}

async function answerVendor(method: string, path: string, text: string): Promise<[number, unknown]> {
  if (path === '/rows') return [200, { rows: [{ id: 1 }] }];
  const [, , project = ''] = path.split('/');
  if (method === 'POST') return answerWish(project, text);
  const id = path.split('/').at(-1) ?? '';
  const hook = hooks.get(id);
  if (!hook) return [404, { message: 'unknown' }];
  if (method === 'DELETE') {
    if (hook.project !== project) return [404, { message: 'unknown' }];
    seen.push(...(await statuses().catch(() => [])).filter((one) => one.startsWith(hook.event)));
    if (deletion === 200) hooks.delete(id);
    return [deletion, {}];
  }
  return [200, { id, ends: clock.now() + day }];
}

beforeAll(async () => {
  vendor = await listen((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    asked.push(`${request.method} ${path.split('-')[0]}`);
    void bodyOf(request)
      .then((text) => answerVendor(request.method ?? '', path, text))
      .then(([status, body]) => answerJson(response, status, body));
  });
  callback = await listen((_request, response) => response.end());
  const catalogDirectory = await mkdtemp(join(tmpdir(), 'catalog-'));
  await mkdir(join(catalogDirectory, 'hooked'));
  await writeFile(join(catalogDirectory, 'hooked', 'connector.yaml'), hookYaml);
  database = await createTestDatabase();
  const log = createLog('debug', { write: (line) => void logged.push(line) });
  server = await startTestServer({ databaseUrl: database.url, clock, catalogDirectory, log });
  closing.push(
    () => server.app.close(),
    () => Promise.all([vendor.close(), callback.close()]),
    () => database.close(),
    () => rm(catalogDirectory, { recursive: true }),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

interface Made {
  id: number;
  warnings: { path: string; message: string }[];
}
interface Shown {
  each: string;
  status: string;
  attempts: number;
  expiresDate: string | null;
  error: { code: string; message: string } | null;
}

const configuration = () => ({
  'base.url': vendor.url,
  'api.key': 'k',
  'project.id': 'p1',
  'event.notification.enabled': 'true',
  'event.vendor.type': 'both',
  'event.notification.callback.url': callback.url,
  'event.poller.refresh_interval': String(30 * 24 * 60),
});
const make = (more: Record<string, string | null> = {}) =>
  server.call<Made>('POST', '/instances', {
    name: 'Hooked',
    element: { key: 'hooked' },
    configuration: { ...configuration(), ...more },
  });
const change = (values: Record<string, string | null>) =>
  server.call<Made>('PATCH', `/instances/${instanceId}`, { configuration: values });
const shown = (id = instanceId) => server.call<Shown[]>('GET', `/instances/${id}/webhooks/registrations`);
const statuses = async () => (await shown()).map(({ each, status }) => `${each} ${status}`);
const kinds = async () =>
  (await server.call<{ kind: string }[]>('GET', `/instances/${instanceId}/notices`)).map(({ kind }) => kind);
const ofRows = () => asked.filter((one) => one === 'GET /rows').length;
const bothActive = ['created active', 'updated active'];

beforeEach(async () => {
  refusal = undefined;
  takesOne = false;
  deletion = 200;
  answering = Promise.resolve();
  hooks.clear();
  made = await make();
  instanceId = made.id;
  await until(() => ofRows() > 0);
  asked = [];
  seen = [];
});
afterEach(() => server.call('DELETE', `/instances/${instanceId}`));

test('webhooks are asked for when an instance is made, while the vendor asks for its secret back, and taken back in the end', async () => {
  expect(made.warnings).toEqual([
    { path: 'webhooks', message: expect.stringContaining('TIDINGS_PUBLIC_URL') as string },
  ]);
  expect(await statuses()).toEqual(bothActive);
  const [first] = [...hooks.values()];
  expect([...hooks.values()].map(({ event }) => event).toSorted()).toEqual(['created', 'updated']);
  expect(first).toMatchObject({ project: 'p1', secret: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  await server.call('DELETE', `/instances/${instanceId}`);
  expect(hooks.size).toBe(0);
  expect(asked.filter((one) => one.startsWith('DELETE'))).toHaveLength(2);
  instanceId = (await make()).id;
});

test('they are renewed before they end, with what the vendor told of them', async () => {
  clock.jump(day - 30 * minute);
  await until(() => asked.filter((one) => one.startsWith('PATCH')).length === 2);
  await until(async () =>
    (await shown()).every(({ expiresDate }) => Date.parse(expiresDate ?? '') > clock.now() + day / 2),
  );
  expect(await statuses()).toEqual(bothActive);
  expect(asked.some((one) => one.startsWith('POST'))).toBe(false);
});

test('one that the vendor has forgotten is made again when it is to be renewed, and what may have been missed is polled', async () => {
  hooks.clear();
  clock.jump(day - 30 * minute);
  await until(async () => hooks.size === 2 && ofRows() > 0 && (await statuses()).join() === bothActive.join());
  expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(2);
});

test('a vendor that is unusually quiet is asked whether it still sends, and what it should have told is polled', async () => {
  await quieten();
  hooks.clear();
  clock.jump(7 * 60 * minute);
  await until(async () => hooks.size === 2 && ofRows() > 0 && (await statuses()).join() === bothActive.join());
  expect((await kinds()).filter((kind) => kind === 'webhook.quiet')).toHaveLength(1);
});

/** Eleven webhooks, ten minutes after each other; later there are none. */
async function quieten(): Promise<void> {
  const [{ url } = { url: '' }] = hooks.values();
  const [id] = [...hooks.keys()];
  for (let nr = 0; nr < 11; nr++) {
    const body = JSON.stringify({ id: `r${nr}`, nr });
    const signature = createHmac('sha256', `key-of-${id}`).update(body).digest('hex');
    const answer = await fetch(url, { method: 'POST', body, headers: { 'x-signature': signature } });
    expect(answer.status).toBe(200);
    await until(async () => (await received()) === nr + 1);
    if (nr < 10) clock.jump(10 * minute);
  }
  asked = [];
}

const received = async () =>
  (await server.call<{ status: string }[]>('GET', `/instances/${instanceId}/webhooks`)).filter(
    ({ status }) => status === 'done',
  ).length;

const toldOfWebhooks = async () => ({
  notices: JSON.stringify(await server.call('GET', `/instances/${instanceId}/notices`)),
  registrations: JSON.stringify(await shown()),
});

test('a vendor that refuses is told as a warning and a notice, without secrets, and asked again later', async () => {
  const secretsBefore = [...hooks].flatMap(([id, { url, secret }]) => [
    `key-of-${id}`,
    id,
    secret,
    new URL(url).searchParams.get('token') ?? '',
  ]);
  expect(secretsBefore.every(({ length }) => length > 3)).toBe(true);
  refusal = 403;
  const { warnings } = await change({ 'project.id': 'p2' });
  expect(warnings.map(({ path }) => path)).toContain('webhooks.registrations.changes[created]');
  expect(warnings.map(({ message }) => message).join()).toContain('no more hooks');
  expect(await statuses()).toEqual(['created failed', 'updated failed']);
  expect(await kinds()).toContain('webhook.registration.failed');
  // The vendor has repeated what it was sent.
  const { notices, registrations } = await toldOfWebhooks();
  const texts = [JSON.stringify(warnings), notices, registrations, logged.join('')];
  for (const secret of secretsBefore) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  expect(notices).toContain('those of rows');
  refusal = undefined;
  clock.jump(minute);
  await until(async () => hooks.size === 2 && (await statuses()).every((status) => status.endsWith('active')));
  // What stood before is taken back when the new ones stand.
  await until(() => [...hooks.values()].map(({ project }) => project).join() === 'p2,p2');
});

test('a secret that the owner sets is given to the vendor, and the vendor to be believed by it', async () => {
  const { warnings } = await change({ 'webhook.secret': 'made by hand' });
  expect(warnings).toEqual([]);
  expect([...hooks.values()].map(({ secret }) => secret)).toEqual(['made by hand', 'made by hand']);
  await change({ 'webhook.secret': null });
  expect([...hooks.values()].map(({ secret }) => secret.length)).toEqual([64, 64]);
});

test('without an entry that is needed nothing is asked for, and what stood is taken back', async () => {
  const { warnings } = await change({ 'project.id': null });
  expect(warnings).toContainEqual({
    path: 'configuration.project.id',
    message: 'not set: the webhooks "changes" are not asked for at the provider',
  });
  expect({ hooks: hooks.size, shown: await shown() }).toEqual({ hooks: 0, shown: [] });
});

test('polled alone again, or with events off, an instance has its webhooks taken back', async () => {
  await change({ 'event.vendor.type': 'polling' });
  expect({ hooks: hooks.size, shown: await shown() }).toEqual({ hooks: 0, shown: [] });
  await change({ 'event.vendor.type': 'webhooks' });
  expect(await statuses()).toEqual(bothActive);
  await change({ 'event.notification.enabled': 'false' });
  expect({ hooks: hooks.size, shown: await shown() }).toEqual({ hooks: 0, shown: [] });
});

test('a disabled instance keeps its webhooks, and has them renewed when it is enabled again', async () => {
  await server.call('DELETE', `/instances/${instanceId}/enabled`);
  clock.jump(day - 30 * minute);
  expect(hooks.size).toBe(2);
  await server.call('PUT', `/instances/${instanceId}/enabled`);
  expect(asked.filter((one) => one.startsWith('PATCH'))).toHaveLength(2);
  expect(await statuses()).toEqual(bothActive);
});

test('asked for anew by hand, the new ones stand before the old ones are taken back', async () => {
  const before = [...hooks.keys()];
  const anew = await server.call<Shown[]>('POST', `/instances/${instanceId}/webhooks/registrations/renew`, {});
  expect(anew.map(({ status }) => status)).toEqual(['active', 'active']);
  expect(hooks.size).toBe(2);
  expect([...hooks.keys()].filter((id) => before.includes(id))).toEqual([]);
  expect(seen.toSorted()).toEqual(bothActive);
  const ofFirst = asked.filter((one) => /POST|DELETE/.test(one));
  expect(ofFirst.indexOf('POST /projects/p1/hooks')).toBeLessThan(ofFirst.findIndex((one) => one.startsWith('DELETE')));
});

const projects = () => [...hooks.values()].map(({ project }) => project);

test('what was asked for with another entry is taken back where it stands', async () => {
  await change({ 'project.id': 'p2' });
  expect(projects()).toEqual(['p2', 'p2']);
  expect(await statuses()).toEqual(bothActive);
});

test.each([403, 500])('a vendor that answers %d when it is asked anew loses nothing that works', async (status) => {
  refusal = status;
  await change({ 'project.id': 'p2' });
  expect(projects()).toEqual(['p1', 'p1']);
  expect(asked.some((one) => one.startsWith('DELETE'))).toBe(false);
  refusal = undefined;
  clock.jump(minute);
  await until(async () => (await statuses()).join() === bothActive.join() && projects().join() === 'p2,p2');
});

test('a vendor that takes no second one has the first taken back before it is asked again', async () => {
  takesOne = true;
  await change({ 'project.id': 'p2' });
  expect(projects()).toEqual(['p2', 'p2']);
  expect(await statuses()).toEqual(bothActive);
});

test('one that the vendor does not let go of is told as a warning and a notice', async () => {
  deletion = 500;
  const { warnings } = await change({ 'project.id': 'p2' });
  expect(warnings.map(({ message }) => message).join()).toContain('is left at the provider');
  expect(projects().toSorted()).toEqual(['p1', 'p1', 'p2', 'p2']);
  expect(await statuses()).toEqual(bothActive);
  expect(await kinds()).toContain('webhook.registration.failed');
});

test('an entry that changes again while the vendor is being asked leaves nothing behind', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  answering = promise;
  const first = change({ 'project.id': 'p2' });
  await until(() => hooks.size === 4);
  await change({ 'project.id': 'p3' });
  resolve();
  await first;
  await until(async () => (await statuses()).join() === bothActive.join() && hooks.size === 2);
  expect(projects()).toEqual(['p3', 'p3']);
});

test('an instance that is deleted while the vendor is being asked leaves nothing behind', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  answering = promise;
  const changed = change({ 'project.id': 'p2' });
  await until(() => hooks.size === 4);
  await server.call('DELETE', `/instances/${instanceId}`);
  resolve();
  await expect(changed).rejects.toThrow('404');
  await until(() => hooks.size === 0);
  instanceId = (await make()).id;
});

test('an instance whose deletion fails has its webhooks again', async () => {
  await sql`create function keep() returns trigger language plpgsql as $$ begin raise 'kept'; end $$`.execute(
    database.db,
  );
  await sql`create trigger kept before delete on instances execute function keep()`.execute(database.db);
  await expect(server.call('DELETE', `/instances/${instanceId}`)).rejects.toThrow('500');
  await sql`drop trigger kept on instances`.execute(database.db);
  expect(hooks.size).toBe(0);
  clock.jump(5 * minute);
  await until(async () => hooks.size === 2 && (await statuses()).join() === bothActive.join());
});

test('where nothing is asked for, asking anew says why, and the address which entries are missing', async () => {
  const renew = () => server.call('POST', `/instances/${instanceId}/webhooks/registrations/renew`, {});
  const address = () => server.call('GET', `/instances/${instanceId}/webhooks/address`);
  expect(await address()).toMatchObject({ registersItself: true, missing: [] });
  await change({ 'project.id': null });
  expect(await address()).toMatchObject({ registersItself: false, missing: ['project.id'] });
  await expect(renew()).rejects.toThrow(/409 .*not set: configuration\.project\.id/);
  await change({ 'event.vendor.type': 'polling' });
  await expect(renew()).rejects.toThrow(/409 .*event\.vendor\.type/);
});
