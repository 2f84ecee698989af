import { describe, expect, test } from 'vitest';
import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { Fault } from '../../model/fault.ts';
import { undatedQuery } from './undated-query.ts';

/** A URL in which `<…>` stands for the moment in this pattern. */
const at = (url: string) => (moment: number) =>
  url.replaceAll(/<([A-Za-z][^<>']*)>/g, (_all, pattern: string) => datePattern(pattern).print(moment));

const base = '/hubs/crm/contacts';

describe('what the poll fills in is left out, and everything else stays', () => {
  test.each([
    [`where=updated_at>='<yyyy-MM-dd>'`, undefined],
    [`where=updated_at>='<HH:mm>'`, undefined],
    [`where=modified_after='<milliseconds>'`, undefined],
    [`where=status='open' AND updated_at>='<yyyy-MM-dd>'`, `status = 'open'`],
    [`where=updated_at>='<yyyy-MM-dd>' and updated_at<'<yyyy-MM-dd>' and a=1 and b=2`, 'a = 1 AND b = 2'],
    [`where=(created>'<yyyy-MM-dd>' OR updated>'<yyyy-MM-dd>') AND kind IN ('a', 'b')`, `kind IN ('a', 'b')`],
    [`where=created>'2020-01-01' AND updated>'<yyyy-MM-dd>'`, `created > '2020-01-01'`],
    [`where=NOT updated<'<yyyy-MM-dd>' AND status='open'`, `status = 'open'`],
  ])('%s', (where, expected) => {
    const { query, dropped } = undatedQuery(at(`${base}?${where}&orderBy=name`));
    expect(query).toEqual({ path: base, orderBy: 'name', passedOn: {}, ...(expected && { where: expected }) });
    expect(dropped).toBe(true);
  });
});

test('a parameter that holds the moment is left out, too', () => {
  const { query, dropped } = undatedQuery(at(`${base}?since=<seconds>&view=all`));
  expect(query).toEqual({ path: base, passedOn: { view: 'all' } });
  expect(dropped).toBe(true);
});

test('a URL without a moment stays as it is', () => {
  const url = `${base}?where=status='open' or status='new'&view=all`;
  expect(undatedQuery(at(url))).toEqual({
    query: { path: base, where: "status='open' or status='new'", passedOn: { view: 'all' } },
    dropped: false,
  });
});

test('a where clause that cannot be understood is a fault', () => {
  expect(() => undatedQuery(at(`${base}?where=updated_at >> '<yyyy-MM-dd>'`))).toThrow(Fault);
});
