import { expect, test } from 'vitest';
import { firstEntry, modelledResources } from './connector-model.ts';
import { issueOf, markedUrl, requestRemarks, requestText } from './preview-words.ts';
import { fieldPaths, parsedSample, sampleRecord } from './sample-record.ts';
import { zoneGroups } from './timezones.ts';

const documentOf = (resource: object) => modelledResources({ resources: [resource] });
const deals = {
  type: 'api',
  method: 'GET',
  path: '/hubs/crm/deals',
  model: {
    name: 'deal',
    swagger: {
      deal: {
        'x-primary-key': ['dealId'],
        properties: { dealId: { type: 'integer' }, updated_at: { format: 'date-time' }, cdate: {}, createdBy: {} },
      },
    },
  },
};

test('a new resource begins with what the model of the connector tells', () => {
  const [known] = documentOf(deals);
  expect(firstEntry('deals', 'crm', known)).toEqual({
    url: '/hubs/crm/deals',
    idField: 'dealId',
    datesConfiguration: { updatedDateField: 'updated_at', createdDateField: 'cdate' },
  });
  expect(firstEntry('cows', 'crm', undefined)).toEqual({ url: '/hubs/crm/cows' });
  expect(documentOf({ ...deals, method: 'POST' })).toEqual([]);
  expect(documentOf({ ...deals, path: '/hubs/crm/deals/{id}' })).toEqual([]);
});

test('the example has its dates in the formats that were chosen, inside of objects too', () => {
  const entry = {
    idField: 'id',
    datesConfiguration: {
      updatedDateField: 'meta.changed',
      updatedDateFormat: 'yyyy',
      createdDateField: 'born',
      createdDateFormat: 'seconds',
    },
  };
  const examples = new Map([
    ['yyyy', '2026'],
    ['seconds', '17'],
  ]);
  const record = sampleRecord(
    entry,
    [{ name: 'open', type: 'boolean', format: undefined, example: undefined }],
    examples,
  );
  expect(record).toEqual({ open: false, id: '1001', born: 17, meta: { changed: '2026' } });
  expect(fieldPaths(record)).toEqual(['open', 'id', 'born', 'meta.changed']);
});

test('a sample that is no JSON is told, and an empty one is none', () => {
  expect(parsedSample(' ')).toEqual({});
  expect(parsedSample('{"a": 1}')).toEqual({ sample: { a: 1 } });
  expect(parsedSample('{')).toEqual({ problem: expect.any(String) });
});

test('an issue is shown at its field, wherever it was found', () => {
  const issues = [
    { path: 'definition.datesConfiguration.updatedAtFormat', message: 'not known' },
    { path: 'lastPollDate', message: 'other' },
  ];
  expect(issueOf(issues, ['updatedDateFormat', 'updatedAtFormat'])).toBe('Not known.');
  expect(issueOf(issues, ['url'])).toBeUndefined();
  expect(issueOf(undefined, ['url'])).toBeUndefined();
});

test('the URL is cut at its dates', () => {
  expect(markedUrl("/a?b='${x}'&c=${y}", [{ text: '${x}', value: '1' }, { text: '${y}' }])).toEqual([
    { text: "/a?b='", filled: false },
    { text: '1', filled: true },
    { text: "'&c=", filled: false },
    { text: '${y}', filled: false },
  ]);
});

test('requests and what one has to know of them are said in words', () => {
  expect(requestText({ method: 'POST', path: '/a', query: [{ name: 'b', value: 'c' }], body: '{}' })).toBe(
    'POST /a?b=c\n\n{}',
  );
  const requests = { requests: [], more: 2, notes: ['A note.'], filteredHere: ["a = 'b'"] };
  const resource = { found: true, paths: [], filters: [{ name: 'since', operators: ['>='] }], orders: [] };
  expect(requestRemarks({ requests, resource })).toEqual([
    'And 2 more of this kind.',
    'A note.',
    "Filtered here, not by the provider: a = 'b'",
    'The provider filters by since (>=).',
  ]);
});

test('a zone that is set is offered, whatever it is', () => {
  expect(zoneGroups('{TimeZone}', ['Europe/Berlin'])[0]).toEqual({ group: 'As it is set', items: ['{TimeZone}'] });
  expect(zoneGroups('Europe/Berlin', ['Europe/Berlin', 'UTC']).map(({ group }) => group)).toEqual([
    'Common',
    'Offsets',
    'Places',
  ]);
  const names = zoneGroups('').flatMap(({ items }) => items);
  expect(new Set(names).size).toBe(names.length);
});
