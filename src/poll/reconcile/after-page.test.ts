import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pollingSchema } from '../../model/connector-polling.ts';
import { newProgress } from '../../model/reconciliation.ts';
import { afterPage, atScope, type PageTaken } from './after-page.ts';

const place = (polling: object = {}, isLast = true) => ({
  scope: { scope: 'listId=1', polling: pollingSchema.parse(polling) },
  isLast,
  scopesDone: 2,
});
const position = { kind: 'page' as const, page: 2, rows: 0 };
const taken = (values: Partial<PageTaken['page']> = {}, newest?: number): PageTaken => ({
  page: { next: undefined, rowsRead: 100, capped: false, ...values },
  newest,
  present: 1_000_000_000,
});
const reading = { ...newProgress(), sweep: 1, scope: 'listId=1', failures: 4 };

test('a page with another behind it leads there, and ends a row of faults', () => {
  const after = afterPage(reading, place(), taken({ next: position }, 7));
  expect(after).toEqual({ ...reading, failures: 0, rows: 100, newest: 7, position });
});

test('the last page of a scope leads to the next scope, and that of the last one to the end', () => {
  const done = { ...newProgress(), sweep: 1, scope: 'listId=1', done: 'listId=1', scopesDone: 3 };
  expect(afterPage({ ...reading, position }, place({}, false), taken())).toEqual(done);
  expect(afterPage({ ...reading, position }, place(), taken())).toEqual({ ...done, phase: 'deleting' });
});

test('a query that gives only a part is gone on with from the newest date, where rows come in that order', () => {
  const ascending = place({ order: 'updatedAscending', resultCap: 100 });
  const after = afterPage(reading, ascending, taken({ next: position }, 5_000));
  expect(after).toEqual({ ...reading, failures: 0, slices: [{ since: 5_000 }] });
  const again = afterPage({ ...after, rows: 50 }, ascending, taken({ rowsRead: 10 }, 6_000));
  expect(again).toMatchObject({ phase: 'deleting', done: 'listId=1' });
});

test('a second reading of its pages brings a query no nearer to what the provider gives at most', () => {
  const most = place({ order: 'updatedAscending', resultCap: 150 });
  const first = afterPage(reading, most, taken({ next: position }, 5_000));
  const again = afterPage(first, most, taken({ rowsRead: 0 }, 5_000));
  expect(again).toMatchObject({ phase: 'deleting', done: 'listId=1' });
});

test('or it is split in halves, where a window can be closed', () => {
  const splitting = place({ upperBound: { field: 'updated' } });
  const after = afterPage(reading, splitting, taken({ capped: true }, 5_000));
  expect(after.slices).toEqual([{ since: 0, until: 500_000_000 }, { since: 500_000_000 }]);
  const second = afterPage(after, splitting, taken());
  expect(second).toMatchObject({ phase: 'reading', slices: [{ since: 500_000_000 }], rows: 0 });
});

test('or there is no way to the rest, which is a fault and never a deletion', () => {
  expect(() => afterPage(reading, place({ resultCap: 100 }), taken())).toThrow(
    'The provider gave 100 rows of the query and no more. The connector declares neither',
  );
});

const micros = (iso: string) => Date.parse(iso) * 1000;

test('where a window has a longest length its parts follow each other without a gap, and two of them at most are stored', () => {
  const day = 86_400;
  fc.assert(
    fc.property(fc.integer({ min: day, max: 400 * day }), fc.integer({ min: 1, max: 900 }), (longest, days) => {
      const now = micros('2000-01-01T00:00:00Z') + days * day * 1_000_000;
      const of = place({ longestWindowSeconds: longest, upperBound: { field: 'updated' } });
      const page = { ...taken(), present: now };
      let progress = atScope({ ...newProgress(), sweep: 1 }, { scope: 'listId=1', polling: of.scope.polling, now });
      let from = micros('2000-01-01T00:00:00Z');
      while (progress.slices) {
        expect(progress.slices.length).toBeLessThanOrEqual(2);
        const [{ since, until = now } = { since: NaN }] = progress.slices;
        expect(since).toBe(from);
        expect(until - since).toBeLessThanOrEqual(longest * 1_000_000);
        from = until;
        progress = afterPage(progress, of, page);
      }
      // One window alone is as good as none.
      expect(from === now || days * day <= longest).toBe(true);
    }),
  );
});

test('what the provider shows no more is not asked for either', () => {
  const polling = {
    longestWindowSeconds: 86_400,
    longestLookbackSeconds: 30 * 86_400,
    upperBound: { field: 'updated' },
  };
  const now = micros('2026-03-31T00:00:00Z');
  const scope = { scope: 'listId=1', polling: place(polling).scope.polling, now };
  expect(atScope(newProgress(), scope).slices).toEqual([
    { since: micros('2026-03-01T00:00:00Z'), until: micros('2026-03-02T00:00:00Z') },
    { since: micros('2026-03-02T00:00:00Z') },
  ]);
});
