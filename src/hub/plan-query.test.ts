import { describe, expect, test } from 'vitest';
import { printWhere } from '../lib/where/print-where.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { fillPlan, planQuery } from './plan-query.ts';
import type { QueryPlan } from './query-plan.ts';

const filterable = {
  where: {
    fields: {
      updated: {
        operators: { '>=': 'since', '<=': 'until' },
        value: { pattern: "yyyy-MM-dd'T'HH:mm:ss'Z'", marginSeconds: 0 },
      },
      day: {
        operators: { '>=': 'from', '<': 'to' },
        value: { pattern: 'yyyy-MM-dd', marginSeconds: 86400 },
        refine: true,
      },
      changed_after: {
        operators: { '=': 'after' },
        bound: 'lower',
        value: { pattern: 'milliseconds' },
        recordField: 'changed',
        refine: true,
      },
      name: { operators: { '=': 'name', LIKE: 'search', IN: 'names' } },
      kind: { operators: { '=': 'kind' }, recordField: 'none', refine: true },
    },
  },
};
const sampleQuery = (where: string, rules: object = {}): QueryPlan => {
  const connector = testConnector({ where: { ...filterable.where, ...rules } });
  return planQuery(connector, { path: '/rows', where, passedOn: {} }, {});
};
const asked = ({ vendorQuery }: QueryPlan) => Object.fromEntries(vendorQuery);
const left = ({ filter, refine }: QueryPlan) => [filter && printWhere(filter), refine && printWhere(refine)];

describe('a where clause', () => {
  test.each<[string, Record<string, string>, string | undefined, string | undefined]>([
    ["updated>='2020-01-01T10:00:00.5+02:00'", { since: '2020-01-01T08:00:00Z' }, undefined, undefined],
    ['updated>=1577865600500', { since: '2020-01-01T08:00:00Z' }, undefined, undefined],
    ["updated<='2020-01-01T08:00:00.5Z'", { until: '2020-01-01T08:00:01Z' }, undefined, undefined],
    [
      "updated>'2020-01-01T08:00:00Z'",
      { since: '2020-01-01T08:00:00Z' },
      undefined,
      "updated > '2020-01-01T08:00:00Z'",
    ],
    ['day>=2020-01-02T08:00:00Z', { from: '2020-01-01' }, undefined, 'day >= 2020-01-02T08:00:00Z'],
    ['day<2020-01-02T08:00:00Z', { to: '2020-01-04' }, undefined, 'day < 2020-01-02T08:00:00Z'],
    [
      "changed_after='2020-01-01T00:00:00Z'",
      { after: '1577836800000' },
      undefined,
      "changed >= '2020-01-01T00:00:00Z'",
    ],
    ["name='a' and size>3 and name='b'", { name: 'a' }, "size > 3 AND name = 'b'", undefined],
    ["name LIKE 'a%'", { search: 'a%' }, undefined, undefined],
    ["name IN ('a','b')", { names: 'a,b' }, undefined, undefined],
    ["kind='x'", { kind: 'x' }, undefined, undefined],
    ["name='a' or name='b'", {}, "name = 'a' OR name = 'b'", undefined],
    ["NOT name='a'", {}, "NOT name = 'a'", undefined],
    ['name IS NULL', {}, 'name IS NULL', undefined],
  ])('%s becomes %j, filtered here by %s and again by %s', (where, parameters, filter, refine) => {
    const plan = sampleQuery(where);
    expect(asked(plan)).toEqual(parameters);
    expect(left(plan)).toEqual([filter, refine]);
  });
});

