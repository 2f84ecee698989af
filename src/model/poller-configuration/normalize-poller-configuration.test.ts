import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeOf, outcomeOfOne } from '../../../test/kit/poller-configuration-outcome.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import { normalizePollerConfiguration } from './normalize-poller-configuration.ts';

const iso = "yyyy-MM-dd'T'HH:mm:ssXXX";
const contacts: JsonRecord = {
  url: "/hubs/crm/contacts?where=updated_at>='${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}'",
  idField: 'id',
  datesConfiguration: {
    updatedDateField: 'updated_at',
    updatedDateFormat: iso,
    updatedDateTimezone: 'PST',
    createdDateField: 'created_at',
  },
};

test('the canonical form is taken without a remark, and the created date is written like the updated one', () => {
  expect(outcomeOf({ contacts })).toEqual({
    issues: [],
    warnings: [],
    definitions: [
      {
        resource: 'contacts',
        url: contacts['url'],
        idField: 'id',
        updated: { field: 'updated_at', format: iso, timezone: 'PST' },
        created: { field: 'created_at', format: iso, timezone: 'PST' },
        filterByUpdatedDate: true,
        filterByCurrentDate: false,
        createdCheckToleranceSeconds: 0,
        createdWhenNew: false,
        pageSize: undefined,
        pollDelaySeconds: 0,
        changedFields: false,
        keepRecords: false,
        polling: {},
        unused: {},
      },
    ],
  });
});

test('an object, its JSON text, and that text encoded once more mean the same', () => {
  const text = JSON.stringify({ contacts });
  expect(outcomeOf(text)).toEqual(outcomeOf({ contacts }));
  const twice = outcomeOf(JSON.stringify(text));
  expect(twice.definitions).toEqual(outcomeOf({ contacts }).definitions);
  expect(twice.warnings).toEqual([': JSON text within JSON text; taken as its content']);
});

test.each([[undefined], [null], [''], ['null'], ['{}'], [{}]])('%j polls nothing', (value) => {
  expect(outcomeOf(value)).toEqual({ definitions: [], warnings: [], issues: [] });
});

test.each([
  [[], ': found an empty array; allowed: an object with one entry per resource, or its JSON text'],
  [7, ': found the number 7; allowed: an object with one entry per resource, or its JSON text'],
  [contacts, ': found the settings of one resource; allowed: the same under its name, e.g. {"contacts": {"url": …}}'],
  ['{"contacts": {"url" "/x"}}', ': not JSON: colon expected at line 1, column 21'],
  [{ contacts: '/hubs/crm/contacts' }, 'contacts: found "/hubs/crm/contacts"; allowed: an object'],
  [{ contacts: [contacts] }, 'contacts: found an array; allowed: an object'],
  [{ ' ': contacts }, ' : found the resource name " "; allowed: a name, e.g. contacts'],
])('%j is refused', (value, message) => {
  const { issues } = outcomeOf(value);
  expect(issues).toEqual([expect.stringContaining(message)]);
});

test('all issues are told at once, and each of them in the message', () => {
  const value = {
    contacts: { ...contacts, pageSize: 0, filterByUpdatedDate: 'maybe' },
    deals: { ulr: '/hubs/crm/deals' },
  };
  expect(outcomeOf(value).issues).toEqual([
    'contacts.filterByUpdatedDate: found "maybe"; allowed: true or false',
    'contacts.pageSize: found the number 0; allowed: a whole number of records from 1 to 100000',
    'deals.url: missing; allowed: a path of the hub, e.g. /hubs/crm/contacts. Did you mean url where it says ulr?',
  ]);
  expect(() => normalizePollerConfiguration(value)).toThrow(
    /^3 configuration values are not allowed\. \(1\) .*maybe.* \(2\) .*pageSize.* \(3\) .*deals\.url/,
  );
});

test('booleans and numbers may come as text', () => {
  const { definitions, warnings } = outcomeOfOne({
    ...contacts,
    filterByUpdatedDate: 'False',
    filterByCurrentDate: 'true',
    createdWhenNew: 'true',
    createdCheckTolerance: '10',
    pageSize: '200',
    pollDelay: ' 60 ',
    changedFields: 'TRUE',
    keepRecords: 'true',
    polling: { settleSeconds: '600' },
  });
  expect(warnings).toEqual([]);
  expect(definitions[0]).toMatchObject({
    filterByUpdatedDate: false,
    filterByCurrentDate: true,
    createdWhenNew: true,
    createdCheckToleranceSeconds: 10,
    pageSize: 200,
    pollDelaySeconds: 60,
    changedFields: true,
    keepRecords: true,
    polling: { settleSeconds: 600 },
  });
});

test.each([
  ['pageSize', -1],
  ['pageSize', 'NaN'],
  ['pageSize', 1.5],
  ['pollDelay', -60],
  ['pollDelay', 'soon'],
  ['createdCheckTolerance', Number.NaN],
  ['createdCheckTolerance', true],
  ['filterByCurrentDate', 1],
  ['filterByUpdatedDate', {}],
  ['idField', 7],
  ['url', ['/x']],
  ['datesConfiguration', 'updated_at'],
])('%s cannot be %j', (key, value) => {
  const { issues } = outcomeOfOne({ ...contacts, [key]: value as JsonValue });
  expect(issues).toEqual([expect.stringMatching(new RegExp(`^contacts\\.${key}: found .*; allowed: `))]);
});

test('numbers keep their value, whether they come as number or as text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 86_400 }), (pageSize, pollDelay) => {
      const { definitions } = outcomeOfOne({ ...contacts, pageSize: String(pageSize), pollDelay });
      expect(definitions[0]).toMatchObject({ pageSize, pollDelaySeconds: pollDelay });
    }),
  );
});

test('any JSON value is either accepted or refused with a path and a reason', () => {
  const keys = fc.constantFrom(
    'url',
    'idField',
    'datesConfiguration',
    'pageSize',
    'updatedAtField',
    'x.y',
    'oauth.user.token',
  );
  const urls = fc.constantFrom('/x', '/x?where=a>${epoch}', '{', '}', "/x?where=a='${date:", '/x?where=${date}');
  const leaf = fc.oneof(fc.jsonValue({ maxDepth: 1 }), urls);
  const entry = fc.dictionary(keys, fc.oneof(leaf, fc.dictionary(keys, leaf)));
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(leaf, entry)), (value) => {
      const { issues, definitions } = outcomeOf(value);
      expect(issues.length === 0 || definitions.length === 0).toBe(true);
      for (const issue of issues) expect(issue).toMatch(/: .{10,}/s);
    }),
    { numRuns: 300 },
  );
});

test('a resource without an id or a date to filter by is accepted with a remark', () => {
  expect(outcomeOfOne({ url: '/x', filterByUpdatedDate: false }).warnings).toEqual([
    'contacts.idField: missing; records are known by their content',
    'contacts.filterByUpdatedDate: found the boolean false, but there is no createdDateField to filter by',
  ]);
});

test('changedFields is warned of where no record can be known again', () => {
  const warning = 'contacts.changedFields: has no effect: without an idField no record is known again';
  expect(outcomeOfOne({ ...contacts, idField: '', changedFields: true }).warnings).toContain(warning);
  expect(outcomeOfOne({ ...contacts, changedFields: true }).warnings).toEqual([]);
});
