import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFolder } from '../../src/commands/check/check-folder.ts';
import { printReport } from '../../src/commands/check/print-report.ts';
import { useLaboratory } from '../kit/laboratory.ts';
import {
  order,
  shopPoll,
  shopWebhooks,
  shopWithWebhooksYaml,
  shopYaml,
  writeShop,
  type ShopFiles,
} from '../kit/shop-connector.ts';

const catalogue = join(import.meta.dirname, '..', '..', 'connectors');
const laboratory = useLaboratory();

describe('the catalogue', () => {
  test.concurrent.each(readdirSync(catalogue).toSorted())('%s passes the check', async (key) => {
    const report = await checkFolder(laboratory(), join(catalogue, key));
    expect(report.faults).toEqual([]);
    expect(report.fixtures.length).toBeGreaterThan(0);
  });
});

const faultsOf = async (files: ShopFiles): Promise<string> =>
  (await checkFolder(laboratory(), await writeShop(files))).faults.join('\n');

const withYaml = (from: string, to: string): ShopFiles => {
  if (!shopYaml.includes(from)) throw new Error(`The connector has no ${from}.`);
  return { yaml: shopYaml.replace(from, to) };
};

const withPoll = (changes: Partial<typeof shopPoll>): ShopFiles => ({
  fixtures: { orders: { ...shopPoll, ...changes } },
});

const [first, second] = shopPoll.exchanges as [(typeof shopPoll.exchanges)[0], (typeof shopPoll.exchanges)[0]];