describe('a where clause, as the connector has it,', () => {
  test('with OR becomes parameters where the connector says how', () => {
    const plan = sampleQuery("updated>='2020-01-01T00:00:00Z' or name='a'", { or: 'or[{index}][{parameter}]' });
    expect(asked(plan)).toEqual({ 'or[0][since]': '2020-01-01T00:00:00Z', 'or[1][name]': 'a' });
    expect(plan.bounds).toEqual([]);
  });

  test('with OR is filtered again as a whole when the vendor filters one alternative more coarsely', () => {
    const plan = sampleQuery("changed_after='2020-01-01T00:00:00Z' or name='a'", { or: '{index}.{parameter}' });
    expect(left(plan)).toEqual([undefined, "changed >= '2020-01-01T00:00:00Z' OR name = 'a'"]);
  });

  test('is asked for under the names of the template', () => {
    expect(asked(sampleQuery("name='a'", { parameter: 'filter[{parameter}]' }))).toEqual({ 'filter[name]': 'a' });
  });

  test('on any other field is asked for by the rule for any field', () => {
    const fields = {
      ...filterable.where.fields,
      '*': { operators: { '=': '[{field}][_eq]', '>=': '[{field}][_gte]' } },
    };
    const plan = sampleQuery("size>3 and `$&`='a' and name='b' and size<9", { fields });
    expect(asked(plan)).toEqual({ '[size][_gte]': '3', '[$&][_eq]': 'a', name: 'b' });
    expect(left(plan)).toEqual(['size < 9', 'size > 3']);
  });

  test('that the vendor cannot filter by is refused where the connector says so', () => {
    expect(() => sampleQuery("size > 3 and name='a'", { otherwise: 'refuse' })).toThrow(
      'where: the provider cannot filter by size > 3; allowed: updated (>= <=), day (>= <), changed_after (=), name (= LIKE IN), kind (=)',
    );
  });

  test('with a date that is none is refused', () => {
    expect(() => sampleQuery("updated>='yesterday'")).toThrow(
      'where: updated: found "yesterday", allowed: an ISO date',
    );
  });

  test('that is broken is refused with the place', () => {
    expect(() => sampleQuery('updated >')).toThrow('at position 10 of the where clause, found the end');
  });
});

describe('a hub path', () => {
  const nested = testConnector(
    {},
    {
      resources: {
        groups: { path: '/groups', request: { path: '/g' }, records: { list: '' }, paging: { kind: 'none' } },
        special: {
          path: '/groups/special/members',
          request: { path: '/s' },
          records: { list: '' },
          paging: { kind: 'none' },
        },
        members: {
          path: '/groups/{groupId}/members',
          parameters: { groupId: { configuration: ['group.id', 'groupId'], from: 'groups', field: 'key' } },
          request: { path: '/g/{groupId}/m' },
          records: { list: '' },
          paging: { kind: 'none' },
        },
      },
    },
  );

  test.each(['/hubs/general/groups', '/hubs/other/groups', '/groups', '/groups/'])(
    '%s finds the resource whatever the hub is called',
    (path) => {
      expect(planQuery(nested, path, {}).resourceName).toBe('groups');
    },
  );

  test('with a literal id fills the parameter, encoded', () => {
    const plan = planQuery(nested, '/hubs/general/groups/a%2Fb:1/members', { 'group.id': 'c' });
    expect(plan.url).toBe('https://sample.example/g/a%2Fb%3A1/m');
    expect(plan.parameters).toEqual({ groupId: 'a/b:1' });
  });

  test('without an id takes it from the configuration', () => {
    const path = '/hubs/general/groups/{groupId}/members';
    expect(planQuery(nested, path, { 'group.id': 'null', groupId: 'c' }).url).toBe('https://sample.example/g/c/m');
  });

  test('without any id says where values come from and is filled later', () => {
    const plan = planQuery(nested, '/groups/{groupId}/members', {});
    expect(plan.unfilled).toEqual([
      { name: 'groupId', configuration: ['group.id', 'groupId'], from: 'groups', field: 'key' },
    ]);
    expect(fillPlan(plan, { groupId: 'd e' })).toMatchObject({ url: 'https://sample.example/g/d%20e/m', unfilled: [] });
  });

  test('prefers the resource that is named literally', () => {
    expect(planQuery(nested, '/groups/special/members', {}).resourceName).toBe('special');
  });

  test.each(['/groups/%2E%2E/members', '/groups/./members'])(
    '%s cannot reach another resource of the vendor',
    (path) => {
      expect(() => planQuery(nested, path, {})).toThrow('allowed: the id of a record');
    },
  );

  test('that is not there is refused with those that are', () => {
    expect(() => planQuery(nested, '/hubs/general/people', {})).toThrow(
      'Sample has no resource /hubs/general/people; it has /hubs/general/groups, /hubs/general/groups/special/members, /hubs/general/groups/{groupId}/members',
    );
  });
});

