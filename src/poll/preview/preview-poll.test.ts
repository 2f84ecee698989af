import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../../test/kit/manual-clock.ts';
import { testConnector } from '../../../test/kit/test-connector.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { previewPoll, type PreviewOf } from './preview-poll.ts';

const clock = createManualClock(Date.parse('2026-11-23T12:00:00Z'));
const rows = testConnector({
  where: { fields: { updated: { operators: { '>=': 'since' } } } },
  paging: { kind: 'page', page: 'page', pageSize: 'per_page', maxPageSize: 50 },
  polling: { settleSeconds: 60, overlapSeconds: 60 },
});

const definition = {
  url: "/hubs/general/rows?where=updated>='${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}'",
  idField: 'id',
  datesConfiguration: {
    updatedDateField: 'changed',
    updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss'Z'",
    createdDateField: 'born',
    createdDateFormat: 'seconds',
  },
};

const preview = (given: JsonValue, { connector = rows, ...more }: Partial<PreviewOf> = {}) =>
  previewPoll(
    { clock, serverTimezone: 'Europe/Berlin' },
    {
      connector,
      organizationId: 1,
      configuration: {},
      resource: 'rows',
      definition: given,
      lastPollDate: '2026-11-23T11:45:00Z',
      sample: undefined,
      ...more,
    },
  );

test('the URL is filled in as the next poll would ask, less overlap and poll delay', async () => {
  const { bounds, times, requests } = await preview({ ...definition, pollDelay: 30 });
  expect(bounds?.query?.url).toBe("/hubs/general/rows?where=updated>='2026-11-23T11:43:30Z'");
  expect(bounds?.explanation.slice(0, 3)).toEqual([
    'The last poll began at 2026-11-23T11:45:00Z.',
    'The settle horizon takes 60 seconds off: a record may become visible that long after its date.',
    'pollDelay takes 30 more seconds off.',
  ]);
  expect(times).toMatchObject([{ bound: 'since', timezone: 'UTC', value: '2026-11-23T11:43:30Z' }]);
  expect(requests).toEqual({
    requests: [
      {
        method: 'GET',
        path: '/rows',
        query: [
          { name: 'since', value: '2026-11-23T11:43:30Z' },
          { name: 'page', value: '1' },
          { name: 'per_page', value: '20' },
        ],
        body: undefined,
      },
    ],
    more: 0,
    filteredHere: [],
    notes: [],
    unknown: undefined,
  });
});

test.each([
  ['${epoch:s}', 'seconds', undefined, '1795434240'],
  ['${date:yyyy-MM-dd HH:mm}', 'yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-11-23 12:44'],
  ['${dateTimeZone:-8:00:HH:mm Z}', 'HH:mm Z', '-8:00', '03:44 -0800'],
  ['${date}', "yyyy-MM-dd'T'HH:mm:ss'Z'", 'UTC', '2026-11-23T11:44:00Z'],
  ['${nowTimeZone:UTC:HH:mm}', 'HH:mm', 'UTC', '12:00'],
])('%s is told with its format, zone and value', async (text, format, timezone, value) => {
  const { times } = await preview({ ...definition, url: `/hubs/general/rows?since=${text}` });
  expect(times).toMatchObject([{ text, format, value }]);
  expect(times[0]?.timezone).toBe(timezone);
});

test('a sample record is read and decided by the rules of polls', async () => {
  const judged = async (changed: JsonValue, more: Partial<PreviewOf> = {}) =>
    (await preview(definition, { ...more, sample: { id: 7, changed, born: 1_795_434_000 } })).sample;
  expect(await judged('2026-11-23T11:50:00Z')).toMatchObject({
    recordId: '7',
    idFound: true,
    updated: { found: '2026-11-23T11:50:00Z', reading: 'instant', instant: 1_795_434_600_000_000 },
    created: { reading: 'instant', instant: 1_795_434_000_000_000 },
    decision: { outcome: 'updated', rule: 'dates-differ' },
  });
  expect(await judged('2026-11-23T11:40:00Z')).toMatchObject({
    decision: { outcome: 'ignored', rule: 'before-window' },
  });
  expect(await judged('2026-11-23T11:40:00Z', { lastPollDate: '2026-11-23T11:30:00Z' })).toMatchObject({
    decision: { outcome: 'created', rule: 'dates-equal' },
  });
  expect(await judged('23.11.2026')).toMatchObject({
    updated: { reading: 'unparsable', reason: expect.stringContaining("yyyy-MM-dd'T'HH:mm:ss'Z' does not read") },
    decision: { outcome: 'created', rule: 'identity-new' },
  });
});

test('a field that the record does not have is told with those that it has', async () => {
  const { sample } = await preview(definition, { sample: { number: 7, born: 1_795_434_000 } });
  expect(sample).toMatchObject({
    idFound: false,
    updated: { reading: 'none', reason: 'the record has no changed; it has number, born' },
  });
});

