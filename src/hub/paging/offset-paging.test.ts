import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import type { OffsetPosition } from '../page-position.ts';
import { planQuery } from '../plan-query.ts';
import { offsetRequest, settleOffset } from './offset-paging.ts';

const planOf = (pageSize: number, options: object = {}) =>
  planQuery(
    testConnector({ paging: { kind: 'offset', offset: 'skip', limit: 'take', maxPageSize: 1000, ...options } }),
    { path: '/rows', passedOn: {}, pageSize },
    {},
  );

interface Scan {
  read: string[];
  requests: string[];
  restarts: number;
}

/** Reads all pages of a list that `mutate` may change before each request. */
function scan(
  list: () => readonly string[],
  {
    pageSize,
    options,
    mutate,
    clampTo = Infinity,
  }: { pageSize: number; options?: object; mutate?: () => void; clampTo?: number },
): Scan {
  const plan = planOf(pageSize, options);
  if (plan.paging.kind !== 'offset') throw new Error('not an offset plan');
  const result: Scan = { read: [], requests: [], restarts: 0 };
  let position: OffsetPosition | undefined;
  do {
    const { offset, asked, parameters } = offsetRequest(plan.paging, plan, position);
    result.requests.push(parameters.map(([name, value]) => `${name}=${value}`).join('&'));
    const rows = list()
      .slice(offset, offset + Math.min(asked, clampTo))
      .map((id) => ({ id }));
    const outcome = settleOffset(plan.paging, plan, { rows, answer: {}, asked, place: 'GET /rows' }, position);
    result.read.push(...outcome.records.map(({ id }) => id as string));
    result.restarts += outcome.restarted ? 1 : 0;
    position = outcome.next as OffsetPosition | undefined;
    mutate?.();
  } while (position);
  return result;
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);

test('pages begin one row early, and a short page is the last', () => {
  const { read, requests } = scan(() => names(7), { pageSize: 3 });
  expect(read).toEqual(names(7));
  expect(requests).toEqual(['skip=0&take=3', 'skip=2&take=4', 'skip=5&take=4']);
});

test('pages of one row have no room for a row read before, and are read to the end all the same', () => {
  const { read, requests } = scan(() => names(2), { pageSize: 1, options: { maxPageSize: 1 } });
  expect([read, requests]).toEqual([names(2), ['skip=0&take=1', 'skip=1&take=1', 'skip=2&take=1']]);
});

test('an empty list takes one request', () => {
  expect(scan(() => [], { pageSize: 3 })).toEqual({ read: [], requests: ['skip=0&take=3'], restarts: 0 });
});

test('a vendor that gives fewer rows per page than it promises is read to an empty page', () => {
  expect(scan(() => names(9), { pageSize: 5, clampTo: 2, options: { end: 'emptyPage' } }).read).toEqual(names(9));
});

test('rows that slip to a page read before, because one of it was deleted, are still read', () => {
  const rows = names(9);
  const deletions = ['r1', 'r4'];
  const { read, restarts } = scan(() => rows, {
    pageSize: 3,
    mutate: () => {
      const [gone] = deletions.splice(0, 1);
      if (gone !== undefined) rows.splice(rows.indexOf(gone), 1);
    },
  });
  expect(rows.every((row) => read.includes(row))).toBe(true);
  expect(restarts).toBeGreaterThan(0);
});

test('rows inserted further up give no row twice', () => {
  const rows = names(9);
  let inserted = false;
  const { read } = scan(() => rows, {
    pageSize: 4,
    mutate: () => {
      if (!inserted) rows.unshift('new1', 'new2');
      inserted = true;
    },
  });
  expect(read).toEqual(names(9));
});

test('a vendor that ignores the offset is found out', () => {
  const plan = planOf(3);
  if (plan.paging.kind !== 'offset') throw new Error('not an offset plan');
  const paging = plan.paging;
  let position: OffsetPosition | undefined;
  const readForEver = () => {
    for (let page = 0; page < 1000; page++) {
      const { asked } = offsetRequest(paging, plan, position);
      const rows = names(10)
        .slice(0, asked)
        .map((id) => ({ id }));
      const { next } = settleOffset(paging, plan, { rows, answer: {}, asked, place: 'GET /rows' }, position);
      position = next as OffsetPosition;
    }
  };
  expect(readForEver).toThrow('GET /rows: the parameter skip has no effect: another page gave the same rows');
});

test('no row that is there all the time is missed, whatever is inserted and deleted between the pages', () => {
  const mutation = fc.record({ at: fc.nat(60), count: fc.nat(6), insert: fc.boolean() });
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.integer({ min: 1, max: 8 }),
      fc.array(mutation, { maxLength: 12 }),
      (size, pageSize, mutations) => {
        const rows = names(size);
        const original = new Set(rows);
        const deleted = new Set<string>();
        let serial = 0;
        const { read } = scan(() => rows, {
          pageSize,
          mutate: () => {
            const next = mutations.pop();
            if (!next) return;
            if (next.insert) rows.splice(next.at, 0, ...Array.from({ length: next.count }, () => `n${serial++}`));
            else for (const row of rows.splice(next.at, next.count)) deleted.add(row);
          },
        });
        const stayed = [...original].filter((row) => !deleted.has(row));
        expect(stayed.filter((row) => !read.includes(row))).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

/** Rows of a list sorted by date: an edited row moves to the end. */
interface Dated {
  [key: string]: string | number;
  id: string;
  date: number;
}

test('no untouched row is missed, whatever is edited, deleted and appended between the pages', () => {
  const step = fc.record({ what: fc.constantFrom('edit', 'delete', 'append'), which: fc.nat(40) });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 12 }),
      fc.record({ restless: fc.boolean(), maxPageSize: fc.integer({ min: 2, max: 8 }) }),
      (count, pageSize, interludes, { restless, maxPageSize }) => {
        let rows: Dated[] = names(count).map((id, date) => ({ id, date }));
        const untouched = new Set(names(count));
        let now = count;
        const left = [...interludes];
        const change = ({ what, which }: { what: string; which: number }) => {
          const row = rows[which % Math.max(1, rows.length)];
          if (what === 'append') rows.push({ id: `new${now}`, date: now++ });
          else if (row) {
            untouched.delete(row.id);
            rows = rows.filter((other) => other !== row);
            if (what === 'edit') rows.push({ id: row.id, date: now++ });
          }
        };
        const plan = planOf(pageSize, { maxPageSize });
        if (plan.paging.kind !== 'offset') throw new Error('not an offset plan');
        let position: OffsetPosition | undefined;
        let reads = 0;
        do {
          const { offset, asked } = offsetRequest(plan.paging, plan, position);
          const shown = rows.slice(offset, offset + asked).map((row) => (restless ? { ...row, link: reads } : row));
          const outcome = settleOffset(plan.paging, plan, { rows: shown, answer: {}, asked, place: 'GET' }, position);
          for (const { id } of outcome.records) untouched.delete(id as string);
          position = outcome.next as OffsetPosition | undefined;
          // Rows that differ each time are known by their place alone: they may not move as well.
          if (!restless) left.pop()?.forEach(change);
          if (++reads > 500) throw new Error('the scan does not end');
        } while (position);
        expect([...untouched]).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});
