import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApi, textOf, type Answer, type CallOptions, type TestApi } from '../../../test/kit/api.ts';
import { actonBody } from '../../../test/kit/document-bodies.ts';
import { createManualClock } from '../../../test/kit/manual-clock.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import { hashSecret } from '../../lib/secret-hash.ts';
import { logInLimits } from '../../store/log-in-failures.ts';
import { apiPrefix } from '../api-prefix.ts';

const path = '/authentication/session';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const fromConsole = { 'x-tidings-console': '1', 'sec-fetch-site': 'same-origin' };
const clock = createManualClock();
let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock });
});
afterAll(() => api.close());
beforeEach(() => api.db.deleteFrom('log_in_failures').execute());

/** As a browser with this cookie, which never has the secrets. */
const browse = (method: string, to: string, cookie: string, { body, headers = fromConsole }: CallOptions = {}) =>
  api.call(method, to, {
    authorization: '',
    headers: { cookie, ...headers },
    ...(body !== undefined && { body }),
  });
const logIn = (password = api.password, username = api.email, headers: Record<string, string> = fromConsole) =>
  api.call('POST', path, { authorization: '', headers, body: { username, password } });
const cookieOf = ({ headers }: Answer) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const signIn = async () => cookieOf(await logIn());
const outcome = ({ status, object }: Answer) => [status, object['code']];