const keyset = { kind: 'keyset', field: 'updated', parameter: 'since', page: 'p', pageSize: 's', maxPageSize: 50 };

describe('a plan', () => {
  const connector = testConnector({
    request: { path: '/rows', query: { sort: 'updated', team: '{team.id}' } },
    orderBy: { updated: { asc: { sort: 'updated' }, desc: { sort: '-updated' } } },
    polling: { order: 'updatedAscending' },
    paging: keyset,
  });
  const configuration = { 'team.id': '7', 'base.url': 'https://eu.sample.example/' };

  test('fills templates and takes the base URL from the configuration', () => {
    const plan = planQuery(connector, '/rows?extra=1', configuration);
    expect(plan.url).toBe('https://eu.sample.example/rows');
    expect(asked(plan)).toEqual({ sort: 'updated', team: '7', extra: '1' });
    expect([plan.order, plan.pageSize]).toEqual(['updatedAscending', 50]);
  });

  test.each(['updated desc', '!updated'])(
    'with orderBy=%s is paged by number, as the keyset needs its own order',
    (orderBy) => {
      const plan = planQuery(connector, { path: '/rows', orderBy, passedOn: {} }, configuration);
      expect(asked(plan)).toMatchObject({ sort: '-updated' });
      expect([plan.paging.kind, plan.order, plan.orderBy]).toEqual([
        'page',
        'none',
        { field: 'updated', direction: 'desc' },
      ]);
    },
  );

  test('needs the entries that its templates name', () => {
    expect(() => planQuery(connector, '/rows', {})).toThrow(
      'the query team needs the configuration entry team.id, which is not set',
    );
  });

  test('refuses an order that the vendor does not have', () => {
    const orderBy = 'name asc';
    expect(() => planQuery(connector, { path: '/rows', orderBy, passedOn: {} }, configuration)).toThrow(
      'orderBy: the provider cannot sort by name asc; allowed: updated asc, updated desc',
    );
  });

  test('a base URL that begins with an entry is what that entry holds, which has to be an address', () => {
    const connector = testConnector({}, { baseUrl: '{store.url}/v3' });
    const plan = planQuery(connector, '/rows', { 'store.url': 'https://acme.example' });
    expect(plan.url).toBe('https://acme.example/v3/rows');
    expect(() => planQuery(connector, '/rows', { 'store.url': 'acme' })).toThrow(
      'base.url is {store.url}/v3: found "acme/v3"; allowed: an http(s) URL',
    );
  });

  test('needs a base URL', () => {
    expect(() => planQuery(testConnector({}, { baseUrl: '' }), '/rows', { 'base.url': '' })).toThrow(
      'base.url is not set',
    );
  });
});

