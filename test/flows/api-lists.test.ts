import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import { startTestApi, type TestApi, textOf } from '../kit/api.ts';
import { activecampaignBody, withConfiguration } from '../kit/document-bodies.ts';

let api: TestApi;
const names = ['Alpha', 'Beta 100%', 'Gamma', 'Delta_1', 'Epsilon'];

beforeAll(async () => {
  api = await startTestApi();
  for (const name of names) {
    const tags = ['all', name.length > 5 ? 'long' : 'short'];
    const body = withConfiguration(activecampaignBody, {
      'base.url': 'http://127.0.0.1:9',
      'event.notification.callback.url': '',
    });
    await api.call('POST', '/instances', { body: { ...body, name, tags } });
  }
});
afterAll(() => api.close());

const found = async (query: string) =>
  ((await api.call('GET', `/instances?${query.toString()}`)).body as JsonRecord[]).map(({ name }) => name);

test('without a search all instances are listed, in the order in which they were made', async () => {
  expect(await found('')).toEqual(names);
});

test('instances are found by part of their name, tag or connector in any case', async () => {
  expect(await found('searchText=LPH')).toEqual(['Alpha']);
  expect(await found('searchText=short')).toEqual(['Alpha', 'Gamma']);
  expect(await found('searchText=activecamp')).toEqual(names);
});

test('characters of search patterns are plain characters', async () => {
  expect(await found('searchText=%25')).toEqual(['Beta 100%']);
  expect(await found('searchText=_')).toEqual(['Delta_1']);
});

test('instances are found by all of the tags', async () => {
  expect(await found('tags[]=all')).toEqual(names);
  expect(await found('tags[]=all&tags[]=long')).toEqual(['Beta 100%', 'Delta_1', 'Epsilon']);
  expect(await found('tags%5B%5D=short')).toEqual(['Alpha', 'Gamma']);
});

test('a search that nothing matches is not found', async () => {
  for (const query of ['searchText=nothing', 'tags[]=nothing', 'tags[]=long&tags[]=short']) {
    const answer = await api.call('GET', `/instances?${query.toString()}`);
    expect([answer.status, answer.object['code']]).toEqual([404, 'instance.none_match']);
  }
});

test('pages follow each other to the last, each instance once', async () => {
  const seen: unknown[] = [];
  let nextPage: string | null = '';
  for (let page = 0; nextPage !== null; page++) {
    const answer = await api.call(
      'GET',
      `/instances?pageSize=2&${nextPage === '' ? '' : `nextPage=${encodeURIComponent(nextPage)}`}`,
    );
    expect(answer.headers.get('elements-total-count')).toBe('5');
    expect(answer.headers.get('elements-returned-count')).toBe(page === 2 ? '1' : '2');
    seen.push(...(answer.body as JsonRecord[]).map(({ name }) => name));
    nextPage = answer.headers.get('elements-next-page-token');
  }
  expect(seen).toEqual(names);
});

test('a page size or page token that is none is refused', async () => {
  expect((await api.call('GET', '/instances?pageSize=0')).object['message']).toContain(
    'pageSize: found "0"; allowed: at least 1.',
  );
  expect((await api.call('GET', '/instances?pageSize=many')).status).toBe(400);
  const token = await api.call('GET', '/instances?nextPage=nonsense');
  expect([token.status, token.object['code']]).toEqual([400, 'query.invalid']);
});

test('instances of one connector are listed at the connector', async () => {
  expect((await api.call('GET', '/elements/activecampaign/instances')).body).toHaveLength(5);
  expect((await api.call('GET', '/elements/acton/instances')).body).toEqual([]);
});