test('a mistake is told with its path, and the rest is previewed nevertheless', async () => {
  const spoilt = {
    ...definition,
    IDField: 'id',
    idField: undefined as never,
    datesConfiguration: { ...definition.datesConfiguration, updatedAtFormat: 'yyyy-mm-dd', updatedDateFormat: '' },
  };
  const {
    issues,
    warnings,
    bounds,
    definition: read,
    sample,
  } = await preview(JSON.parse(JSON.stringify(spoilt)) as JsonValue, {
    sample: { id: 7, born: 1_795_434_000 },
    lastPollDate: 'yesterday',
  });
  expect(issues.map(({ path }) => path)).toEqual(['definition.datesConfiguration.updatedAtFormat', 'lastPollDate']);
  expect(warnings).toContainEqual({ path: 'definition.IDField', message: 'taken as idField' });
  expect(read).toMatchObject({ idField: 'id', datesConfiguration: { createdDateField: 'born' } });
  expect(bounds?.query?.url).toBe("/hubs/general/rows?where=updated>='2026-11-23T11:44:00Z'");
  expect(sample?.created).toMatchObject({ reading: 'instant' });
});

test('a resource that the connector does not have, and one without a value for its path, say so', async () => {
  const unknown = await preview({ ...definition, url: '/hubs/general/cows' });
  expect(unknown.requests?.unknown).toContain('Sample has no resource /hubs/general/cows; it has /hubs/general/rows');
  expect(unknown.bounds?.asksForAll).toBe(true);
  const parameters = { listId: { configuration: ['list.id'] } };
  const connector = testConnector({ path: '/{listId}/rows', request: { path: '/l/{listId}' }, parameters });
  const url = '/hubs/general/{listId}/rows';
  expect((await preview({ url }, { connector })).requests?.unknown).toContain('{listId} has no value');
  const filled = await preview({ url }, { connector, configuration: { 'list.id': '42' } });
  expect(filled.requests?.requests).toMatchObject([{ path: '/l/42' }]);
});

test('what fans out by another list is shown by the name of its parameter', async () => {
  const base = testConnector();
  const children = testConnector({
    path: '/rows/{rowId}/children',
    request: { path: '/rows/{rowId}/children' },
    parameters: { rowId: { from: 'rows' } },
  }).resources['rows'];
  const resources = { ...base.resources, children } as Connector['resources'];
  const { requests } = await preview(
    { url: '/hubs/general/rows/{rowId}/children' },
    { connector: { ...base, resources } },
  );
  expect(requests).toMatchObject({
    requests: [{ path: '/rows/{rowId}/children' }],
    notes: ['Once for each value of {rowId}: the id of the records of /hubs/general/rows.'],
  });
});

test('where the account has an address of its own the path is told, and secrets never are', async () => {
  const connector = testConnector(
    { request: { path: '/rows', query: { key: '{api.key}' } } },
    {
      baseUrl: 'https://{site}.sample.example/v2',
      configuration: [{ key: 'api.key', name: 'Key', type: 'PASSWORD', description: '', required: true }],
    },
  );
  const { requests } = await preview(definition, { connector, configuration: { 'api.key': 'open-sesame' } });
  expect(requests).toMatchObject({ requests: [{ path: '/v2/rows', query: [{ name: 'key', value: '********' }] }] });
});

test.each(['://bad', 'https://', 'acme', 'mailto:x', 'http://[1'])(
  'where the address is only half typed (%s) the path is told',
  async (address) => {
    const { requests } = await preview(definition, { configuration: { 'base.url': address } });
    expect(requests).toMatchObject({ requests: [{ path: '/rows' }], unknown: undefined });
  },
);

test('conditions that the provider does not know are told to be filtered here', async () => {
  const { requests } = await preview({ ...definition, url: "/hubs/general/rows?where=name='x'" });
  expect(requests?.filteredHere).toEqual(["name = 'x'"]);
});

test('the canonical configuration reads as the same again', async () => {
  const given = {
    ...definition,
    filterByUpdateDate: 'false',
    pollDelay: '5',
    objectName: 'x',
    polling: { order: 'none' },
  };
  const once = await preview(given);
  const twice = await preview(once.definition);
  expect(once.definition).toMatchObject({ filterByUpdatedDate: false, pollDelay: 5, objectName: 'x' });
  expect(twice.definition).toEqual(once.definition);
  expect(twice.issues).toEqual([]);
});

test('whatever is sent, there is a preview or an issue', async () => {
  const urls = fc.oneof(
    fc.string(),
    fc.string().map((text) => `/hubs/general/rows?where=${text}`),
    fc.constant(definition.url),
  );
  const entries = fc.oneof(
    fc.jsonValue(),
    fc.record({ url: urls, idField: fc.jsonValue(), datesConfiguration: fc.jsonValue(), polling: fc.jsonValue() }),
  );
  await fc.assert(
    fc.asyncProperty(
      entries,
      fc.jsonValue(),
      fc.string(),
      fc.string(),
      async (entry, sample, lastPollDate, address) => {
        const configuration = { 'base.url': address };
        const told = await preview(entry as JsonValue, { sample: sample as JsonValue, lastPollDate, configuration });
        expect(told.bounds !== undefined || told.issues.length > 0).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
