import { expect, test } from 'vitest';
import { outcomeOfDates } from '../../../test/kit/poller-configuration-outcome.ts';

const datesOf = (outcome: ReturnType<typeof outcomeOfDates>) => {
  const [definition] = outcome.definitions;
  return { updated: definition?.updated, created: definition?.created };
};

test.each([
  ['nothing', {}],
  ['empty values', { updatedDateField: '', updatedDateFormat: '', updatedDateTimezone: '', createdDateField: '' }],
  ['null', { updatedDateField: null, createdDateField: 'null' }],
])('%s means no dates', (_, dates) => {
  const outcome = outcomeOfDates(dates);
  expect(outcome).toMatchObject({ warnings: [], issues: [] });
  expect(datesOf(outcome)).toEqual({ updated: undefined, created: undefined });
});

test('a created date takes format and zone of the updated one where it says nothing', () => {
  const dates = {
    updatedDateField: 'u',
    updatedDateFormat: 'yyyy-MM-dd HH:mm:ss',
    updatedDateTimezone: 'Europe/Berlin',
    createdDateField: 'c',
    createdDateTimezone: '',
  };
  expect(datesOf(outcomeOfDates(dates)).created).toEqual({
    field: 'c',
    format: 'yyyy-MM-dd HH:mm:ss',
    timezone: 'Europe/Berlin',
  });
});

test('a created date alone is enough', () => {
  const dates = { createdDateField: 'c', createdDateFormat: 'dd/MM/yyyy' };
  expect(datesOf(outcomeOfDates(dates))).toEqual({
    updated: undefined,
    created: { field: 'c', format: 'dd/MM/yyyy', timezone: 'UTC' },
  });
});

test('a field without a format is refused', () => {
  expect(outcomeOfDates({ updatedDateField: 'u' }).issues).toEqual([
    "contacts.datesConfiguration.updatedDateFormat: missing beside updatedDateField; allowed: a date pattern such as yyyy-MM-dd'T'HH:mm:ssXXX, or milliseconds, seconds, microseconds",
  ]);
});

test('a format without a field has no effect, and says so', () => {
  expect(outcomeOfDates({ updatedDateFormat: 'seconds' }).warnings).toEqual([
    'contacts.datesConfiguration.updatedDateFormat: no effect without updatedDateField',
  ]);
});

test('a bad pattern and a bad zone are refused where they stand', () => {
  expect(outcomeOfDates({ updatedAtField: 'u', updatedAtFormat: 'yyyy-NN-dd' }).issues).toEqual([
    expect.stringMatching(/^contacts\.datesConfiguration\.updatedAtFormat: .*yyyy-NN-dd.*6/),
  ]);
  const zoned = { updatedDateField: 'u', updatedDateFormat: 'yyyy-MM-dd', updatedDateTimezone: 'Atlantis' };
  expect(outcomeOfDates(zoned).issues).toEqual([
    expect.stringMatching(/^contacts\.datesConfiguration\.updatedDateTimezone: .*Atlantis/),
  ]);
});

test.each([
  ["yyyy-MM-dd'T'HH:mm:ss.SSSX'", "yyyy-MM-dd'T'HH:mm:ss.SSSX"],
  ["yyyy-MM-dd'T'HH:mm:ss'Z", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
])('the quotes of %s are mended', (format, mended) => {
  const outcome = outcomeOfDates({ updatedDateField: 'u', updatedDateFormat: format });
  expect(outcome.warnings).toEqual([
    `contacts.datesConfiguration.updatedDateFormat: odd number of quotes; taken as ${mended}`,
  ]);
  expect(datesOf(outcome).updated?.format).toBe(mended);
});

test.each([
  ["['Modified Time']", 'Modified Time'],
  ['$["a b"]', 'a b'],
])('the field %s is taken as %s', (field, name) => {
  const outcome = outcomeOfDates({ updatedDateField: field, updatedDateFormat: 'seconds' });
  expect(datesOf(outcome).updated?.field).toBe(name);
  expect(outcome.warnings).toEqual([`contacts.datesConfiguration.updatedDateField: taken as ${name}`]);
});

test.each(['_info.lastUpdated', '@.@id', 'E-mail Address', 'a[0].b'])('the field %s stays', (field) => {
  const outcome = outcomeOfDates({ updatedDateField: field, updatedDateFormat: 'seconds' });
  expect(datesOf(outcome).updated?.field).toBe(field);
});
