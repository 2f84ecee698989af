import { expect, test } from 'vitest';
import { microsPerSecond } from '../lib/instant.ts';
import { resultCapFault, type CappedSlice } from './result-cap.ts';

const messageOf = (values: Partial<CappedSlice>) =>
  resultCapFault({
    rules: { order: 'none', filter: {} },
    slice: { since: 5 * microsPerSecond },
    rows: 3,
    newest: 5 * microsPerSecond,
    ...values,
  }).message;

const upperBound = { field: 'updated', pattern: 'seconds', timezone: 'UTC' };

test.each<[string, Partial<CappedSlice>, string]>([
  [
    'nothing could be tried',
    {},
    'The provider gave 3 rows of the query and no more. The connector declares neither an ascending order nor an upperBound, by which the rest could be asked for.',
  ],
  [
    'one row is all that comes',
    { rows: 1 },
    'The provider gave 1 row of the query and no more. The connector declares neither an ascending order nor an upperBound, by which the rest could be asked for.',
  ],
  [
    'all rows have the date from which they were asked for',
    { rules: { order: 'updatedAscending', filter: {} } },
    'The provider gave 3 rows of the query and no more. The rest is asked for from the date of the last row, but none is dated after 1970-01-01T00:00:05Z, where the query began.',
  ],
  [
    'all rows have the hour from which they were asked for',
    { rules: { order: 'updatedAscending', filter: { granularity: 'hour' } } },
    'The provider gave 3 rows of the query and no more. The rest is asked for from the date of the last row, but none is dated an hour or more after 1970-01-01T00:00:05Z, where the query began.',
  ],
  [
    'no row has a date',
    { rules: { order: 'updatedAscending', filter: {} }, newest: undefined },
    'The provider gave 3 rows of the query and no more. The rest is asked for from the date of the last row, but no row has a date that can be read.',
  ],
  [
    'the window cannot be halved further',
    { rules: { order: 'updatedAscending', filter: { granularity: 'second' }, upperBound } },
    'The provider gave 3 rows of the query and no more. The rest is asked for by halves of the window, but what is left of it, from 1970-01-01T00:00:05Z, is shorter than two seconds.',
  ],
])('where %s, the fault says so', (_what, values, message) => {
  expect(messageOf(values)).toBe(message);
});
