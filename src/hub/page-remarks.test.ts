import { describe, expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { datePattern } from '../lib/date-pattern/date-pattern.ts';
import { recordDates } from '../lib/where/compare-dates.ts';
import { pageRemarks } from './page-remarks.ts';
import { planQuery } from './plan-query.ts';

const remarks = (where: string, rows: Parameters<typeof pageRemarks>[1]) => {
  const fields = { since: { operators: { '=': 'since' }, bound: 'lower', recordField: 'made', refine: true } };
  return pageRemarks(planQuery(testConnector({ where: { fields } }), { path: '/rows', where, passedOn: {} }, {}), rows);
};

describe('a first page is remarked upon', () => {
  test('when the provider sent records from before a bound', () => {
    expect(remarks("since = '2026-01-02T00:00:00Z'", [{ made: '2026-01-01T00:00:00Z' }])).toEqual([
      'the provider ignored the filter on made: it sent records from before the bound',
    ]);
  });

  test('when no record has a field of a condition', () => {
    expect(remarks('a = 1 and (b is null or not a = 2)', [{ b: null }, { b: 1 }])).toEqual([
      'no record has the field a that the where clause names',
    ]);
  });

  test('when a date meets a value that tells no moment, also where the provider filters first', () => {
    const remark = (column: string) =>
      `the where clause compares ${column} with a date, and "12/31/2019" in a record tells no moment: it fits no comparison`;
    expect(remarks('made > 2020-01-01', [{ made: '' }, { made: '12/31/2019' }])).toEqual([remark('made')]);
    expect(remarks("made in ('2020-01-01')", [{ made: '12/31/2019' }])).toEqual([remark('made')]);
    expect(remarks('since = 2020-01-01', [{ made: '12/31/2019' }])).toEqual([remark('made')]);
  });

  test('and not when the poll says how that field writes its dates', () => {
    const plan = planQuery(testConnector(), { path: '/rows', where: 'made > 2020-01-01', passedOn: {} }, {});
    const dates = recordDates([{ field: 'made', pattern: datePattern('MM/dd/yyyy') }]);
    expect(pageRemarks({ ...plan, dates }, [{ made: '12/31/2019' }])).toEqual([]);
  });

  test('and not when all is as it should be', () => {
    expect(remarks("made > 2020-01-01 and made like '2%'", [{ made: 1577865600 }, { made: null }])).toEqual([]);
    expect(remarks('made = 1', [])).toEqual([]);
  });
});