test('connectors are listed with their resources, by key and by id', async () => {
  const all = (await api.call('GET', '/elements')).body as JsonRecord[];
  const keys = all.map(({ key }) => textOf(key));
  expect(keys).toEqual(api.deps.catalog.shipped.map(({ key }) => key));
  const salesloft = all.find(({ key }) => key === 'salesloft');
  expect(salesloft?.['resources']).toContainEqual({
    method: 'GET',
    path: '/hubs/crm/contacts',
    vendorMethod: 'GET',
    vendorPath: '/v2/people.json',
    type: 'api',
  });
  const byKey = await api.call('GET', '/elements/salesloft');
  // Lists show the outline of resources.
  const { resources: outlines, ...shown } = salesloft ?? {};
  expect(byKey.object).toMatchObject({ ...shown, configuration: expect.any(Array) as unknown[] });
  for (const outline of outlines as JsonRecord[])
    expect(byKey.object['resources']).toContainEqual(expect.objectContaining(outline));
  expect((await api.call('GET', `/elements/${textOf(salesloft?.['id'])}`)).body).toEqual(byKey.body);
  expect((await api.call('GET', '/elements/keys')).object['salesloft']).toEqual({
    id: salesloft?.['id'],
    name: 'Salesloft',
  });
  expect((await api.call('GET', '/elements/nothing')).object['code']).toBe('connector.not_found');
});

test('the configuration entries of a connector have the form of the contract, its polling default included', async () => {
  const items = (await api.call('GET', '/elements/salesloft/configuration')).body as JsonRecord[];
  const poller = items.find(({ key }) => key === 'event.poller.configuration');
  expect(poller).toMatchObject({
    type: 'TEXTAREA',
    required: false,
    hideFromConsole: false,
    active: true,
    internal: false,
  });
  expect(JSON.parse(textOf(poller?.['defaultValue']))).toHaveProperty('contacts.idField', 'id');
  expect(items.find(({ key }) => key === 'oauth.api.secret')).toMatchObject({ type: 'PASSWORD', required: true });
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
});

test('a user logs in with the password and gets the secrets for all other calls', async () => {
  const logIn = (password: string, username = api.email) =>
    api.call('POST', '/authentication', { body: { username, password }, authorization: '' });
  for (const answer of [await logIn('wrong'), await logIn(api.password, 'nobody@example.com')]) {
    expect(answer.object).toMatchObject({
      code: 'authentication.refused',
      message: 'The username or the password is not right.',
    });
    expect(answer.status).toBe(401);
  }
  const session = await logIn(api.password, ` ${api.email.toUpperCase()} `);
  const secrets = await api.call('GET', '/authentication/secrets', {
    authorization: `Bearer ${textOf(session.object['token'])}`,
  });
  expect(secrets.body).toEqual({ userSecret: 'user-secret-of-ada', organizationSecret: 'organization-secret' });
  const { userSecret, organizationSecret } = secrets.object;
  const authorization = `user ${textOf(userSecret)},organization ${textOf(organizationSecret)}`;
  expect((await api.call('GET', '/instances', { authorization })).status).toBe(200);
  const wrong = await api.call('GET', '/authentication/secrets', { authorization: 'Bearer nothing' });
  expect([wrong.status, wrong.object['code']]).toEqual([401, 'authentication.refused']);
  expect((await api.call('GET', '/authentication/secrets')).object['code']).toBe('authentication.missing');
});

test('a viewer may read, without the tokens of instances, and nothing else', async () => {
  await api.db.updateTable('users').set({ role: 'viewer' }).execute();
  const listed = await api.call('GET', '/instances');
  const tokens = (listed.body as JsonRecord[]).map(({ token }) => token);
  expect([listed.status, new Set(tokens)]).toEqual([200, new Set(['********'])]);
  const answer = await api.call('POST', '/instances', { body: {} });
  expect([answer.status, answer.object['code']]).toEqual([403, 'access.denied']);
  await api.db.updateTable('users').set({ role: 'admin' }).execute();
});

test('the health of the server and the OpenAPI document are open to all', async () => {
  const health = await fetch(`${api.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const document = await api.call('GET', '/openapi.json', { authorization: '' });
  expect(document.object).toMatchObject({ openapi: '3.1.0' });
  expect(document.object['paths']).toHaveProperty(['/elements/api-v2/instances/{id}', 'patch', 'requestBody']);
});
