import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import type { NumberedPosition } from '../page-position.ts';
import { planQuery } from '../plan-query.ts';
import { numberedRequest, settleNumbered } from './numbered-paging.ts';

const planOf = (pageSize: number, options: object = {}) =>
  planQuery(
    testConnector({ paging: { kind: 'page', page: 'p', pageSize: 's', maxPageSize: 1000, ...options } }),
    { path: '/rows', passedOn: {}, pageSize },
    {},
  );

interface Vendor {
  pageSize: number;
  options?: object;
  mutate?: () => void;
  /** What is beside the rows in an answer. */
  answer?: (page: number) => Record<string, number | boolean | string>;
}

/** Reads all pages of a list that `mutate` may change after each request. */
function scan(list: () => readonly string[], { pageSize, options, mutate, answer = () => ({}) }: Vendor) {
  const plan = planOf(pageSize, options);
  if (plan.paging.kind !== 'page') throw new Error('not a plan by page number');
  const read: string[] = [];
  const requests: number[] = [];
  const capped: boolean[] = [];
  let position: NumberedPosition | undefined;
  do {
    const { parameters, asked } = numberedRequest(plan.paging, plan, position);
    const number = Number(Object.fromEntries(parameters)['p']);
    requests.push(number);
    if (requests.length > 10_000) throw new Error('the scan does not end');
    const rows = list()
      .slice((number - 1) * asked, number * asked)
      .map((id) => ({ id }));
    const page = { rows, answer: answer(number), asked, place: 'GET /rows' };
    const outcome = settleNumbered(plan.paging, plan, page, position);
    read.push(...outcome.records.map(({ id }) => id as string));
    capped.push(outcome.capped === true);
    position = outcome.next as NumberedPosition | undefined;
    mutate?.();
  } while (position);
  return { read, requests, capped };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);

test('after the last page the pages are read again, from the last but one to the first', () => {
  expect(scan(() => names(7), { pageSize: 3 }).requests).toEqual([1, 2, 3, 2, 1]);
});

test('a list of one page takes one request', () => {
  expect(scan(() => names(2), { pageSize: 3 })).toMatchObject({ read: names(2), requests: [1] });
});

test('a list in which no row moves forward is read once', () => {
  expect(scan(() => names(7), { pageSize: 3, options: { recheck: false } })).toMatchObject({
    read: names(7),
    requests: [1, 2, 3],
  });
});

test('a row that slips to a page read before is met by the second reading', () => {
  const rows = names(6);
  let pages = 0;
  const { read } = scan(() => rows, {
    pageSize: 2,
    mutate: () => {
      pages += 1;
      if (pages === 1) rows.push(rows.shift() as string);
    },
  });
  expect(new Set(read)).toEqual(new Set(names(6)));
});

test('no untouched row is missed, whatever is updated to the end, deleted and appended between the pages', () => {
  const mutation = fc.record({ at: fc.nat(60), kind: fc.constantFrom('update', 'delete', 'append') });
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.array(mutation, { maxLength: 5 }), { maxLength: 15 }),
      (size, pageSize, steps) => {
        const rows = names(size);
        const touched = new Set<string>();
        let serial = 0;
        const { read } = scan(() => rows, {
          pageSize,
          mutate: () => {
            for (const { at, kind } of steps.pop() ?? []) {
              if (kind === 'append') rows.push(`n${serial++}`);
              const [row] = kind === 'append' ? [] : rows.splice(at, 1);
              if (row === undefined) continue;
              touched.add(row);
              if (kind === 'update') rows.push(row);
            }
          },
        });
        expect(names(size).filter((row) => !touched.has(row) && !read.includes(row))).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});

test('the same property does not hold without the second reading', () => {
  const rows = names(6);
  let moved = false;
  const { read } = scan(() => rows, {
    pageSize: 2,
    options: { recheck: false },
    mutate: () => {
      if (!moved) rows.splice(0, 1);
      moved = true;
    },
  });
  expect(read).not.toContain('r2');
});

test('a flag for more pages decides, also after an empty page and at a full one', () => {
  const more = { path: 'more', equals: 'true' };
  const { read, requests } = scan(() => ['a', 'b', 'c', 'd'], {
    pageSize: 2,
    options: { more, recheck: false },
    answer: (page) => ({ more: page < 5 }),
  });
  expect([read, requests]).toEqual([
    ['a', 'b', 'c', 'd'],
    [1, 2, 3, 4, 5],
  ]);
  expect(scan(() => names(9), { pageSize: 3, options: { more }, answer: () => ({ more: false }) }).requests).toEqual([
    1,
  ]);
});

test('a trusted total spares the request for the empty page, and one that is none is ignored', () => {
  const options = { total: 'count', recheck: false };
  expect(scan(() => names(6), { pageSize: 3, options, answer: () => ({ count: '6' }) }).requests).toEqual([1, 2]);
  expect(scan(() => names(6), { pageSize: 3, options, answer: () => ({ count: -1 }) }).requests).toEqual([1, 2, 3]);
});

test.each([{ maxPages: 2 }, { maxRows: 6 }, { maxRows: 8 }])('with %j nothing beyond is asked for', (cap) => {
  const { requests, capped } = scan(() => names(20), { pageSize: 3, options: { ...cap, recheck: false } });
  expect([requests, capped]).toEqual([
    [1, 2],
    [false, true],
  ]);
});

test('a cap that is met stays told while the pages are read again', () => {
  const { requests, capped } = scan(() => names(20), { pageSize: 3, options: { maxPages: 3 } });
  expect([requests, capped]).toEqual([
    [1, 2, 3, 2, 1],
    [false, false, true, true, true],
  ]);
});
