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

test('a query that cannot be understood is refused with its fault', async () => {
  for (const query of ['where=title%20LIKE', 'pageSize=0', 'nextPage=nonsense']) {
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
