import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { isRecord, type JsonRecord } from '../../lib/json.ts';
import { loadShipped } from '../load-shipped.ts';
import { readElement } from './read-element.ts';
import { writeElement } from './write-element.ts';

const shipped = await loadShipped(join(import.meta.dirname, '..', '..', '..', 'connectors'));

const rich = testConnector(
  {
    path: '/lists/{listId}/rows',
    parameters: { listId: { configuration: ['list.id'] } },
    one: { request: { path: '/rows/{id}' }, record: 'row', hooks: { postRequest: { body: 'done({});' } } },
    hooks: { preRequest: { body: 'return {};', legacy: true } },
    paging: { kind: 'cursor', cursor: 'next', parameter: 'after' },
  },
  {
    hooks: { postRequest: { body: 'done({});' } },
    headers: { 'X-Key': '{api.key?}' },
    documentation: 'https://docs.example/',
    configuration: [
      { key: 'base.url', name: 'Address', type: 'TEXTFIELD_1000', required: true },
      { key: 'size', name: 'Size', type: 'COMBO', options: [{ name: 'Large', value: 'l' }], internal: true },
    ],
    lifecycle: { validate: { request: { path: '/me' } } },
    webhooks: {
      verify: { kind: 'hmac', header: 'X-Signature', key: { entry: 'webhook.secret' } },
      handshakes: [{ kind: 'echoQuery', parameter: 'challenge' }],
      route: { value: 'account', entry: 'account.id' },
      delivery: { header: 'X-Delivery' },
      rules: [{ resource: 'rows', id: 'id', type: { from: 'event', map: { gone: 'DELETED' } } }],
      registrations: {
        rows: {
          subscribe: {
            request: { method: 'POST', path: '/hooks', body: { url: '{webhookCallbackUrl}' } },
            capture: { 'hook.id': 'id' },
          },
          unsubscribe: { request: { method: 'DELETE', path: '/hooks/{hook.id}' } },
        },
      },
    },
    events: { polling: { configuration: { rows: { url: '/hubs/general/lists/{listId}/rows', idField: 'id' } } } },
  },
);

describe('a connector written as an element', () => {
  test.each([...shipped, rich].map((connector) => [connector.key, connector] as const))(
    '%s is the same when it is read again, and nothing is told of it',
    (_, connector) => {
      const document = writeElement(connector);
      expect(readElement(document)).toEqual({ connector, remarks: [] });
      expect(readElement(JSON.parse(JSON.stringify(document))).connector).toEqual(connector);
      expect(writeElement(readElement(document).connector)).toEqual(document);
    },
  );

  test('has ids for its parts, each once', () => {
    const ids = idsIn(writeElement(rich));
    expect(ids.length).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('takes changes of entries, paths, headers and polls, which the element itself says', () => {
    const document = writeElement(rich);
    const entries = document['configuration'] as JsonRecord[];
    const changed = {
      ...document,
      hub: 'crm',
      parameters: [{ name: 'v2', type: 'value', vendorName: 'X-Version', vendorType: 'header' }],
      configuration: [
        ...entries.map((entry) =>
          entry['key'] === 'event.poller.refresh_interval' ? { ...entry, defaultValue: '3' } : entry,
        ),
        { key: 'own', type: 'TEXTFIELD', defaultValue: 'x' },
      ],
      resources: (document['resources'] as JsonRecord[]).slice(0, 1),
    };
    const { connector } = readElement(changed);
    expect(connector).toMatchObject({ hub: 'crm', headers: { 'X-Key': '{api.key?}', 'X-Version': 'v2' } });
    expect(connector.events.polling.defaultIntervalMinutes).toBe(3);
    expect(connector.configuration.map(({ key }) => key)).toEqual(['base.url', 'size', 'own']);
    expect(connector.resources['rows']?.one).toBeUndefined();
  });
});

test('a change of what a resource only shows is remarked on', () => {
  const document = writeElement(rich);
  const [list, ...rest] = document['resources'] as JsonRecord[];
  const { remarks } = readElement({
    ...document,
    resources: [{ ...list, vendorPath: '/other', parameters: [] }, ...rest],
  });
  expect(remarks.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
    'resources[0].parameters ignored',
    'resources[0].vendorPath ignored',
  ]);
});

function idsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isRecord(value)) return [];
  const { id, tidings: _, ...rest } = value;
  return [...(id === undefined ? [] : [id]), ...Object.values(rest).flatMap(idsIn)];
}
