import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A whole connector of the catalogue, as small as one can be. */
export const shopYaml = `
id: 7
key: shop
name: Shop
hub: ecommerce
description: A shop
baseUrl: https://api.shop.example/v1
authentication: { type: apiKey, configurationKey: api.key, name: X-Key }
configuration:
  - { key: api.key, name: Key, type: PASSWORD, required: true }
rateLimit:
  limits: [{ requests: 2, seconds: 1 }]
resources:
  orders:
    path: /orders
    request: { path: /orders, query: { sort: updated } }
    records: { list: orders }
    paging: { kind: offset, offset: offset, limit: limit, maxPageSize: 2, rowOverlap: 0 }
    where:
      fields:
        updated: { operators: { '>=': since } } # doubtful: whether the bound is included
    polling: { order: updatedAscending, settleSeconds: 60, pageSize: 2 }
events:
  polling:
    configuration:
      orders:
        url: "/hubs/ecommerce/orders?where=updated>='\${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}'"
        idField: id
        datesConfiguration:
          updatedDateField: updated
          updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ssXXX"
          createdDateField: created
          createdDateFormat: "yyyy-MM-dd'T'HH:mm:ssXXX"
`;

export const order = (id: number, created: string, updated = created) => ({
  id,
  customer: { email: `ada${id}@lovelace.org`, first_name: 'Ada' },
  created,
  updated,
});

const since = '2026-01-01T00:00:00Z';
const page = (offset: number) => `/v1/orders?sort=updated&since=${since}&offset=${offset}&limit=2`;

export const shopPoll = {
  poll: 'orders',
  since,
  now: '2026-01-02T00:00:00Z',
  exchanges: [
    {
      request: { url: page(0) },
      answer: {
        body: { orders: [order(1, '2026-01-01T08:00:00Z'), order(2, '2025-12-01T08:00:00Z', '2026-01-01T09:00:00Z')] },
      },
    },
    { request: { url: page(2) }, answer: { body: { orders: [order(3, '2026-01-01T10:00:00Z')] } } },
  ],
  events: [
    { eventType: 'CREATED', objectId: '1', date: '2026-01-01T08:00:00Z' },
    { eventType: 'UPDATED', objectId: '2', date: '2026-01-01T09:00:00Z' },
    { eventType: 'CREATED', objectId: '3', date: '2026-01-01T10:00:00Z' },
  ],
};

/** The same with webhooks that are told, fetched, or only ask for a poll. */
export const shopWithWebhooksYaml = shopYaml
  .replace('    polling: {', "    one: { request: { path: '/orders/{id}' } }\n    polling: {")
  .replace(
    'resources:\n',
    `webhooks:
  verify: { kind: hmac, header: X-Shop-Signature, key: { entry: webhook.secret } }
  handshakes: [{ kind: echoQuery, parameter: challenge }]
  rules:
    - { when: [{ value: topic, is: changed }], resource: orders, id: order.id, record: order }
    - { when: [{ value: topic, is: touched }], resource: orders, id: order.id, then: fetch }
    - { when: [{ value: topic, is: imported }], resource: orders, then: poll }
  registrations:
    orders:
      subscribe: { request: { method: POST, path: /webhooks, body: { url: '{webhookCallbackUrl}' } }, capture: { hook.id: id, hook.end: expires } }
      renew:
        step: { request: { method: PUT, path: '/webhooks/{hook.id}' }, capture: { hook.end: expires } }
        expires: { capture: hook.end }
      check: { request: { path: '/webhooks/{hook.id}' } }
      unsubscribe: { request: { method: DELETE, path: '/webhooks/{hook.id}' } }
resources:
`,
  );

const webhookNow = '2026-01-02T00:00:00Z';
const changed = { eventType: 'UPDATED', objectType: 'orders', objectId: '5', date: '2026-01-01T23:00:00Z' };

export const shopWebhooks = {
  told: {
    now: webhookNow,
    request: { body: { topic: 'changed', order: order(5, '2025-12-01T08:00:00Z', '2026-01-01T23:00:00Z') } },
    events: [changed],
  },
  fetched: {
    now: webhookNow,
    request: { body: { topic: 'touched', order: { id: 5 } } },
    exchanges: [
      {
        request: { url: '/v1/orders/5' },
        answer: { body: order(5, '2025-12-01T08:00:00Z', '2026-01-01T23:00:00Z') },
      },
    ],
    events: [changed],
  },
  asking: { now: webhookNow, request: { body: { topic: 'imported' } }, polls: ['orders'] },
  handshake: {
    now: webhookNow,
    request: { method: 'GET', query: { challenge: 'abc' } },
    sign: false,
    answer: { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'abc' },
  },
};

export interface ShopFiles {
  yaml?: string;
  /** Default: one that says how an account is set up; undefined: none. */
  readme?: string | undefined;
  /** Name → content. Default: `orders`, the poll. */
  fixtures?: Record<string, unknown>;
}

/** Writes the folder of the connector, for the length of the running test; answers its path. */
export async function writeShop(files: ShopFiles = {}): Promise<string> {
  const { yaml, fixtures, readme } = {
    yaml: shopYaml,
    fixtures: { orders: shopPoll },
    readme: '# Shop\n\n## Setting up\n\nTake a key.\n',
    ...files,
  };
  const parent = await mkdtemp(join(tmpdir(), 'connector-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const folder = join(parent, 'shop');
  await mkdir(join(folder, 'fixtures'), { recursive: true });
  await writeFile(join(folder, 'connector.yaml'), yaml);
  if (readme !== undefined) await writeFile(join(folder, 'README.md'), readme);
  for (const [name, content] of Object.entries(fixtures)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const file = join(folder, 'fixtures', `${name}.json`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}
