import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { startTestApi, type TestApi, textOf } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';

let api: TestApi;
let simulator: Simulator;
let element: string;

beforeAll(async () => {
  [api, simulator] = await Promise.all([startTestApi(), startSimulator()]);
  const { apiKey, baseUrl } = simulator.activecampaign;
  const configuration = { 'api.key': apiKey, 'base.url': baseUrl, 'event.notification.callback.url': '' };
  const made = await api.call('POST', '/instances', { body: withConfiguration(activecampaignBody, configuration) });
  element = textOf(made.object['token']);
  simulator.activecampaign.load(7, { resource: 'deals' });
});
afterAll(() => Promise.all([api.close(), simulator.close()]));

const ids = (records: unknown) => (records as JsonRecord[]).map(({ id }) => Number(id));

test('records come in pages with the headers of the contract', async () => {
  const seen: number[] = [];
  let nextPage: string | null = '';
  while (nextPage !== null) {
    const query: string = nextPage === '' ? '' : `&nextPage=${encodeURIComponent(nextPage)}`;
    const page = await api.call('GET', `/hubs/marketing/deals?pageSize=3${query.toString()}`, { element });
    expect(page.headers.get('elements-request-id')).toMatch(/^[0-9a-f]{24}$/);
    expect(page.headers.get('elements-element-instance-id')).toMatch(/^\d+$/);
    expect(page.headers.get('elements-returned-count')).toBe(textOf((page.body as unknown[]).length));
    seen.push(...ids(page.body));
    nextPage = page.headers.get('elements-next-page-token');
  }
  expect(new Set(seen)).toEqual(new Set(ids(simulator.activecampaign.records('deals'))));
  expect(seen).toHaveLength(7);
});

test('where, fields and another hub name work, also with blanks written as plus signs', async () => {
  const [first] = simulator.activecampaign.records('deals');
  const query = new URLSearchParams({ where: `id = '${textOf(first?.['id'] as string)}'`, fields: 'id,title' });
  const answer = await api.call('GET', `/hubs/anything/deals?${query.toString()}`, { element });
  expect(answer.body).toEqual([{ id: first?.['id'], title: first?.['title'] }]);
});

test('a condition on a field that no record has is told in a header', async () => {
  const warningOf = async (where: string) => {
    const query = new URLSearchParams({ where }).toString();
    const { status, headers } = await api.call('GET', `/hubs/marketing/deals?${query}`, { element });
    return [status, headers.get('elements-warning')];
  };
  expect(await warningOf("nosuchfield = '1'")).toEqual([
    200,
    'no record has the field nosuchfield that the where clause names',
  ]);
  expect(await warningOf("`größe\n` = '1'")).toEqual([
    200,
    'no record has the field gr\\u00f6\\u00dfe\\u000a that the where clause names',
  ]);
  expect(await warningOf("title = 'x'")).toEqual([200, null]);
});

test('a record is read by its id, also without the name of a hub', async () => {
  const [first] = simulator.activecampaign.records('deals');
  const id = textOf(first?.['id'] as string);
  const where = new URLSearchParams({ where: `id = '${id}'` }).toString();
  const [listed] = (await api.call('GET', `/hubs/marketing/deals?${where}`, { element })).body as JsonRecord[];
  for (const path of [`/hubs/marketing/deals/${id}`, `/deals/${id}`]) {
    const found = await api.call('GET', path, { element });
    expect([found.status, found.body]).toEqual([200, listed]);
    expect(found.headers.get('elements-element-instance-id')).toMatch(/^\d+$/);
  }
  const missing = await api.call('GET', '/hubs/marketing/deals/987654', { element });
  expect([missing.status, missing.object['code'], missing.headers.get('elements-error')]).toEqual([
    404,
    'record.not_found',
    'record.not_found',
  ]);
});

test('a path that is not ours is that of a resource for the instance of an Element token alone', async () => {
  const deals = await api.call('GET', '/deals?pageSize=2', { element });
  expect([deals.status, deals.headers.get('elements-returned-count')]).toEqual([200, '2']);
  const unknown = await api.call('GET', '/dials?pageSize=2', { element });
  expect([unknown.status, unknown.object['code'], unknown.object['message']]).toEqual([
    404,
    'route.not_found',
    'There is no GET /elements/api-v2/dials; and ActiveCampaign has no resource /dials; it has /hubs/marketing/deals, /hubs/marketing/contacts.',
  ]);
  const without = await api.call('GET', '/deals');
  expect([without.status, without.object['message']]).toEqual([404, 'There is no GET /elements/api-v2/deals.']);
  expect((await api.call('POST', '/hubs/marketing/deals', { body: {} })).object).toMatchObject({
    code: 'route.not_found',
    message:
      'There is no POST /elements/api-v2/hubs/marketing/deals. Resources of hubs can be read: writing to the provider is not offered.',
  });
});

test('a disabled instance is refused', async () => {
  const id = (await api.call('GET', '/hubs/marketing/deals?pageSize=1', { element })).headers.get(
    'elements-element-instance-id',
  );
  await api.call('DELETE', `/instances/${textOf(id ?? '')}/enabled`);
  const refused = await api.call('GET', '/hubs/marketing/deals', { element });
  await api.call('PUT', `/instances/${textOf(id ?? '')}/enabled`);
  expect([refused.status, refused.object['code']]).toEqual([403, 'instance.disabled']);
});

test('a query that cannot be understood is refused with its fault', async () => {
  for (const query of ['where=title%20LIKE', 'pageSize=0', 'pageSize=10001', 'nextPage=nonsense', 'orderBy=,']) {
    const answer = await api.call('GET', `/hubs/marketing/deals?${query.toString()}`, { element });
    expect([answer.status, answer.object['code']]).toEqual([400, 'query.invalid']);
  }
});

test("a provider's refusal is told in its own words, and a request to wait with Retry-After", async () => {
  simulator.activecampaign.faults.add({ kind: 'status', status: 500, times: 1 });
  const refused = await api.call('GET', '/hubs/marketing/deals', { element });
  expect([refused.status, refused.object['code']]).toEqual([502, 'provider.refused']);
  simulator.activecampaign.faults.add({ kind: 'status', status: 429, retryAfter: 30, times: 1 });
  const throttled = await api.call('GET', '/hubs/marketing/deals', { element });
  expect([throttled.status, throttled.object['code']]).toEqual([429, 'provider.throttled']);
  expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(0);
});
