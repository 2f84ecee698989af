import { expect, test } from 'vitest';
import type { KeyProvider } from '../provider.ts';
import { getJson, simulatorForTest } from '../simulator-for-test.ts';

interface Deals {
  deals: Record<string, unknown>[];
  contacts: Record<string, unknown>[];
  meta: { total: string };
}

function get(provider: KeyProvider, path: string) {
  return getJson<Deals>(`${provider.baseUrl}${path}`, { 'Api-Token': provider.apiKey });
}
const query = (params: Record<string, string>) => `?${new URLSearchParams(params).toString()}`;

test('the Api-Token header is needed, and a changed key kills the old one', async () => {
  const { simulator } = await simulatorForTest();
  const { activecampaign } = simulator;
  expect((await getJson(`${activecampaign.baseUrl}/deals`)).status).toBe(403);
  expect((await get(activecampaign, '/deals')).status).toBe(200);
  const oldKey = activecampaign.apiKey;
  activecampaign.changeApiKey('another');
  expect((await getJson(`${activecampaign.baseUrl}/deals`, { 'Api-Token': oldKey })).status).toBe(403);
  expect((await get(activecampaign, '/deals')).status).toBe(200);
});

test('pages hold 20 deals, at most 100, and the total is text', async () => {
  const { simulator } = await simulatorForTest();
  const { activecampaign } = simulator;
  activecampaign.load(130);
  const usual = await get(activecampaign, '/deals');
  expect(usual.body.deals).toHaveLength(20);
  expect(usual.body.meta.total).toBe('130');
  expect((await get(activecampaign, '/deals?limit=1000&offset=20')).body.deals).toHaveLength(100);
  expect((await get(activecampaign, '/deals?limit=100&offset=100')).body.deals).toHaveLength(30);
});

test('dates carry the Chicago offset of their season, and zero dates occur', async () => {
  const { simulator, clock } = await simulatorForTest('2026-01-15T12:00:00.700Z');
  const { activecampaign } = simulator;
  activecampaign.create('deals');
  activecampaign.create('deals');
  clock.advance(181 * 86_400_000);
  activecampaign.update(2);
  const { body } = await get(activecampaign, '/deals');
  expect(body.deals[0]).toMatchObject({ id: '1', mdate: '2026-01-15T06:00:00-06:00' });
  expect(body.deals[1]).toMatchObject({
    id: '2',
    cdate: '2026-01-15T06:00:00-06:00',
    mdate: '2026-07-15T07:00:00-05:00',
    edate: '0000-00-00 00:00:00',
  });
});

test('updated_after is a whole day of the account zone, that day included; updated_before leaves its day out', async () => {
  const { simulator } = await simulatorForTest();
  const { activecampaign } = simulator;
  const at = (iso: string) => ({
    createdAt: Date.parse('2026-02-01T00:00:00Z') * 1000,
    updatedAt: Date.parse(iso) * 1000,
  });
  activecampaign.create('deals', {}, at('2026-03-01T05:59:59Z'));
  activecampaign.create('deals', {}, at('2026-03-01T06:00:00Z'));
  activecampaign.create('deals', {}, at('2026-03-02T05:59:59Z'));
  activecampaign.create('deals', {}, at('2026-03-02T06:00:00Z'));
  const ids = async (params: Record<string, string>) =>
    (await get(activecampaign, `/deals${query(params)}`)).body.deals.map(({ id }) => id);
  expect(await ids({ 'filters[updated_after]': '2026-03-01' })).toEqual(['2', '3', '4']);
  expect(await ids({ 'filters[updated_after]': '2026-03-01T23:00:00-06:00' })).toEqual(['2', '3', '4']);
  expect(await ids({ 'filters[updated_before]': '2026-03-02' })).toEqual(['1', '2', '3']);
  expect(await ids({ 'filters[updated_after]': '2026-03-01', 'filters[updated_before]': '2026-03-02' })).toEqual([
    '2',
    '3',
  ]);
  expect(await ids({ 'filters[created_after]': '2026-02-01' })).toEqual([]);
  expect(await ids({ 'filters[created_after]': '2026-01-31' })).toEqual(['1', '2', '3', '4']);
  expect((await get(activecampaign, `/deals${query({ 'filters[updated_after]': 'today' })}`)).status).toBe(422);
});

test('deals cannot be ordered by mdate: asking for it changes nothing', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { activecampaign } = simulator;
  activecampaign.load(3);
  clock.advance(5000);
  activecampaign.update(1);
  const ids = async (params: Record<string, string>) =>
    (await get(activecampaign, `/deals${query(params)}`)).body.deals.map(({ id }) => id);
  expect(await ids({ 'orders[mdate]': 'DESC' })).toEqual(['1', '2', '3']);
  expect(await ids({ 'orders[cdate]': 'DESC' })).toEqual(['3', '2', '1']);
});

test('disabled deals become stubs without dates when the option is on', async () => {
  const { simulator } = await simulatorForTest();
  const { activecampaign } = simulator;
  activecampaign.create('deals', { title: 'Demo Requested', isDisabled: 1 });
  expect((await get(activecampaign, '/deals')).body.deals[0]).toHaveProperty('mdate');
  activecampaign.setOptions({ disabledDealsAsStubs: true });
  expect((await get(activecampaign, '/deals')).body.deals).toEqual([
    { id: '1', isDisabled: 1, title: 'Demo Requested' },
  ]);
});

test('contacts have udate and can be walked by id_greater', async () => {
  const { simulator } = await simulatorForTest();
  const { activecampaign } = simulator;
  activecampaign.load(150, { resource: 'contacts' });
  const params = query({ 'orders[id]': 'ASC', id_greater: '140', limit: '100' });
  const { body } = await get(activecampaign, `/contacts${params}`);
  expect(body.contacts.map(({ id }) => Number(id))).toEqual([141, 142, 143, 144, 145, 146, 147, 148, 149, 150]);
  expect(body.contacts[0]).toMatchObject({ udate: '2026-03-02T09:00:00-06:00', bounced_date: '0000-00-00' });
});

test('the limit of 5 a second is told in headers and answers 429 with Retry-After when it is enforced', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { activecampaign } = simulator;
  activecampaign.setLimits({ requests: 'vendor' });
  const first = await get(activecampaign, '/deals');
  expect([first.headers.get('ratelimit-limit'), first.headers.get('ratelimit-remaining')]).toEqual(['5', '4']);
  for (let count = 0; count < 4; count++) await get(activecampaign, '/deals');
  const limited = await get(activecampaign, '/deals');
  expect(limited.status).toBe(429);
  expect(limited.headers.get('retry-after')).toBe('1');
  clock.advance(1000);
  expect((await get(activecampaign, '/deals')).status).toBe(200);
});