describe('connector check', () => {
  test('a connector that is right is told with what a reviewer needs', async () => {
    const report = await checkFolder(laboratory(), await writeShop());
    expect(report).toMatchObject({
      passed: true,
      faults: [],
      summary: {
        hub: 'ecommerce',
        limits: '2 in 1 s',
        resources: [{ name: 'orders', paging: 'offset', filters: ['updated >='] }],
      },
      doubtful: [{ line: 21, text: 'whether the bound is included' }],
      fixtures: [{ name: 'orders', kind: 'poll', passed: true }],
    });
    // Seven faults each for the first and the last answer, and one for all of them.
    expect(report.fixtures[0]?.faultsTried).toBeGreaterThanOrEqual(15);
    const page = printReport(report);
    expect(page).toContain('orders  /orders  (polled; 1 poll fixture, 0 query fixtures)');
    expect(page).toContain('doubtful, connector.yaml line 21: whether the bound is included');
  });

  test.each<[string, ShopFiles, string]>([
    [
      'a word that the format does not have',
      withYaml('baseUrl:', 'basUrl:'),
      'connector.yaml: the document: unknown key "basUrl"',
    ],
    ['no fixture', { fixtures: {} }, 'fixtures: none of the resource orders'],
    ['a fixture that is not JSON', { fixtures: { orders: '{' } }, 'fixtures/orders.json: not JSON'],
    ['a fixture of neither kind', { fixtures: { orders: {} } }, 'fixtures/orders.json: is neither a poll'],
    [
      'a fixture of another resource',
      { fixtures: { orders: shopPoll, carts: { query: '/hubs/ecommerce/orders', exchanges: [], records: [] } } },
      'fixtures/carts.json: exchanges: found []',
    ],
    ['a poll that is not declared', withPoll({ poll: 'carts' }), 'poll: found "carts", allowed: orders'],
    [
      'another request',
      withYaml("'>=': since", "'>=': after"),
      `exchange 1 is another request than told
  told: GET /v1/orders?sort=updated&since=2026-01-01T00:00:00Z&offset=0&limit=2
  made: GET /v1/orders?sort=updated&after=2026-01-01T00:00:00Z&offset=0&limit=2
  parameter since: "2026-01-01T00:00:00Z" told, none made
  parameter after: none told, "2026-01-01T00:00:00Z" made`,
    ],
    [
      'a request too many',
      withPoll({ exchanges: [first] }),
      'a request beyond the 1 of the fixture: GET /v1/orders?sort=updated&since=2026-01-01T00:00:00Z&offset=2&limit=2',
    ],
    [
      'a request that is not made',
      withPoll({ exchanges: [{ ...first, answer: { body: { orders: [order(1, '2026-01-01T08:00:00Z')] } } }, second] }),
      'exchange 2 was not asked for',
    ],
    [
      'an event that does not come',
      withPoll({ events: [...shopPoll.events, { eventType: 'CREATED', objectId: '4', date: '2026-01-01T10:00:00Z' }] }),
      'an event is missing: CREATED 4 2026-01-01T10:00:00Z',
    ],
    [
      'an event of another date',
      withPoll({ events: [{ eventType: 'CREATED', objectId: '1', date: '2026-01-01T08:00:01Z' }] }),
      'an event too many: CREATED 1 2026-01-01T08:00:00Z',
    ],
    [
      'an order that the rows do not follow',
      withYaml('order: updatedAscending', 'order: updatedDescending'),
      'polling.order: found rows of another order than updatedDescending: 2026-01-01T09:00:00Z after 2026-01-01T08:00:00Z',
    ],
    [
      'a date field that no record has',
      {
        ...withYaml('updatedDateField: updated', 'updatedDateField: changed_at'),
        fixtures: {
          orders: { ...shopPoll, events: ['1', '3'].map((objectId) => ({ eventType: 'CREATED', objectId })) },
        },
      },
      'events.polling.configuration.orders.datesConfiguration.updatedDateField: no record of the fixtures has a date in changed_at',
    ],
    [
      'polls that tell nothing',
      withPoll({ exchanges: [{ ...first, answer: { body: { orders: [] } } }], events: [] }),
      'fixtures: none that polls orders tells an event',
    ],
    [
      'records in another place',
      withYaml('list: orders', 'list: rows'),
      'the poll ended as failed: provider.malformed',
    ],
    [
      'a status for "wait" that means: end of the list',
      withYaml('maxPageSize: 2,', 'maxPageSize: 2, endStatuses: [500],'),
      'status 500 (exchange 2): the poll did not notice it; expected provider.refused',
    ],
  ])('%s is found', async (_what, files, fault) => {
    expect(await faultsOf(files)).toContain(fault);
  });

  test('a fixture that cannot be read does not count as missing', async () => {
    expect(await faultsOf({ fixtures: { orders: '{' } })).not.toContain('fixtures: none');
  });

  test('an id that a connector in a folder beside it has is found', async () => {
    const folder = await writeShop();
    const sibling = join(dirname(folder), 'atoll');
    await mkdir(sibling);
    await writeFile(join(sibling, 'connector.yaml'), 'id: 7\n');
    const { faults } = await checkFolder(laboratory(), folder);
    expect(faults).toEqual(['id: found 7, which is the id of the connector in atoll beside it']);
  });

  test('what a connector does not say is found, all of it at once', async () => {
    const yaml = [
      'settleSeconds: 60, ',
      'rateLimit:\n  limits: [{ requests: 2, seconds: 1 }]\n',
      '        idField: id\n',
    ].reduce((text, part) => text.replace(part, ''), shopYaml);
    const faults = await faultsOf({ yaml, readme: undefined });
    expect(faults).toContain('README.md: missing');
    expect(faults).toContain('resources.orders.polling.settleSeconds: missing');
    expect(faults).toContain('rateLimit: missing');
    expect(faults).toContain('events.polling.configuration.orders.idField: missing');
    expect(await faultsOf({ readme: '# Shop\n', fixtures: {} })).toContain('README.md: has no section on setting up');
  });

  test('credentials that are not where they are declared to be are found', async () => {
    const files = withYaml('key: shop\n', 'key: shop\nheaders: { x-key: another }\n');
    expect(await faultsOf(files)).toBe(
      'fixtures/orders.json: credentials: header X-Key must be "check-api-key", made: "another, check-api-key"',
    );
  });

  test('a query is compared record by record, without null fields being left out', async () => {
    const exchanges = [
      {
        request: { url: '/v1/orders?sort=updated&offset=0&limit=2' },
        answer: { body: { orders: [{ id: 1, note: null }] } },
      },
    ];
    const query = { query: '/hubs/ecommerce/orders?pageSize=2', exchanges, records: [{ id: 1, note: null }] };
    expect(await faultsOf({ fixtures: { orders: shopPoll, 'orders.query': query } })).toBe('');
    const one = {
      query: '/hubs/ecommerce/orders/4711',
      exchanges: [{ request: { url: '/v1/orders/4711' }, answer: { body: { id: 4711, total: null } } }],
      records: { id: 4711, total: null },
    };
    const single = withYaml('    polling: {', "    one: { request: { path: '/orders/{id}' } }\n    polling: {");
    expect(await faultsOf({ ...single, fixtures: { orders: shopPoll, 'orders.one': one } })).toBe('');
    const other = { ...query, records: [{ id: 1, note: 'none' }] };
    expect(await faultsOf({ fixtures: { orders: shopPoll, 'orders.query': other } })).toBe(
      'fixtures/orders.query.json: record 1 is another than told\n  note: "none" told, null read',
    );
  });

  test('what the token endpoint and the steps of the connect tell is captured, and used in requests', async () => {
    const authentication =
      'type: oauth2, tokenUrl: "https://shop.example/token", authorizationUrl: "https://shop.example/a", capture: { token: { base.url: api.url } }';
    const step = '{ request: { path: /tenants }, capture: { tenant.id: "[0].tenantId" } }';
    const validate = '{ request: { path: /me }, successWhen: { path: ok, equals: true } }';
    const yaml = shopYaml
      .replace('type: apiKey, configurationKey: api.key, name: X-Key', authentication)
      .replace('query: { sort: updated } }', 'query: { sort: updated }, headers: { X-Tenant: "{tenant.id}" } }')
      .replace('rateLimit:', `lifecycle: { connect: [${step}], validate: ${validate} }\nrateLimit:`);
    const { answer } = first;
    const request = { url: first.request.url, headers: { 'X-Tenant': 'check-tenant-id' } };
    const exchanges = [{ request, answer: { body: { orders: answer.body.orders.slice(0, 1) } } }];
    const configuration = { 'base.url': 'https://eu.shop.example/v1' };
    const orders = { ...shopPoll, configuration, exchanges, events: shopPoll.events.slice(0, 1) };
    expect(await faultsOf({ yaml, fixtures: { orders } })).toBe('');
  });

  test('an entry that is not told has its default value, also where tokens are asked for', async () => {
    const authentication = 'type: oauth2, grant: clientCredentials, tokenUrl: "https://shop.example/{tenant.id}/token"';
    const entry = '{ key: tenant.id, name: Tenant, type: TEXTFIELD_32, required: true, defaultValue: common }';
    const yaml = shopYaml
      .replace('type: apiKey, configurationKey: api.key, name: X-Key', authentication)
      .replace('configuration:\n', `configuration:\n  - ${entry}\n`);
    expect(await faultsOf({ yaml })).toBe('');
  });

  test('a list whose pages are read twice survives the faults of a page that is the same as one before', async () => {
    const yaml = shopYaml.replace(
      '{ kind: offset, offset: offset, limit: limit, maxPageSize: 2, rowOverlap: 0 }',
      '{ kind: page, page: page, firstPage: 1, pageSize: limit, maxPageSize: 2 }',
    );
    const exchanges = [first, second, first].map(({ answer }, index) => {
      const url = `/v1/orders?sort=updated&since=2026-01-01T00:00:00Z&page=${[1, 2, 1][index]}&limit=2`;
      return { request: { url }, answer };
    });
    expect(await faultsOf({ yaml, fixtures: { orders: { ...shopPoll, exchanges } } })).toBe('');
  });

  test('a resource that fans out over change feeds survives what befalls one of them', async () => {
    const shops = [
      '  shops:',
      '    path: /shops',
      '    request: { path: /shops }',
      '    records: { list: shops }',
      '    paging: { kind: none }',
      '    polling: { settleSeconds: 60 }',
    ].join('\n');
    const feed =
      '{ kind: feed, cursor: next, parameter: cursor, more: { path: more, equals: true }, expired: [{ status: 410 }] }';
    const yaml = shopYaml
      .replace('resources:\n', `resources:\n${shops}\n`)
      .replace(
        'path: /orders\n    request: { path: /orders, query: { sort: updated } }',
        'path: /shops/{shopId}/orders\n    parameters: { shopId: { from: shops } }\n    request: { path: "/shops/{shopId}/orders" }',
      )
      .replace('{ kind: offset, offset: offset, limit: limit, maxPageSize: 2, rowOverlap: 0 }', feed)
      .replace(/    where:\n      fields:\n.*\n/, '')
      .replace(/url: .*/, 'url: "/hubs/ecommerce/shops/{shopId}/orders"');
    const of = (shop: string, id: number) => ({
      request: { url: `/v1/shops/${shop}/orders` },
      answer: { body: { orders: [order(id, `2026-01-01T0${id}:00:00Z`)], next: `${shop}-1` } },
    });
    const exchanges = [
      { request: { url: '/v1/shops' }, answer: { body: { shops: [{ id: 'a' }, { id: 'b' }] } } },
      of('a', 1),
      of('b', 2),
    ];
    const events = [1, 2].map((id) => ({ eventType: 'CREATED', objectId: String(id) }));
    const query = {
      query: '/hubs/ecommerce/shops',
      exchanges: exchanges.slice(0, 1),
      records: [{ id: 'a' }, { id: 'b' }],
    };
    const fixtures = { orders: { ...shopPoll, exchanges, events }, shops: query };
    expect(await faultsOf({ yaml, fixtures })).toBe('');
  });

  test.each([
    [
      'oauth2',
      'type: oauth2, tokenUrl: "https://shop.example/token", authorizationUrl: "https://shop.example/authorize"',
    ],
    ['oauth2 for the client itself', 'type: oauth2, grant: clientCredentials, tokenUrl: "https://shop.example/token"'],
    ['basic', "type: basic, username: '{api.key}', password: X"],
    ['bearer', 'type: bearer, configurationKey: api.key'],
    [
      'a session',
      'type: session, request: { url: "{base.url}/login" }, token: data.session, placement: { name: x-session, prefix: "" }',
    ],
    ['a JWT', 'type: jwt, algorithm: ES256, key: signing.key'],
    ['a JWT for a token', 'type: jwt, algorithm: HS256, key: api.key, exchange: { url: "https://shop.example/token" }'],
    ['none', 'type: none'],
  ])('the provider of a connector with authentication by %s is played', async (_name, authentication) => {
    const files = withYaml('type: apiKey, configurationKey: api.key, name: X-Key', authentication);
    const short = { ...first, answer: { body: { orders: [order(1, '2026-01-01T08:00:00Z')] } } };
    const orders = { ...shopPoll, exchanges: [short], events: shopPoll.events.slice(0, 1) };
    expect(await faultsOf({ ...files, fixtures: { orders } })).toBe('');
  });
});

