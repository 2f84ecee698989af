import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadShipped } from './load-shipped.ts';

const shop = `
id: 7
key: shop
name: Shop
hub: ecommerce
description: A shop
baseUrl: https://shop.example
authentication: { type: apiKey, configurationKey: api.key, name: X-Key }
resources:
  orders:
    path: /orders
    request: { path: /v1/orders }
    records: { list: orders }
    paging: { kind: none }
events: { polling: { configuration: { orders: { url: /hubs/ecommerce/orders, idField: id } } } }
`;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'catalog-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function add(key: string, yaml: string): Promise<string> {
  await mkdir(join(directory, key));
  await writeFile(join(directory, key, 'connector.yaml'), yaml);
  return join(directory, key, 'connector.yaml');
}

test('the connector of every folder is read', async () => {
  await add('shop', shop);
  await add('atoll', shop.replace('key: shop', 'key: atoll').replace('id: 7', 'id: 8'));
  expect((await loadShipped(directory)).map(({ key }) => key)).toEqual(['atoll', 'shop']);
});

test('defaults are filled in', async () => {
  await add('shop', shop);
  const orders = (await loadShipped(directory))[0]?.resources['orders'];
  expect(orders).toMatchObject({
    idField: 'id',
    where: { fields: {}, parameter: '{parameter}', otherwise: 'filterLocally' },
    polling: { order: 'none', pageSize: 20, settleSeconds: 120, ignoredFields: [] },
  });
});

test.each([
  [
    'path: /orders',
    'pth: /orders',
    'resources.orders: unknown key "pth"; allowed: path, request, successWhen, parameters, records, ',
  ],
  ['path: /orders', 'pth: /orders', 'resources.orders.path: missing'],
  [
    'id: 7',
    'id: 7\ndocumentation: "javascript:alert(1)"',
    'documentation: found "javascript:alert(1)", allowed: an http',
  ],
  ['id: 7', 'id: "7"', 'id: found "7", allowed: a number'],
  ['id: 7', 'id: 100000', 'id: found 100000; allowed: 1 to 99999'],
  ['name: Shop', 'name: ""', 'name: found "", allowed: a text that is not empty'],
  [
    'kind: none',
    'kind: scroll',
    'resources.orders.paging.kind: kind is missing or not one of "none", "offset", "page", "keyset"',
  ],
  [
    'list: orders',
    'lst: orders',
    'resources.orders.records: found {"lst":"orders"}, which is neither of the allowed forms',
  ],
  ['name: X-Key }', 'name: X-Key, in: body }', 'authentication.in: found "body", allowed: "header", "query"'],
  ['path: /orders', 'path: /orders/{shopId}', 'resources.orders.path: {shopId} is not declared under parameters'],
  [
    'paging:',
    'parameters: { shopId: { from: shops } }\n    paging:',
    'resources.orders.parameters.shopId: the path has no {shopId}',
  ],
  [
    'paging:',
    'parameters: { shopId: { from: shops } }\n    paging:',
    'resources.orders.parameters.shopId.from: found "shops", allowed: orders',
  ],
  [
    'type: apiKey, configurationKey: api.key, name: X-Key',
    'type: oauth2, tokenUrl: "{server}/token", capture: { redirect: { server: server, id: id } }',
    'authentication.capture.redirect.server: found "server", but the entry decides where requests go; allowed: ',
  ],
  [
    'path: /orders',
    'parameters: { shop: { from: orders } }\n    path: /orders/{shop}',
    'resources.orders.parameters: its values come from its own records; allowed: resources that',
  ],
  [
    'paging:',
    "fetchEach: true\n    one: { request: { path: '/v1/orders/{id}' } }\n    deletes: { resource: orders }\n    paging:",
    'resources.orders.deletes.resource: found "orders", which has fetchEach; allowed: a resource without it',
  ],
  [
    'resources:',
    'lifecycle: { connect: [{ request: { path: /me }, capture: { event.vendor.type: kind } }] }\nresources:',
    'capture.event.vendor.type: where events go and how they come is not for the provider to say',
  ],
  [
    'resources:',
    'headers: { Host: a.example }\nresources:',
    'headers.Host: found "Host", allowed: a header other than',
  ],
  ['name: X-Key', 'name: Host', 'authentication.name: allowed: a header other than those of the connection itself'],
  ['url: /hubs/ecommerce/orders, ', '', 'events.polling.configuration.orders.url: missing'],
  ['key: shop', 'key: store', 'key: found "store", allowed: the name of its folder, "shop"'],
  ['name: Shop', 'name: [', 'line 5, column 1: Flow sequence'],
  ['hub: ecommerce', 'hub: ecommerce\nhub: crm', 'line 6, column 1: Map keys must be unique'],
])('%j turned into %j is refused with its place and what is allowed', async (from, to, message) => {
  const file = await add('shop', shop.replace(from, to));
  await expect(loadShipped(directory)).rejects.toThrow(`${file}: ${message}`);
});

test('the faults of all files are told at once', async () => {
  const first = await add('shop', shop.replace('hub: ecommerce', 'hub: 1'));
  const second = await add('atoll', shop.replace('key: shop', 'key: atoll').replace('id: 7', 'id: -1'));
  const error = await loadShipped(directory).catch((caught: unknown) => caught);
  expect(String(error)).toContain(`${first}: hub: found 1, allowed: a string`);
  expect(String(error)).toContain(`${second}: id: found -1, allowed: more than 0`);
});

test('two connectors cannot have one id', async () => {
  await add('shop', shop);
  await add('atoll', shop.replace('key: shop', 'key: atoll'));
  await expect(loadShipped(directory)).rejects.toThrow('shop/connector.yaml: id: found 7, which is the id of atoll');
});

test('a folder without connector.yaml is refused', async () => {
  await mkdir(join(directory, 'shop'));
  await expect(loadShipped(directory)).rejects.toThrow(
    `${join(directory, 'shop', 'connector.yaml')}: cannot be read (ENOENT)`,
  );
});
