import { expect, onTestFinished, test } from 'vitest';
import { hubDependencies } from '../../test/kit/hub-dependencies.ts';
import { answerJson, serve } from '../../test/kit/listen.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { hubRecord } from './hub-record.ts';
import { hubQuery } from './hub-query.ts';
import { planRecord } from './plan-record.ts';

const one = {
  request: { path: '/groups/{groupId}/members/{id}', query: { expand: '{expand}' }, headers: { 'X-One': '{id}' } },
  record: 'member',
};

interface Vendor {
  status?: number;
  answer: unknown;
}

async function setUp(resource: object, vendor: (url: URL) => Vendor) {
  const requests: string[] = [];
  const server = await serve((request, response) => {
    requests.push(`${request.url ?? ''} ${String(request.headers['x-one'] ?? '')}`.trim());
    const { status = 200, answer } = vendor(new URL(request.url ?? '', 'http://x'));
    answerJson(response, status, answer);
  });
  onTestFinished(() => server.close());
  const connector = testConnector({
    path: '/groups/{groupId}/members',
    parameters: { groupId: { configuration: ['group.id'] } },
    request: { path: '/groups/{groupId}/members', query: { archived: 'any' } },
    ...resource,
  });
  const configuration = { 'base.url': server.url, expand: 'all' };
  const read = async (path: string, query: Record<string, string> = {}) => {
    const plan = planRecord(connector, hubQuery(path, Object.entries(query)), configuration);
    if (!plan) throw new Error(`${path} is not a record`);
    return hubRecord(hubDependencies(), { organizationId: 1, instanceId: 1, connector, configuration }, plan);
  };
  return { read, requests };
}

test('a record is read by the request that the connector declares, with fields, and without nulls', async () => {
  const { read, requests } = await setUp({ one }, () => ({ answer: { member: { id: 'a/b', name: 'A', gone: null } } }));
  expect(await read('/hubs/any/groups/7/members/a%2Fb', { locale: 'de' })).toEqual({ id: 'a/b', name: 'A' });
  expect(await read('/groups/7/members/a%2Fb/', { fields: 'name' })).toEqual({ name: 'A' });
  expect(requests).toEqual([
    '/groups/7/members/a%2Fb?locale=de&expand=all a/b',
    '/groups/7/members/a%2Fb?expand=all a/b',
  ]);
});

test.each<[string, Vendor]>([
  ['a status that the connector names', { status: 410, answer: {} }],
  ['nothing where the record should be', { answer: { member: null } }],
])('%s means that there is no such record', async (_, answer) => {
  const { read } = await setUp({ one }, () => answer);
  await expect(read('/hubs/any/groups/7/members/5')).rejects.toMatchObject({
    code: 'record.not_found',
    message: 'Sample has no record "5" at /hubs/general/groups/{groupId}/members',
  });
});

test.each<[Vendor, string]>([
  [{ status: 500, answer: {} }, 'provider.refused'],
  [{ answer: { member: [1] } }, 'provider.malformed'],
])('the answer %j is a fault of the provider', async (answer, code) => {
  const { read } = await setUp({ one }, () => answer);
  await expect(read('/groups/7/members/5')).rejects.toMatchObject({ code });
});

const filtered = { where: { fields: { id: { operators: { '=': 'ids' } } } } };
const rows = [{ id: 5, name: 'five' }];

test('without such a request it is found by a filter on its id', async () => {
  const { read, requests } = await setUp(filtered, ({ searchParams }) => ({
    answer: { rows: rows.filter(({ id }) => String(id) === searchParams.get('ids')) },
  }));
  expect(await read('/groups/7/members/5')).toEqual(rows[0]);
  await expect(read('/groups/7/members/6')).rejects.toMatchObject({ code: 'record.not_found' });
  expect(requests).toEqual(['/groups/7/members?archived=any&ids=5', '/groups/7/members?archived=any&ids=6']);
});

test('a provider that ignores the filter is told from one that has no such record', async () => {
  const { read } = await setUp(filtered, () => ({ answer: { rows } }));
  await expect(read('/groups/7/members/6')).rejects.toThrow('the provider ignored the filter on id');
});

test.each([{}, { where: { otherwise: 'refuse' } }])(
  'without a filter by id it is refused, and the list is not read',
  async (resource) => {
    const { read, requests } = await setUp(resource, () => ({ answer: { rows } }));
    await expect(read('/groups/7/members/5')).rejects.toMatchObject({
      code: 'query.unsupported',
      message:
        'Sample cannot give single records of /hubs/general/groups/{groupId}/members: its connector declares neither a request for one nor a filter by id',
    });
    expect(requests).toEqual([]);
  },
);

test('what only a list can have is refused beside an id, and so is an id that is none', async () => {
  const { read, requests } = await setUp({ one }, () => ({ answer: {} }));
  for (const name of ['where', 'orderBy', 'page', 'pageSize', 'nextPage']) {
    await expect(read('/groups/7/members/5', { [name]: '1' })).rejects.toThrow(
      `${name}: found beside the id of a record`,
    );
  }
  await expect(read('/groups/7/members/{id}')).rejects.toThrow('found "{id}", allowed: the id of a record');
  await expect(read('/groups/7/members/%2E%2E')).rejects.toThrow('id: found "..", allowed: the id of a record');
  await expect(read('/groups/{groupId}/members/5')).rejects.toThrow('{groupId} has no value; set group.id');
  await expect(read('/groups/7/members/5', { expand: 'x' })).rejects.toThrow('expand: found as a parameter');
  expect(requests).toEqual([]);
});

test('a path that is a list is no record', () => {
  const connector = testConnector();
  for (const path of ['/hubs/any/rows', '/rows', '/', '/other/5', '/rows/5/notes'])
    expect(planRecord(connector, hubQuery(path, []), {})).toBeUndefined();
});