test('a sign-in sets a cookie that scripts and other sites cannot use, and tells who is signed in', async () => {
  const answer = await logIn();
  expect(answer.headers.get('set-cookie')).toMatch(/^tidings_session=[^;]{40,}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.object).toEqual({
    user: { id: expect.any(Number) as number, email: api.email, firstName: 'Admin', lastName: '', role: 'admin' },
    organization: { id: expect.any(Number) as number, name: 'Tidings', operator: true },
    account: { id: expect.any(Number) as number, name: 'Tidings' },
    expiresDate: new Date(clock.now() + dayMs).toISOString(),
  });
  const cookie = cookieOf(answer);
  expect((await browse('GET', path, cookie)).body).toEqual(answer.body);
  const list = await browse('GET', '/instances', cookie);
  expect([list.status, list.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(outcome(await browse('GET', '/authentication/secrets', cookie))).toEqual([401, 'authentication.missing']);
  expect(outcome(await browse('GET', '/hubs/crm/contacts', cookie))).toEqual([401, 'authentication.missing']);
});

test('signing out ends the session and takes the cookie away', async () => {
  const cookie = await signIn();
  const left = await browse('DELETE', path, cookie);
  expect([left.status, left.headers.get('set-cookie')]).toEqual([
    200,
    'tidings_session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict',
  ]);
  expect(outcome(await browse('GET', path, cookie))).toEqual([401, 'authentication.refused']);
  expect(outcome(await browse('GET', '/instances', cookie))).toEqual([401, 'authentication.refused']);
  expect(outcome(await browse('GET', path, ''))).toEqual([401, 'authentication.missing']);
});

test('another site can neither change anything with the cookie, nor sign a browser in or out', async () => {
  const cookie = await signIn();
  const emails = () => api.db.selectFrom('instances').select('id').execute();
  const before = await emails();
  const foreign: Record<string, string>[] = [
    {},
    { 'x-tidings-console': '1', 'sec-fetch-site': 'cross-site' },
    { 'x-tidings-console': '1', 'sec-fetch-site': 'same-site' },
    { 'x-tidings-console': '1', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-origin' },
  ];
  for (const headers of foreign) {
    const made = await browse('POST', '/instances', cookie, { headers, body: actonBody });
    expect(outcome(made)).toEqual([403, 'access.cross_site']);
    expect(outcome(await browse('DELETE', path, cookie, { headers }))).toEqual([403, 'access.cross_site']);
    expect(outcome(await logIn(api.password, api.email, headers))).toEqual([403, 'access.cross_site']);
    // Reading changes nothing, and the browser does not show the answer to the other site.
    expect((await browse('GET', '/instances', cookie, { headers })).status).toBe(200);
  }
  expect(await emails()).toEqual(before);
  const allowed = await browse('POST', '/instances', cookie, { body: {} });
  expect(outcome(allowed)).toEqual([400, 'request.malformed']);
});

test('of all operations none does anything for another site, for nobody, or a change for a viewer', async () => {
  const document = await api.call('GET', '/openapi.json', { authorization: '' });
  const paths = Object.entries(document.object['paths'] as JsonRecord).filter(([to]) => to.startsWith(apiPrefix));
  const operations = paths.flatMap(([to, methods]) =>
    Object.keys(methods as JsonRecord).map((method) => `${method.toUpperCase()} ${to.slice(apiPrefix.length)}`),
  );
  expect(operations.length).toBeGreaterThan(200);
  const changes = operations.filter((operation) => !operation.startsWith('GET '));
  /** Those that are not answered so. */
  const others = async (wanted: JsonValue[], asked: string[], options: CallOptions) => {
    const ask = async (operation: string) => {
      const [method = '', template = ''] = operation.split(' ');
      const to = template.replace('{keyOrId}', 'acton').replaceAll(/\{\w+\}/g, '999999');
      const answer = await api.call(method, to, { authorization: '', ...options });
      return isDeepStrictEqual(outcome(answer), wanted) ? [] : [operation];
    };
    return (await Promise.all(asked.map(ask))).flat();
  };
  const cookie = await signIn();
  const webhooks = ['POST /events/{key}', 'POST /events/{key}/{encodedId}'];
  const handshakes = ['GET /events/{key}', 'GET /events/{key}/{encodedId}'];
  const session = ['DELETE /authentication/session', 'POST /authentication/session'];
  const crossSite = await others([403, 'access.cross_site'], changes, { headers: { cookie } });
  expect(crossSite.sort()).toEqual(['POST /authentication', ...webhooks]);
  const forAll = operations.filter((operation) => operation !== 'GET /oauth/callback');
  const ofNobody = await others([401, 'authentication.missing'], forAll, {});
  expect(ofNobody.sort()).toEqual(['POST /authentication', ...session, ...handshakes, ...webhooks].sort());
  await api.db.updateTable('users').set({ role: 'viewer' }).execute();
  const withSession = changes.filter((operation) => !session.includes(operation));
  // A session has no Element token, so what needs one is refused before it is asked who calls.
  const ofSessions = withSession.filter((operation) => !/^\w+ \/instances(?!\/\{id\})/.test(operation));
  const asViewer = await others([403, 'access.denied'], ofSessions, { headers: { ...fromConsole, cookie } });
  const ofOneself = ['PATCH /users/me', 'POST /users/{userId}/secret'];
  expect(asViewer.sort()).toEqual(['POST /authentication', ...webhooks, ...ofOneself].sort());
  await api.db.updateTable('users').set({ role: 'admin' }).execute();
});

test('a session lasts a day from its last use, but no longer than 30 days', async () => {
  const cookie = await signIn();
  const stored = async () => (await api.db.selectFrom('sessions').select('expires_at_ms').execute()).at(-1);
  const opened = await stored();
  await clock.advance(9 * minuteMs);
  await browse('GET', '/instances', cookie);
  expect(await stored()).toEqual(opened);
  await clock.advance(minuteMs);
  await browse('GET', '/instances', cookie);
  expect(await stored()).toEqual({ expires_at_ms: clock.now() + dayMs });
  const startedMs = clock.now() - 10 * minuteMs;
  while (clock.now() + dayMs < startedMs + 30 * dayMs) {
    await clock.advance(dayMs - 1);
    expect((await browse('GET', path, cookie)).status).toBe(200);
  }
  await clock.advance(startedMs + 30 * dayMs - clock.now());
  expect(outcome(await browse('GET', path, cookie))).toEqual([401, 'authentication.refused']);
  const unused = await signIn();
  await clock.advance(dayMs);
  expect(outcome(await browse('GET', path, unused))).toEqual([401, 'authentication.refused']);
});

test('a cookie is no token, a token no cookie, and secrets count before the cookie', async () => {
  const cookie = await signIn();
  const value = decodeURIComponent(cookie.split('=').slice(1).join('='));
  const authorization = `Bearer ${value}`;
  expect((await api.call('GET', '/authentication/secrets', { authorization })).status).toBe(401);
  const { object } = await api.call('POST', '/authentication', {
    authorization: '',
    body: { username: api.email, password: api.password },
  });
  const asCookie = `tidings_session=${encodeURIComponent(textOf(object['token']))}`;
  expect(outcome(await browse('GET', '/instances', asCookie))).toEqual([401, 'authentication.refused']);
  const wrong = { authorization: 'User x, Organization y', headers: { cookie } };
  expect((await api.call('GET', '/instances', wrong)).status).toBe(401);
  for (const authorization of ['Basic YTpi', 'Bearer token-of-a-proxy'])
    expect((await api.call('GET', '/instances', { authorization, headers: { cookie } })).status).toBe(200);
});

test('after too many failures of a name nobody logs in with it, known or not, by either way', async () => {
  for (const username of [' Ada@example.com', 'nobody@example.com']) {
    const name = username.trim().toLowerCase();
    const failed = { name_hash: hashSecret(name), network: 'other', failed_at_ms: clock.now(), checking: false };
    for (let n = 1; n < logInLimits.ofName; n++) await api.db.insertInto('log_in_failures').values(failed).execute();
    expect(outcome(await logIn('wrong', username))).toEqual([401, 'authentication.refused']);
    const refused = await logIn(api.password, username);
    expect(outcome(refused)).toEqual([429, 'authentication.throttled']);
    expect(refused.headers.get('retry-after')).toBe('900');
    const body = { username, password: api.password };
    const byApi = await api.call('POST', '/authentication', { authorization: '', body });
    expect(outcome(byApi)).toEqual([429, 'authentication.throttled']);
  }
  await clock.advance(logInLimits.windowMs);
  expect((await logIn()).status).toBe(200);
  expect(await api.db.selectFrom('log_in_failures').select('id').execute()).toEqual([]);
});

test('the right password at the same moment is taken from all, however many they are', async () => {
  const body = { username: api.email, password: api.password };
  const logIns = Array.from({ length: logInLimits.ofName + 3 }, () =>
    api.call('POST', '/authentication', { authorization: '', body }),
  );
  let ended = false;
  const all = Promise.all(logIns).finally(() => (ended = true));
  while (!ended) {
    await nextTurn();
    const checked = await api.db.selectFrom('log_in_failures').select('id').execute();
    if (checked.length < logInLimits.ofName && clock.sleepers() > 0) await clock.advance(250);
  }
  expect((await all).map(({ status }) => status)).toEqual(logIns.map(() => 200));
  expect(await api.db.selectFrom('log_in_failures').select('id').execute()).toEqual([]);
});

test('a session is shown no secret: tokens are masked, except that of an instance that it has made', async () => {
  const cookie = await signIn();
  const configuration = { 'api.key': 'key', 'base.url': 'http://127.0.0.1:9' };
  const body = { name: 'Kept', element: { key: 'activecampaign' }, configuration };
  const made = await browse('POST', '/instances', cookie, { body });
  expect(made.object).toMatchObject({ name: 'Kept' });
  const token = textOf(made.object['token']);
  const place = `/instances/${textOf(made.object['id'])}`;
  for (const to of [place, '/instances', '/elements/activecampaign/instances', `${place}/webhooks/keys`])
    expect(JSON.stringify((await browse('GET', to, cookie)).body)).not.toContain(token);
  const changed = await browse('PATCH', place, cookie, { body: { name: 'Renamed', token: '********' } });
  expect(changed.object).toMatchObject({ name: 'Renamed', token: '********', warnings: [] });
  expect((await api.call('GET', place)).object).toMatchObject({ token });
  const address = await browse('GET', `${place}/webhooks/address`, cookie);
  expect(textOf(address.object['url'])).toMatch(/\?token=\*{8}$/);
  const shown = await browse('POST', `${place}/webhooks/address`, cookie);
  expect(textOf(shown.object['url'])).toMatch(/\?token=[\w-]{43}$/);
});
