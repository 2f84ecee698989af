import { describe, expect, test } from 'vitest';
import { everyFeatureElement } from '../../../test/kit/every-feature-element.ts';
import type { JsonRecord } from '../../lib/json.ts';
import { Fault } from '../../model/fault.ts';
import { mechanismsOf } from '../../model/instance-configuration/event-mechanisms.ts';
import { readElement } from './read-element.ts';

const read = (rest: JsonRecord = {}) => readElement({ name: 'Sample', ...rest });
const entry = (key: string, defaultValue: string, rest: JsonRecord = {}) => ({
  key,
  type: 'TEXTFIELD',
  defaultValue,
  ...rest,
});
const list = (rest: JsonRecord = {}): JsonRecord => ({
  type: 'api',
  method: 'GET',
  path: '/hubs/general/rows',
  vendorPath: '/rows',
  ...rest,
});
const query = (name: string, vendorName: string, rest: JsonRecord = {}) => ({
  name,
  type: 'query',
  vendorName,
  vendorType: 'query',
  ...rest,
});
const told = ({ remarks }: ReturnType<typeof readElement>) =>
  remarks.map(({ path, outcome, reason }) => `${path} ${outcome}: ${reason}`);

describe('a document with every feature', () => {
  const { connector, remarks } = readElement(everyFeatureElement('http://127.0.0.1:9'));

  test('becomes the resources that read, named by their paths', () => {
    expect(Object.entries(connector.resources).map(([name, { path, paging }]) => [name, path, paging.kind])).toEqual([
      ['contacts', '/contacts', 'offset'],
      ['contacts-notes', '/contacts/{id}/notes', 'none'],
      ['deals', '/deals', 'cursor'],
      ['orders', '/orders', 'cursor'],
      ['invoices', '/invoices', 'nextLink'],
      ['searches', '/searches', 'offset'],
      ['objectName', '/{objectName}', 'none'],
      ['files', '/files', 'none'],
      ['me', '/me', 'none'],
      ['odd', '/odd', 'none'],
    ]);
    expect(connector.resources['contacts']?.one?.request.path).toBe('/contacts/{id}');
    expect(connector.resources['contacts-notes']?.parameters).toEqual({
      id: { configuration: ['id'], from: 'contacts', field: 'contactId' },
    });
  });

  test('tells each part that is not done as it says', () => {
    expect(remarks.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
      'configuration[10] changed',
      'configuration[22].defaultValue.nowhere notRun',
      'hooks[2] ignored',
      'resources[5].parameters[1] changed',
      'resources[8] changed',
      ...[10, 11, 12, 13, 14, 15, 16, 17, 18].map((index) => `resources[${index}] notRun`),
      'resources[19].hooks[1] notRun',
      ...[0, 1, 2, 4].map((index) => `resources[19].parameters[${index}] notRun`),
      ...[25, 26, 27, 28].map((index) => `resources[${index}] notRun`),
    ]);
  });

  test('polls by what its own configuration says, and asks for more where that leaves something open', () => {
    const { polling } = connector.events;
    expect(polling.defaultIntervalMinutes).toBe(5);
    expect(Object.keys(polling.configuration)).toEqual(['contacts', 'deals']);
    expect(connector.resources['contacts']?.polling).toMatchObject({
      order: 'none',
      filter: { boundary: 'exclusive', granularity: 'second' },
    });
  });

  test('prepares and ends instances by its provisioning resources', () => {
    const { connect, validate, remove } = connector.lifecycle;
    expect(connect.map(({ request, capture }) => [request.path, request.body, capture])).toEqual([
      ['/sites/{site.name}/session', { token: '{api.token?}' }, { 'session.id': 'session.id' }],
    ]);
    expect(validate?.request.path).toBe('/me');
    expect(remove.map(({ request }) => `${request.method} ${request.path}`)).toEqual(['DELETE /session/{session.id}']);
  });

  test('is not touched, and read again it is the same', () => {
    const document = everyFeatureElement('http://127.0.0.1:9');
    const before = structuredClone(document);
    expect(readElement(document)).toEqual({ connector, remarks });
    expect(document).toEqual(before);
  });
});

