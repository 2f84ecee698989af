import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import type { KeysetPosition } from '../page-position.ts';
import { planQuery } from '../plan-query.ts';
import { keysetRequest, settleKeyset } from './keyset-paging.ts';

interface Row {
  [key: string]: string;
  id: string;
  updated: string;
}

const stamp = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000001-05:00`;
const version = ({ id, updated }: Row) => `${id}@${updated}`;

const planOf = (pageSize: number, where?: string) =>
  planQuery(
    testConnector({
      paging: {
        kind: 'keyset',
        field: 'updated',
        parameter: 'since',
        page: 'page',
        pageSize: 'size',
        maxPageSize: 100,
      },
      where: { fields: { updated: { operators: { '>=': 'since' } } } },
    }),
    { path: '/rows', passedOn: {}, pageSize, ...(where === undefined ? {} : { where }) },
    {},
  );

/** Reads all pages from a vendor that sorts and filters by the date and numbers its pages. */
function scan(rows: Row[], pageSize: number, mutate: () => void = () => {}): { read: string[]; requests: string[] } {
  const plan = planOf(pageSize);
  if (plan.paging.kind !== 'keyset') throw new Error('not a keyset plan');
  const read: string[] = [];
  const requests: string[] = [];
  let position: KeysetPosition | undefined;
  do {
    const { parameters, asked } = keysetRequest(plan.paging, plan, position);
    const asking = Object.fromEntries(parameters);
    if (requests.length > 10_000) throw new Error('the scan does not end');
    requests.push(`${asking['since'] ?? ''} ${asking['page']}`);
    const matching = rows
      .filter(({ updated }) => updated >= (asking['since'] ?? ''))
      .toSorted((a, b) => (version(a) === version(b) ? 0 : a.updated + a.id < b.updated + b.id ? -1 : 1));
    const from = (Number(asking['page']) - 1) * pageSize;
    const page = { rows: matching.slice(from, from + pageSize), answer: {}, asked, place: 'GET /rows' };
    const outcome = settleKeyset(plan.paging, plan, page, position);
    read.push(...outcome.records.map((row) => version(row as Row)));
    position = outcome.next as KeysetPosition | undefined;
    mutate();
  } while (position);
  return { read, requests };
}

const rowsAt = (seconds: number[]): Row[] =>
  seconds.map((second, index) => ({ id: `r${index}`, updated: stamp(second) }));

test('the next page is asked for from the date of the last row, and rows of that date come once', () => {
  const rows = rowsAt([1, 2, 2, 3]);
  const { read, requests } = scan(rows, 2);
  expect(read).toEqual(rows.map(version));
  expect(requests).toEqual([' 1', `${stamp(2)} 1`, `${stamp(2)} 2`, `${stamp(2)} 1`]);
});

test('a list that fits on one page takes one request', () => {
  expect(scan(rowsAt([1, 2]), 5).requests).toHaveLength(1);
});

test('a row that slips to a page read before, because one of the same date was changed, is still read', () => {
  const rows = rowsAt([1, 1, 1, 1, 1, 1, 2]);
  let changes = 0;
  const { read } = scan(rows, 2, () => {
    changes += 1;
    if (changes === 2) (rows[0] as Row)['updated'] = stamp(9);
  });
  expect(read).toEqual(expect.arrayContaining(rows.map(version)));
});

test('no row is missed, whatever is changed between the pages, and none comes twice when nothing is', () => {
  const seconds = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 30 });
  fc.assert(
    fc.property(
      seconds,
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.nat(40), { maxLength: 15 }),
      (dates, pageSize, touched) => {
        const rows = rowsAt(dates);
        const left = [...touched];
        let now = 10;
        const { read } = scan(rows, pageSize, () => {
          const row = rows[left.pop() ?? -1];
          if (row) row['updated'] = stamp(now++);
        });
        expect(touched.length > 0 || new Set(read).size === read.length).toBe(true);
        const untouched = rows.filter(({ updated }) => updated < stamp(10));
        expect(untouched.map(version).filter((each) => !read.includes(each))).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});

const settle = (rows: Row[], where?: string) => {
  const plan = planOf(rows.length, where);
  if (plan.paging.kind !== 'keyset') throw new Error('not a keyset plan');
  return settleKeyset(plan.paging, plan, { rows, answer: {}, asked: rows.length, place: 'GET /rows' }, undefined);
};

test('a vendor that ignores the filter is found out', () => {
  expect(() => settle(rowsAt([1, 5]), `updated>='${stamp(3)}'`)).toThrow(
    'GET /rows: the filter since has no effect: the first row has updated 2026-01-01T00:00:01.000001-05:00',
  );
});

test('a vendor that does not sort ascending is found out', () => {
  expect(() => settle(rowsAt([5, 1]))).toThrow('GET /rows: the rows are not sorted ascending by updated');
});

test('rows without a date are read by page number', () => {
  const row = { id: 'r1', updated: '' };
  const plan = planOf(1);
  if (plan.paging.kind !== 'keyset') throw new Error('not a keyset plan');
  const page = { rows: [{ id: row.id }], answer: {}, asked: 1, place: 'GET /rows' };
  expect(settleKeyset(plan.paging, plan, page).next).toMatchObject({ page: 2, seen: ['r1'] });
});