describe('a plan, as the connector sorts and names its parameters,', () => {
  test('with a second field to sort by is paged by number too', () => {
    const sortable = testConnector({
      paging: keyset,
      orderBy: { updated: { asc: { sort: 'updated' } }, id: { asc: { and: 'id' } } },
    });
    const kindOf = (orderBy: string) => planQuery(sortable, { path: '/rows', orderBy, passedOn: {} }, {}).paging.kind;
    expect(['updated', 'updated, id'].map(kindOf)).toEqual(['keyset', 'page']);
  });

  test.each<[string, { where?: string; authentication?: object }]>([
    ['sort', {}],
    ['p', {}],
    ['since', {}],
    ['name', { where: "name='a'" }],
    ['key', { authentication: { type: 'apiKey', configurationKey: 'k', in: 'query', name: 'key' } }],
  ])('refuses to pass on %s, which its connector sets itself', (parameter, { where, ...rules }) => {
    const own = testConnector(
      {
        request: { path: '/rows', query: { sort: 'updated' } },
        paging: keyset,
        where: { fields: { name: { operators: { '=': 'name' } } } },
      },
      rules,
    );
    const ask = (passedOn: Record<string, string>) =>
      planQuery(own, { path: '/rows', passedOn, ...(where === undefined ? {} : { where }) }, {});
    expect(() => ask({ [parameter]: 'x' })).toThrow(
      `${parameter}: found as a parameter that is passed on to Sample, but its connector sets it in this query`,
    );
    expect(asked(ask({ other: 'x' }))).toMatchObject({ other: 'x' });
  });

  test('lets a query replace what it names in passOn, and nothing that paging or an order needs', () => {
    const request = { path: '/rows', query: { sort: 'id', fixed: '1', limit: '{pageSize}' } };
    const orderBy = { id: { asc: { sort: 'id' } } };
    const own = testConnector({ request, orderBy, passOn: { sort: 'sort', limit: 'limit' } });
    expect(asked(planQuery(own, '/rows', {}))).toMatchObject({ sort: 'id', fixed: '1' });
    expect(asked(planQuery(own, '/rows?sort=-made', {}))).toMatchObject({ sort: '-made', fixed: '1' });
    for (const query of ['fixed=2', 'limit=9', 'orderBy=id&sort=-made'])
      expect(() => planQuery(own, `/rows?${query}`, {})).toThrow('but its connector sets it in this query');
  });

  test('passes on the parameter of a filter that the query does not use', () => {
    const where = { fields: { name: { operators: { '=': 'name' } } } };
    expect(asked(planQuery(testConnector({ where }), '/rows?name=a', {}))).toEqual({ name: 'a' });
  });
});

describe('a condition on a field that the connector does not name', () => {
  const anyField = (place: 'query' | 'header' | 'body') => ({
    where: { fields: { '*': { in: place, operators: { '=': '{field}' } }, format: { operators: { '=': 'format' } } } },
  });

  test('does not replace a query parameter of the request; one that it names may', () => {
    const connector = testConnector({
      request: { path: '/rows', query: { tenant: '5', format: 'full' } },
      ...anyField('query'),
    });
    const plan = planQuery(connector, "/rows?where=tenant='6' and format='short' and owner='7'", {});
    expect(asked(plan)).toEqual({ tenant: '5', format: 'short', owner: '7' });
    expect(left(plan)).toEqual(["tenant = '6'", undefined]);
  });

  test('does not replace a header of the request, of its credentials or of the connection', () => {
    const headers = { 'X-Tenant': '5' };
    const connector = testConnector({ request: { path: '/rows', headers }, ...anyField('header') });
    const plan = planQuery(connector, "/rows?where=x-tenant='6' and x-key='k' and host='evil' and owner='7'", {});
    expect(plan.headers).toEqual({ accept: 'application/json', 'x-tenant': '5', owner: '7' });
    expect(left(plan)[0]).toBe("x-tenant = '6' AND x-key = 'k' AND host = 'evil'");
  });

  test('replaces nothing in the body of the request, and adds to it', () => {
    const request = { method: 'POST', path: '/rows', body: { filter: { tenant: '5' }, more: {} } };
    const connector = testConnector({ request, ...anyField('body') });
    const fixed = "filter='a' and filter.tenant='6' and filter.tenant.id='6'";
    const plan = planQuery(connector, `/rows?where=${fixed} and filter.owner='7' and more.x='1'`, {});
    expect(plan.bodyConditions.map(({ path }) => path)).toEqual(['filter.owner', 'more.x']);
  });
});