describe('connector check of webhooks', () => {
  const { told, fetched, asking, handshake } = shopWebhooks;
  const withWebhooks = (webhooks: Record<string, unknown>, yaml = shopWithWebhooksYaml): ShopFiles => ({
    yaml,
    fixtures: {
      orders: shopPoll,
      ...Object.fromEntries(Object.entries(webhooks).map(([name, content]) => [`webhooks/${name}`, content])),
    },
  });

  test('what is told, fetched, left to a poll or answered is played, with requests that must be refused', async () => {
    const report = await checkFolder(laboratory(), await writeShop(withWebhooks(shopWebhooks)));
    expect(report.faults).toEqual([]);
    expect(report.summary).toMatchObject({ webhooks: 'verified by hmac; 3 rules; asked for by orders' });
    expect(report.fixtures.filter(({ kind }) => kind === 'webhook')).toEqual([
      { name: 'webhooks/asking', kind: 'webhook', passed: true, faultsTried: 3 },
      { name: 'webhooks/fetched', kind: 'webhook', passed: true, faultsTried: 3 },
      { name: 'webhooks/handshake', kind: 'webhook', passed: true, faultsTried: 0 },
      { name: 'webhooks/told', kind: 'webhook', passed: true, faultsTried: 3 },
    ]);
  });

  test('each thing that is wrong is found', async () => {
    const [event] = told.events;
    const files = withWebhooks({
      'another-event': { ...told, events: [{ ...event, eventType: 'DELETED' }] },
      'another-resource': { ...told, events: [{ ...event, objectType: 'carts' }] },
      'another-request': { ...fetched, exchanges: [{ ...fetched.exchanges[0], request: { url: '/v1/orders/6' } }] },
      'no-poll': { ...asking, polls: [] },
      'not-signed': { ...told, sign: false },
      'no-rule': { ...told, request: { body: { topic: 'other' } } },
      'another-answer': { ...handshake, answer: { body: 'abd' } },
      'no-handshake': { ...told, answer: {} },
      'not-readable': { ...told, event: [] },
    });
    const faults = await faultsOf(files);
    const expected = [
      'another-event.json: an event is missing: DELETED 5 2026-01-01T23:00:00Z',
      'another-resource.json: the event of 5 is one of orders, told is carts',
      'another-request.json: exchange 1 is another request than told',
      'no-poll.json: polls that are wanted: none told, orders found',
      'not-signed.json: it is refused',
      'no-rule.json: item 1: no rule fits',
      'another-answer.json: body "abd" told, abc answered',
      'no-handshake.json: it is no handshake, but stored',
      'not-readable.json: the document: unknown key "event"',
    ];
    expect(expected.filter((fault) => !faults.includes(`fixtures/webhooks/${fault}`))).toEqual([]);
  });

  test('resources and handshakes without a fixture are found', async () => {
    const yaml = shopWithWebhooksYaml.replace('rules:\n', 'rules:\n    - { resource: carts, id: id }\n');
    const faults = await faultsOf(withWebhooks({ asking }, yaml));
    expect(faults).toContain('fixtures/webhooks: none tells of carts');
    expect(faults).toContain('fixtures/webhooks: none is a handshake of the kind echoQuery');
  });

  test('a step that looks after a registration is taken, and told when it cannot be', async () => {
    const yaml = shopWithWebhooksYaml.replace(
      "check: { request: { path: '/webhooks/{hook.id}'",
      "check: { request: { path: '/webhooks/{nobody}'",
    );
    const faults = await faultsOf(withWebhooks({ told, asking, handshake }, yaml));
    expect(faults).toMatch(/told\.json: later: webhooks\.registrations\.orders\.check: .*nobody/);
  });

  test('a connector whose key a handshake brings is played with one', async () => {
    const yaml = shopWithWebhooksYaml
      .replace('{ entry: webhook.secret }', '{ entry: hook.secret }')
      .replace(
        '{ kind: echoQuery, parameter: challenge }',
        '{ kind: echoHeader, header: X-Hook-Secret, keep: hook.secret }',
      );
    const shaken = {
      ...handshake,
      request: { headers: { 'X-Hook-Secret': 'abc' } },
      answer: { headers: { 'X-Hook-Secret': 'abc' } },
    };
    expect(await faultsOf(withWebhooks({ told, shaken }, yaml))).toBe('');
  });
});
