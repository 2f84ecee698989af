import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import { createApi } from '../../src/api/server.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { startTestApi, textOf, type Answer, type CallOptions, type TestApi } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';
import { until } from '../kit/flow.ts';
import { createJumpingClock } from '../kit/jumping-clock.ts';
import { storeOtherOrganization, type OtherOrganization } from '../kit/other-organization.ts';

let api: TestApi;
let simulator: Simulator;
let other: OtherOrganization;
let id: string;
let element: string;
const clock = createJumpingClock();

async function makeInstance(name: string): Promise<JsonRecord> {
  const { apiKey, baseUrl } = simulator.activecampaign;
  const settings = { 'api.key': apiKey, 'base.url': baseUrl, 'event.notification.callback.url': '' };
  const body = { ...withConfiguration(activecampaignBody, settings), name, tags: ['production', 'emea'] };
  return (await api.call('POST', '/instances', { body })).object;
}

beforeAll(async () => {
  simulator = await startSimulator();
  api = await startTestApi({ clock });
  const made = await makeInstance('Sales');
  [id, element] = [textOf(made['id']), textOf(made['token'])];
  other = await storeOtherOrganization(api.db);
});
beforeEach(() => api.db.deleteFrom('usage_records').execute());
afterAll(async () => {
  await api.close();
  await simulator.close();
});

const requestIdOf = ({ headers }: Answer): string => headers.get('elements-request-id') ?? '';
const find = (requestId: string, options?: CallOptions) => api.call('GET', `/usage/${requestId}`, options);

/** The call, when its record is written. */
async function logged(method: string, path: string, options?: CallOptions): Promise<string> {
  const requestId = requestIdOf(await api.call(method, path, options));
  await until(async () => (await find(requestId)).status === 200);
  return requestId;
}
const list = async (query = '') => (await api.call('GET', `/usage${query}`)).body as JsonRecord[];
const ids = async (query = '') => (await list(query)).map((record) => record['id']);

test('a hub call is logged under its request id, with what it was and how it went', async () => {
  const requestId = await logged('GET', '/hubs/marketing/deals?pageSize=1', { element });
  expect(requestId).toMatch(/^[0-9a-f]{24}$/);
  const { user } = (await api.call('GET', `/instances/${id}`)).object as { user: JsonRecord };
  expect((await find(requestId)).body).toEqual({
    id: requestId,
    requestStatus: 'SUCCESS',
    elementName: 'ActiveCampaign',
    elementKey: 'activecampaign',
    accountId: expect.any(Number) as number,
    instanceName: 'Sales',
    usageDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    userId: user['id'],
    processTime: expect.any(Number) as number,
    requestURI: '/elements/api-v2/hubs/marketing/deals?pageSize=1',
    requestIP: '127.0.0.1',
    elementTags: 'production,emea',
    elementApi: 'deals',
    companyId: expect.any(Number) as number,
    requestMethod: 'GET',
    statusCode: 200,
    instanceId: Number(id),
    hub: 'marketing',
  });
});

test('a call of a resource without the name of a hub is logged like one with it', async () => {
  const requestId = await logged('GET', '/deals?pageSize=1', { element });
  expect((await find(requestId)).object).toMatchObject({
    elementKey: 'activecampaign',
    elementApi: 'deals',
    hub: 'marketing',
  });
});

test('calls on an instance are logged, by its id or its token, failed ones too', async () => {
  const byId = await logged('GET', `/instances/${id}/notices`);
  const byToken = await logged('GET', '/instances/events', { element });
  const failed = await logged('GET', '/hubs/marketing/nothing', { element });
  const refused = await logged('GET', '/instances/4711');
  expect(await list()).toMatchObject([
    { id: refused, requestStatus: 'FAILED', statusCode: 404, instanceId: 4711, elementKey: null, instanceName: null },
    { id: failed, requestStatus: 'FAILED', statusCode: 404, elementApi: 'nothing' },
    { id: byToken, requestStatus: 'SUCCESS', elementApi: 'instances/events', instanceName: 'Sales' },
    { id: byId, requestStatus: 'SUCCESS', elementApi: `instances/${id}/notices` },
  ]);
});

test('what concerns no instance, or comes from nobody known, is not logged', async () => {
  const unknown = await api.call('GET', `/instances/${id}`, { authorization: 'User nobody, Organization nothing' });
  expect(unknown.status).toBe(401);
  for (const path of ['/instances', '/elements', '/usage', '/instances/events', '/instances/x', '/nothing'])
    await api.call('GET', path);
  const last = await logged('GET', `/instances/${id}`);
  expect(await ids()).toEqual([last]);
});

test('the name of an instance of another organisation is not told', async () => {
  const requestId = requestIdOf(await api.call('GET', `/instances/${id}`, other));
  await until(async () => (await find(requestId, other)).status === 200);
  expect((await find(requestId, other)).object).toMatchObject({
    instanceName: null,
    elementKey: null,
    statusCode: 404,
  });
  expect((await find(requestId)).object['code']).toBe('usage.not_found');
  expect(await ids()).toEqual([]);
});