test('a document with every feature asks for webhooks, and finds the instance of one that names none', () => {
  const { connector } = readElement(everyFeatureElement('http://127.0.0.1:9'));
  expect(Object.keys(connector.webhooks?.registrations ?? {})).toEqual(['webhooks']);
  expect(connector.webhooks?.route).toEqual({ list: '', value: 'team.id', entry: 'team.id' });
  expect(mechanismsOf(connector)[0]).toBe('webhook');
});

describe('an event hook', () => {
  const hook = (body: string) => ({ type: 'event', mimeType: 'application/javascript', isLegacy: true, body });

  test('is run for webhooks, which it verifies itself as far as they are', () => {
    const { connector, remarks } = read({ name: 'x', hooks: [hook('done({ events: [] })')] });
    expect(connector.hooks).toEqual({ event: { body: 'done({ events: [] })', legacy: true }, eventOnPolled: false });
    expect(connector.webhooks).toMatchObject({ verify: { kind: 'hook' }, rules: [], registrations: {} });
    expect(remarks).toEqual([]);
  });

  test('that asks for Java is named before any webhook fails', () => {
    const code = "var Format = Java.type('java.text.SimpleDateFormat'); done({ events: [] })";
    expect(read({ name: 'x', hooks: [hook(code)] }).remarks).toEqual([
      { path: 'hooks[0]', outcome: 'notRun', reason: 'it fails where it uses Java.type: there is no Java here' },
    ]);
  });

  test('that asks for the objects of a poll is shown what polls find', () => {
    const { connector } = read({ name: 'x', hooks: [hook('const rows = events[events.objectType]; done()')] });
    expect(connector.hooks.eventOnPolled).toBe(true);
  });

  test('is one of the element as a whole, and its faults are told', () => {
    const resources = [{ path: '/hubs/general/x', method: 'GET', hooks: [hook('done()')] }];
    expect(read({ name: 'x', hooks: [hook('done('), hook('done()')], resources }).remarks).toMatchObject([
      {
        path: 'hooks[0]',
        outcome: 'notRun',
        reason: expect.stringMatching(/^every webhook fails.*SyntaxError/) as string,
      },
      { path: 'hooks[1]', outcome: 'notRun', reason: 'only one hook of a kind is run at one place' },
      { path: 'resources[0].hooks[0]', reason: expect.stringContaining('hooks of the element') as string },
    ]);
  });
});

describe('the least document', () => {
  test('is a connector of its name', () => {
    const { connector } = read({ name: 'Act! 365' });
    expect(connector).toMatchObject({ key: 'act365', hub: 'general', baseUrl: '', authentication: { type: 'none' } });
  });

  test.each<[unknown, string]>([
    [[], 'the document: allowed: an element document, which is a JSON object with a name'],
    [{ key: 'x' }, 'name: found nothing; allowed: a text'],
    [{ name: '12' }, 'name: found "12", of which no key can be made'],
    [{ name: 'x', key: 'a b' }, 'key: found "a b"; allowed: letters, digits, - and _'],
    [{ name: 'x', resources: [{ path: '/x' }] }, 'resources[0].method: found nothing; allowed: a text'],
    [{ name: 'x', parameters: [{ type: 'query' }] }, 'parameters[0].name: found nothing; allowed: a text'],
    [{ name: 'x', tidings: { connector: { headers: 1 } } }, 'tidings.connector.headers: '],
  ])('%j is refused with its place', (document, message) => {
    expect(() => readElement(document)).toThrow(message);
    expect(() => readElement(document)).toThrow(Fault);
  });
});

