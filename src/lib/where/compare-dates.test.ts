import { expect, test } from 'vitest';
import { datePattern } from '../date-pattern/date-pattern.ts';
import { recordDates } from './compare-dates.ts';
import { matchesWhere } from './matches-where.ts';
import { parseWhere } from './parse-where.ts';

const { compare } = recordDates([
  { field: 'made', pattern: datePattern('MM/dd/yyyy') },
  { field: "['Modified Time']", pattern: datePattern('yyyy-MM-dd HH:mm', 'Asia/Tokyo') },
]);

test.each([
  ["made > '2019-12-30'", { made: '12/31/2019' }, true],
  ["made > '12/30/2019'", { made: '01/02/2020' }, true],
  ["made < '12/30/2019'", { made: '01/02/2020' }, false],
  ["made = '2019-12-31T00:00:00Z'", { made: '12/31/2019' }, true],
  ['made >= 1577750400', { made: '12/31/2019' }, true],
  ["made in ('2019-12-31')", { made: '12/31/2019' }, true],
  ["`Modified Time` >= '2020-01-01T00:00:00Z'", { 'Modified Time': '2020-01-01 09:00' }, true],
  ["`Modified Time` > '2020-01-01T00:00:00Z'", { 'Modified Time': '2020-01-01 08:59' }, false],
  ["other > '2019-12-30'", { other: '12/31/2019' }, false],
  ["made > '2019-12-30'", { made: 'soon' }, false],
])('where dates of records have a known form, %s is for %j: %s', (where, record, expected) => {
  expect(matchesWhere(parseWhere(where), record, { compare })).toBe(expected);
});
