import { expect, test } from 'vitest';
import { getWithToken, simulatorForTest } from './simulator-for-test.ts';

async function controlled() {
  const made = await simulatorForTest();
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${made.simulator.url}/_control${path}`, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { ...made, send };
}

test('the directory tells every address and credential', async () => {
  const { simulator, send } = await controlled();
  const { body } = await send('GET', '');
  expect(body['providers']).toMatchObject([
    { name: 'acton', baseUrl: simulator.acton.baseUrl, tokenUrl: simulator.acton.tokenUrl, clientId: 'actonclient' },
    { name: 'salesloft', authorizationUrl: `${simulator.url}/salesloft/oauth/authorize` },
    { name: 'infusionsoft', baseUrl: `${simulator.url}/infusionsoft/crm/rest/v1` },
    { name: 'activecampaign', baseUrl: `${simulator.url}/activecampaign/api/3`, apiKey: 'activecampaignkey' },
    { name: 'kinds', baseUrl: `${simulator.url}/kinds`, apiKey: 'kindskey' },
  ]);
});

test('records are created, changed, deleted and told over HTTP', async () => {
  const { send } = await controlled();
  const created = await send('POST', '/acton/records', { resource: 'l-0001', fields: { 'First Name': 'Pat' } });
  expect(created.body).toMatchObject({ type: 'CREATED', id: 'l-0001:0', record: { 'First Name': 'Pat' } });
  const updated = await send('PATCH', '/acton/records/l-0001%3A0', { fields: { Company: 'Moved' }, bump: false });
  expect(updated.body).toMatchObject({ type: 'UPDATED', updatedAt: created.body['updatedAt'] });
  expect((await send('GET', '/acton/records?resource=l-0001')).body['records']).toMatchObject([{ Company: 'Moved' }]);
  await send('DELETE', '/acton/records/l-0001:0');
  const history = await send('GET', '/acton/history?from=1');
  expect(history.body).toMatchObject({ changes: [{ type: 'UPDATED' }, { type: 'DELETED' }], next: 3 });
});

test('load and churn change many records at once', async () => {
  const { simulator, send } = await controlled();
  await send('POST', '/activecampaign/load', { count: 12, resource: 'contacts' });
  const churned = await send('POST', '/activecampaign/churn', {
    resource: 'contacts',
    creates: 1,
    updates: 4,
    deletes: 2,
  });
  expect(churned.body).toEqual({ changes: 19 });
  expect(simulator.activecampaign.records('contacts')).toHaveLength(11);
});

test('faults are set, listed and removed', async () => {
  const { simulator, send } = await controlled();
  const { salesloft } = simulator;
  const added = await send('POST', '/salesloft/faults', { kind: 'status', status: 503, times: 2 });
  expect((await getWithToken(salesloft, '/v2/people.json')).status).toBe(503);
  expect((await send('GET', '/salesloft/faults')).body['faults']).toMatchObject([
    { kind: 'status', hits: 1, times: 2 },
  ]);
  await send('DELETE', `/salesloft/faults/${String(added.body['id'])}`);
  expect((await getWithToken(salesloft, '/v2/people.json')).status).toBe(200);
  await send('POST', '/salesloft/faults', { kind: 'hang' });
  await send('DELETE', '/salesloft/faults');
  expect(salesloft.faults.list()).toEqual([]);
});

test('a pageShift is told as a change', async () => {
  const { simulator, send } = await controlled();
  const { salesloft } = simulator;
  salesloft.load(2);
  await send('POST', '/salesloft/faults', { kind: 'pageShift', change: { op: 'delete', id: 1 } });
  const first = await getWithToken<{ data: object[] }>(salesloft, '/v2/people.json');
  expect(first.body.data).toHaveLength(2);
  expect(salesloft.records()).toMatchObject([{ id: 2 }]);
});

test('limits, options, tokens, key, requests and reset', async () => {
  const { simulator, send } = await controlled();
  await send('PUT', '/activecampaign/limits', { requests: { limit: 1, perMs: 1000 } });
  await send('PUT', '/activecampaign/key', { apiKey: 'fresh' });
  const { baseUrl } = simulator.activecampaign;
  const get = () => fetch(`${baseUrl}/deals?limit=3`, { headers: { 'api-token': 'fresh' } });
  expect([(await get()).status, (await get()).status]).toEqual([200, 429]);
  const { body } = await send('GET', '/activecampaign/requests');
  expect(body).toMatchObject({ total: 2, byPath: { '/api/3/deals': 2 }, byStatus: { 200: 1, 429: 1 } });
  expect(body['last']).toMatchObject([{ query: { limit: '3' }, status: 200 }, { status: 429 }]);
  await send('DELETE', '/activecampaign/requests');
  expect(simulator.activecampaign.requests().total).toBe(0);
  expect((await send('PUT', '/infusionsoft/options', { appointmentDates: false })).body).toEqual({
    appointmentDates: false,
  });
  await send('PUT', '/acton/tokens', { accessTokenSeconds: 5 });
  const tokens = await send('POST', '/acton/tokens', {});
  expect(tokens.body).toMatchObject({ expires_in: 5 });
  await send('DELETE', '/acton/tokens/access');
  const after = await getWithToken(simulator.acton, '/api/1/list', String(tokens.body['access_token']));
  expect(after.status).toBe(401);
  await send('POST', '/reset');
  expect(simulator.activecampaign.apiKey).toBe('activecampaignkey');
});

test.each([
  ['POST', '/acton/records', { resource: 'nowhere' }, 'No collection nowhere'],
  ['POST', '/acton/records', { resource: 5 }, 'resource is 5; it must be text'],
  [
    'POST',
    '/acton/records',
    { resource: 'l-0001', color: 1 },
    'color is not known; allowed: number, createdAt, updatedAt',
  ],
  ['POST', '/acton/load', { count: -1 }, 'count is -1; it must be a whole number of 0 or more'],
  ['POST', '/acton/faults', { kind: 'earthquake' }, 'kind is "earthquake"; allowed: status, cut'],
  ['POST', '/acton/faults', { kind: 'status' }, 'status needs status'],
  ['POST', '/acton/faults', { kind: 'slow', ms: '5' }, 'slow: ms is "5"; it must be a number'],
  ['POST', '/acton/faults', { kind: 'hang', ms: 5 }, 'hang: ms is not known; allowed: kind, path, times, skip'],
  ['POST', '/acton/faults', { kind: 'cut', when: 'later' }, 'cut: when is "later"; allowed: before, middle'],
  ['POST', '/acton/faults', { kind: 'pageShift', change: { op: 'delete' } }, 'change must be {op: create'],
  ['PUT', '/acton/limits', { daily: 5 }, 'daily is not known; allowed: requests, authCalls'],
  ['PUT', '/acton/options', { colour: 'red' }, 'acton has no option colour; it has: dateHeaders'],
  ['PUT', '/infusionsoft/options', { appointmentDates: 'no' }, 'option appointmentDates must be a boolean'],
  ['PUT', '/salesloft/options', { timeZone: 'Mars/Base' }, 'Mars/Base'],
  ['DELETE', '/acton/faults/99', undefined, 'There is no fault 99.'],
  ['PUT', '/acton/key', { apiKey: 'x' }, 'acton uses OAuth, not a key.'],
  ['POST', '/acton/records', '{"broken', 'JSON'],
  ['POST', '/acton/records', [1], 'the body must be a JSON object'],
])('%s %s with %o is refused with a reason', async (method, path, sent, message) => {
  const { send } = await controlled();
  const { status, body } = await send(method, path, sent);
  expect(status).toBe(400);
  expect(body['message']).toContain(message);
});

test('unknown providers, actions and addresses are told with what there is', async () => {
  const { simulator, send } = await controlled();
  expect(await send('GET', '/hubspot')).toMatchObject({
    status: 404,
    body: { message: expect.stringContaining('salesloft') as string },
  });
  expect(await send('GET', '/acton/weather')).toMatchObject({ status: 404 });
  const nowhere = await fetch(`${simulator.url}/toString`);
  expect([nowhere.status, await nowhere.text()]).toEqual([404, expect.stringContaining('/acton')]);
  expect((await getWithToken(simulator.salesloft, '/v2/unknown.json')).status).toBe(404);
});
