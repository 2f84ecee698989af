import { expect, test } from 'vitest';
import type { JsonRecord } from '../../lib/json.ts';
import type { DateField } from '../../model/poll-definition.ts';
import { aPollDefinition } from '../../../test/kit/poll-definition.ts';
import { checkDates, dateFieldsRead } from './check-dates.ts';

const dateField = (field: string, format = "yyyy-MM-dd'T'HH:mm:ssXXX"): DateField => ({
  field,
  format,
  timezone: 'UTC',
});
const both = { updated: dateField('changed'), created: dateField('made') };
const page = (records: JsonRecord[], dates: { updated?: DateField; created?: DateField } = both) => ({
  definition: aPollDefinition({ updated: undefined, created: undefined, ...dates }),
  records,
});
const changed = (...dates: (string | null)[]): JsonRecord[] => dates.map((date) => ({ changed: date }));
const monday = '2026-01-05T08:00:00Z';
const tuesday = '2026-01-06T08:00:00Z';

test('rows in another order than the declared one are a fault, with the first date that is out of place', () => {
  const pages = [page(changed(monday, null, tuesday))];
  expect(checkDates(pages, 'updatedAscending')).toEqual([]);
  expect(checkDates(pages, 'none')).toEqual([]);
  expect(checkDates(pages, 'updatedDescending')).toEqual([
    `polling.order: found rows of another order than updatedDescending: ${tuesday} after ${monday} (changed)`,
  ]);
  expect(checkDates([page(changed(tuesday, monday))], 'updatedAscending')).toHaveLength(1);
});

test('equal dates and dates of different pages say nothing about the order', () => {
  expect(checkDates([page(changed(monday, monday))], 'updatedDescending')).toEqual([]);
  expect(checkDates([page(changed(monday)), page(changed(tuesday))], 'updatedDescending')).toEqual([]);
});

test('where there is no updated date the created date tells the order', () => {
  const pages = [page([{ made: tuesday }, { made: monday }], { created: dateField('made') })];
  expect(checkDates(pages, 'updatedAscending')).toHaveLength(1);
});

test('values that are no dates are a fault, told once', () => {
  expect(checkDates([page(changed('soon', 'soon'))], 'none')).toEqual([
    'changed: "soon" is no date in the updatedDateFormat yyyy-MM-dd\'T\'HH:mm:ssXXX',
  ]);
});

test.each([
  ['dd.MM.yyyy', monday, 1],
  ["yyyy-MM-dd'T'HH:mmXXX", '2026-01-05T08:00:30Z', 1],
  ["yyyy-MM-dd'T'HH:mm:ss'Z'", '2026-01-05T08:00:00.123Z', 0],
  ['seconds', '1767600000.0002', 0],
  ['yyyy-MM-dd', '2026-01-05', 0],
])('a format that leaves out more than fractions of seconds is a fault: %s for %s', (format, value, faults) => {
  expect(checkDates([page(changed(value), { updated: dateField('changed', format) })], 'none')).toHaveLength(faults);
});

test('a date field counts as read when one record has a date there', () => {
  const pages = [page(changed(null)), page([{ changed: monday }, {}])];
  expect(dateFieldsRead(pages)).toEqual([
    { name: 'updatedDateField', field: 'changed', found: true },
    { name: 'createdDateField', field: 'made', found: false },
  ]);
  expect(dateFieldsRead([page([])])).toEqual([]);
});