describe('paging', () => {
  const paging = (type: string, rest: JsonRecord) => {
    const configuration = [entry('pagination.type', type), entry('pagination', '{"maxPageSize":50}')];
    const result = read({ configuration, resources: [list(rest)] });
    const { request, paging: found } = result.connector.resources['rows'] ?? {};
    return { paging: found, query: request?.query, told: told(result) };
  };
  const page = query('page', 'p');
  const size = query('pageSize', 'per_page');

  test.each<[string, JsonRecord, JsonRecord]>([
    [
      'page',
      { parameters: [page, size] },
      { kind: 'page', page: 'p', pageSize: 'per_page', firstPage: 1, maxPageSize: 50 },
    ],
    ['page starts with 0', { parameters: [page] }, { kind: 'page', firstPage: 0 }],
    ['offset', { parameters: [page, size] }, { kind: 'offset', offset: 'p', limit: 'per_page', end: 'emptyPage' }],
    [
      'cursor',
      { parameters: [page], nextPageKey: 'data[0].next' },
      { kind: 'cursor', cursor: 'data[0].next', parameter: 'p' },
    ],
    ['page', { nextPageKey: 'body.links.next?cursor' }, { kind: 'nextLink', link: 'links.next' }],
    ['page', { nextPageKey: 'header.Link' }, { kind: 'nextLink' }],
    ['page', { parameters: [page], paginationType: 'vendor_not_supported' }, { kind: 'none' }],
  ])('%s with %j is %j, without a remark', (type, rest, expected) => {
    const read = paging(type, rest);
    expect(read.paging).toMatchObject(expected);
    expect(read.told).toEqual([]);
  });

  test.each<[string, JsonRecord, JsonRecord, string]>([
    [
      'page',
      { parameters: [query('page', '$skip')] },
      { kind: 'offset' },
      'pagination.type is page, but $skip is taken',
    ],
    ['offset', { parameters: [query('page', 'page[number]')] }, { kind: 'page' }, 'taken for the number of a page'],
    ['cursor', { parameters: [page, size] }, { kind: 'none', maxRows: 50 }, 'only the first 50 records are read'],
    ['page', { parameters: [size] }, { kind: 'none', maxRows: 50 }, 'only the first 50 records are read'],
    ['page', {}, { kind: 'none' }, 'one answer is taken to hold everything'],
  ])('%s with %j is %j, and told', (type, rest, expected, reason) => {
    const read = paging(type, rest);
    expect(read.paging).toMatchObject(expected);
    expect(read.told).toEqual([expect.stringContaining(reason)]);
  });

  test('of which only the first page is known asks for as many rows as there may be', () => {
    expect(paging('cursor', { parameters: [page, size] }).query).toEqual({ per_page: '50' });
  });
});

describe('resources', () => {
  test('with the same path are run once, and names do not collide with what objects inherit', () => {
    const result = read({
      resources: [
        list({ path: '/constructor' }),
        list({ path: '/__proto__' }),
        list({ path: '/{a}' }),
        list({ path: '/{b}' }),
      ],
    });
    expect(Object.keys(result.connector.resources)).toEqual(['constructor-2', '__proto__-2', 'a']);
    expect(told(result)).toEqual(['resources[3] notRun: /{b} is also the path of another resource that reads']);
  });

  test.each(['soap', 'jdbc'])('of %s are listed one by one', (protocolType) => {
    const result = read({ protocolType, resources: [list(), list({ path: '/other' })] });
    expect(result.connector.resources).toEqual({});
    expect(told(result)).toEqual(
      [0, 1].map((index) => expect.stringContaining(`resources[${index}] notRun: ${protocolType}`)),
    );
  });

  test('compare dates as OData 3 does where they are known to be dates', () => {
    const polls = {
      rows: {
        url: '/hubs/x/rows',
        idField: 'Id',
        datesConfiguration: { updatedDateField: 'At', updatedDateFormat: 'yyyy-MM-dd' },
      },
    };
    const { connector } = read({
      configuration: [entry('event.poller.configuration', JSON.stringify(polls))],
      resources: [list({ parameters: [query('where', 'converter:toODataV3Filter')] })],
    });
    expect(connector.resources['rows']).toMatchObject({
      idField: 'Id',
      where: {
        expression: { parameter: '$filter' },
        fields: { At: { quoted: false, operators: { '>=': "{field} ge datetime'{value}'" } } },
      },
    });
  });

  test('take polls from the old form of the poller configuration too', () => {
    const urls = "rows|/hubs/x/rows?where=since='${gmtDate:yyyy-MM-dd}'||At|yyyy-MM-dd";
    const result = read({ configuration: [entry('event.poller.urls', urls)], resources: [list()] });
    expect(result.connector.events.polling.configuration).toMatchObject({
      rows: { url: expect.stringContaining('/rows') },
    });
    expect(result.connector.resources['rows']?.polling.filter).toEqual({ boundary: 'exclusive', granularity: 'day' });
  });
});
