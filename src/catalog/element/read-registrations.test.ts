import { expect, test } from 'vitest';
import { mechanismsOf } from '../../model/instance-configuration/event-mechanisms.ts';
import { readElement } from './read-element.ts';

const eventHook = { type: 'event', mimeType: 'application/javascript', body: 'done({ events: [] })' };

const asks = {
  type: 'onProvisionWebhook',
  method: 'POST',
  path: '/webhooks',
  vendorPath: '/hooks',
  parameters: [
    { name: '${webhookCallbackUrl}', type: 'value', vendorName: 'config.url', vendorType: 'bodyField' },
    {
      name: 'event.notification.subscription.id',
      type: 'configuration',
      vendorName: 'id',
      vendorType: 'bodyField',
      source: 'response',
    },
  ],
};
const ends = {
  type: 'onDeleteWebhook',
  method: 'DELETE',
  path: '/webhooks',
  vendorPath: '/hooks/{id}',
  parameters: [
    { name: 'event.notification.subscription.id', type: 'configuration', vendorName: 'id', vendorType: 'path' },
  ],
};
const refreshes = { ...ends, type: 'onRefresh', method: 'PATCH' };

const read = (resources: object[], rest: object = {}) =>
  readElement({ name: 'Sample', hooks: [eventHook], resources, ...rest });

test('a resource that asks for webhooks is a registration, with what takes it back and what renews it', () => {
  const { connector, remarks } = read([refreshes, ends, asks]);
  expect(connector.webhooks?.registrations).toMatchObject({
    webhooks: {
      subscribe: {
        request: { method: 'POST', path: '/hooks', body: { config: { url: '{webhookCallbackUrl?}' } } },
        capture: { 'event.notification.subscription.id': 'id' },
      },
      unsubscribe: { request: { method: 'DELETE', path: '/hooks/{event.notification.subscription.id}' } },
      renew: { step: { request: { method: 'PATCH' } }, everySeconds: 3_600 },
    },
  });
  expect(remarks.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual(['resources[0] changed']);
});

test.each(['${webhookCallbackUrl}', '{elementWebhookCallbackUrl}', '${elementWebhookCallbackUrl}'])(
  '%s is the address of the instance, also in a body that is written as a whole',
  (written) => {
    const whole = { name: JSON.stringify({ hook: { url: written } }), type: 'value', vendorType: 'body' };
    const { connector, remarks } = read([{ ...asks, parameters: [whole] }]);
    expect(connector.webhooks?.registrations['webhooks']?.subscribe.request.body).toEqual({
      hook: { url: '{webhookCallbackUrl}' },
    });
    expect(remarks).toEqual([]);
  },
);

test('a request after tokens were refreshed that has nothing to do with webhooks is not run', () => {
  const other = { type: 'onRefresh', method: 'GET', path: '/me', vendorPath: '/me' };
  expect(read([asks, other]).remarks).toMatchObject([
    { path: 'resources[1]', outcome: 'notRun', reason: expect.stringContaining('refreshed') as string },
  ]);
});

test('without code that makes events of them, no webhooks are asked for', () => {
  const { connector, remarks } = read([asks, ends], { hooks: [] });
  expect(connector.webhooks).toBeUndefined();
  expect(remarks.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
    'resources[0] notRun',
    'resources[1] notRun',
  ]);
});

test('one that takes back what nothing asks for, or goes on to another request, is told', () => {
  const chained = { ...asks, nextResource: 'GET:/second' };
  expect(read([chained, ends, ends]).remarks.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
    'resources[0] notRun',
    'resources[1] notRun',
    'resources[2] notRun',
  ]);
});

const entry = (key: string, defaultValue: string) => ({ key, type: 'TEXTFIELD_128', defaultValue });

test('the finder of the element says how instances are found', () => {
  const key = 'event.notification.instance.finder';
  const { connector, remarks } = read([asks], { configuration: [entry(key, 'team.id|body.team')] });
  expect(connector.webhooks?.route).toEqual({ list: '', value: 'body.team', entry: 'team.id' });
  expect(remarks).toEqual([]);
  expect(read([asks], { configuration: [entry(key, 'team.id')] }).remarks).toMatchObject([
    { path: 'configuration[0].defaultValue', outcome: 'notRun' },
  ]);
});

const list = { type: 'api', method: 'GET', path: '/hubs/general/rows', vendorPath: '/rows' };
const polls = entry(
  'event.poller.configuration',
  JSON.stringify({ rows: { url: '/hubs/general/rows', idField: 'id' } }),
);

test.each([
  ['its vendor type', [polls, entry('event.vendor.type', 'webhooks')], 'webhook'],
  ['metadata of webhooks alone', [polls, entry('event.metadata', '{"webhook":{"a":{}},"polling":{}}')], 'webhook'],
  ['metadata of both', [polls, entry('event.metadata', '{"webhook":{"a":{}},"polling":{"a":{}}}')], 'polling'],
  ['polls', [polls], 'polling'],
  ['no polls', [], 'webhook'],
])('how changes are noticed by default is known by %s', (_what, configuration, first) => {
  const { connector } = read([list], { configuration });
  expect(mechanismsOf(connector)[0]).toBe(first);
});