test('secrets in a query are masked, and long ones are cut', async () => {
  const requestId = await logged('GET', `/instances/${id}?api_key=hush&from=1&access_token=hush&x=${'y'.repeat(5000)}`);
  const uri = textOf((await find(requestId)).object['requestURI']);
  expect(uri).toContain('?api_key=********&from=1&access_token=********&x=yyy');
  expect(uri.length).toBeLessThan(2_100);
  expect(JSON.stringify(await api.db.selectFrom('usage_records').selectAll().execute())).not.toContain('hush');
});

test('records are found by hub, connector, tags, status, account and text', async () => {
  const good = await logged('GET', '/hubs/marketing/deals', { element });
  const bad = await logged('GET', '/hubs/marketing/nothing', { element });
  const both = [bad, good];
  const [record] = await list();
  expect(await ids('?hub=marketing&keys[]=activecampaign&keys[]=acton&tags[]=emea&tags[]=production')).toEqual(both);
  for (const query of ['hub=crm', 'keys[]=acton', 'tags[]=emea&tags[]=apac'])
    expect(await ids(`?${query}`)).toEqual([]);
  expect(await ids('?status=success')).toEqual([good]);
  expect(await ids('?status=FAILED')).toEqual([bad]);
  expect(await ids('?searchText=DEALS')).toEqual([good]);
  expect(await ids('?searchText=sales')).toEqual(both);
  expect(await ids('?searchText=%25')).toEqual([]);
  expect(await ids(`?accountIds[]=${textOf(record?.['accountId'])}`)).toEqual(both);
  for (const account of ['0', String(other.accountId)])
    expect((await api.call('GET', `/usage?accountIds[]=${account}`)).object['code']).toBe('access.denied');
});

test('pages follow each other by token or by offset, newest first', async () => {
  const made: string[] = [];
  for (let number = 0; number < 5; number++) made.push(await logged('GET', `/instances/${id}?n=${number}`));
  await api.db.updateTable('usage_records').set({ created_at_ms: clock.now() }).execute();
  const all = made.toSorted().toReversed();
  const seen: unknown[] = [];
  let nextPage: string | null = '';
  while (nextPage !== null) {
    const answer = await api.call('GET', `/usage?pageSize=2${nextPage && `&nextPage=${encodeURIComponent(nextPage)}`}`);
    seen.push(...(answer.body as JsonRecord[]).map((record) => record['id']));
    nextPage = answer.headers.get('elements-next-page-token');
  }
  expect(seen).toEqual(all);
  expect(await ids('?pageSize=2&pageOffset=3')).toEqual(all.slice(3));
  for (const [query, code] of [
    ['nextPage=nonsense', 'query.invalid'],
    [`nextPage=${btoa('{"createdAt":1,"id":"x"}')}`, 'query.invalid'],
    [`nextPage=${btoa(`{"createdAt":1,"id":"${'a'.repeat(24)}"}`)}&pageOffset=1`, 'query.invalid'],
    ['pageOffset=10001', 'request.malformed'],
    ['status=DONE', 'request.malformed'],
    ['from=2026-01-02&to=2026-01-01', 'request.malformed'],
  ])
    expect((await api.call('GET', `/usage?${query}`)).object).toMatchObject({ code });
});

test('without a period it is the last seven days; one that lies wholly in the future is not found', async () => {
  const requestId = await logged('GET', `/instances/${id}`);
  const dayMs = 24 * 3_600_000;
  const now = clock.now();
  expect(await ids(`?from=${now - dayMs}&to=${now + dayMs}`)).toEqual([requestId]);
  expect(await ids(`?to=${now - dayMs}`)).toEqual([]);
  const future = await api.call('GET', `/usage?from=${now + dayMs}&to=${now + 2 * dayMs}`);
  expect([future.status, future.object['code']]).toEqual([404, 'usage.not_found']);
  expect((await api.call('GET', `/usage?from=${now + dayMs}`)).status).toBe(404);
  await api.db
    .updateTable('usage_records')
    .set({ created_at_ms: now - 8 * dayMs })
    .execute();
  expect(await ids()).toEqual([]);
  expect((await find(requestId)).status).toBe(200);
});

test('the record of a call that deletes its instance tells the id of the instance', async () => {
  const doomed = await makeInstance('Doomed');
  const requestId = await logged('DELETE', `/instances/${textOf(doomed['id'])}`);
  expect((await find(requestId)).object).toMatchObject({ requestMethod: 'DELETE', instanceId: doomed['id'] });
});

test('a call whose record cannot be written is answered all the same', async () => {
  await api.db.schema.alterTable('usage_records').renameTo('usage_records_away').execute();
  expect((await api.call('GET', `/instances/${id}`)).status).toBe(200);
  await api.db.schema.alterTable('usage_records_away').renameTo('usage_records').execute();
  await logged('GET', `/instances/${id}`);
});

test('a server that is closed has written what it logged', async () => {
  const second = createApi(api.deps);
  const url = await second.listen({ host: '127.0.0.1', port: 0 });
  const authorization = 'User user-secret-of-ada, Organization organization-secret';
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => fetch(`${url}/elements/api-v2/instances/${id}`, { headers: { authorization } })),
  );
  const requestIds = answers.map(({ headers }) => headers.get('elements-request-id') ?? '');
  await Promise.all(answers.map((answer) => answer.text()));
  await second.close();
  expect(new Set(await ids())).toEqual(new Set(requestIds));
});
