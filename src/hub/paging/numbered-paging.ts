import { contentHash } from '../../lib/canonical-json.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { PagingOf } from '../../model/connector-paging.ts';
import { saysWhether } from '../answer-says.ts';
import type { NumberedPosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { cursorAt, extendTrail, noCursor } from './follow-cursor.ts';
import {
  capReached,
  fills,
  mayHaveMore,
  named,
  pagingIgnored,
  rowIdentity,
  totalOf,
  type PageOutcome,
  type PageRows,
  type PagingRequest,
} from './page-rows.ts';
import { digestOf, mostChecks } from './read-again.ts';

type NumberedPaging = PagingOf<'page'>;

/** The paging parameters of a page and the rows it asks for. */
export function numberedRequest(
  paging: NumberedPaging,
  { pageSize }: QueryPlan,
  position: NumberedPosition | undefined,
): PagingRequest {
  const page = position?.page ?? paging.firstPage;
  if (paging.beyond && position?.beyond) {
    const { cursor } = position.beyond;
    return {
      parameters: named([paging.beyond.parameter, cursor], [paging.pageSize, pageSize]),
      values: { pageSize },
      asked: pageSize,
    };
  }
  return {
    parameters: named([paging.page, page], [paging.pageSize, pageSize]),
    values: { page, pageSize },
    asked: pageSize,
  };
}

/**
 * Takes the rows of a page. A row that leaves a page that was read pulls those behind it forward, and the first row of the
 * next page to a page that will not be read again: so after the last of several pages they are all read once more, from
 * the last but one to the first. Rows only move towards the first page, as this reading does, a page at a time: it meets
 * whatever has slipped. Most of its records come twice. Where the pages were not what they had been, rows may have moved in
 * the other direction meanwhile, and they are read again, a few times at most.
 */
export function settleNumbered(
  paging: NumberedPaging,
  plan: QueryPlan,
  page: PageRows,
  position: NumberedPosition | undefined,
): PageOutcome {
  if (position?.check) return settleCheck(paging, plan, page, { ...position, check: position.check });
  return settleFirstReading(paging, plan, page, position ?? { kind: 'page', page: paging.firstPage, rows: 0 });
}

function settleFirstReading(
  paging: NumberedPaging,
  plan: QueryPlan,
  page: PageRows,
  position: NumberedPosition,
): PageOutcome {
  const { rows, place } = page;
  const before = compared(plan, rows, position.before);
  if (before.repeats >= maxRepeats) throw pagingIgnored(place, paging.page ?? '{page}');
  const rowsRead = position.rows + rows.length;
  const more = tellsMore(paging, page, rowsRead);
  const capped = more ? isCapped(paging, plan, position.page) : fills(paging, rowsRead);
  const outcome = { records: rows, restarted: false, capped };
  const again = secondReading(paging, { position, rowsRead, capped });
  if (!more || capped) return { ...outcome, next: again, ifEnded: again };
  const byCursor = needsCursor(paging, rowsRead);
  const beyond = byCursor ? cursorBeyond(paging.beyond, page, position) : undefined;
  if (byCursor && !beyond) {
    if (saysMore(paging, page)) throw noCursor(place);
    return { ...outcome, next: again, ifEnded: again };
  }
  const digest = digestWith(plan, page, position);
  const next: NumberedPosition = { kind: 'page', page: position.page + 1, rows: rowsRead, before, digest };
  return { ...outcome, next: beyond ? { ...next, beyond } : next, ifEnded: again };
}

/** What the pages up to this one sum up to; only those with a number are read again, and compared with what they were. */
const digestWith = (plan: QueryPlan, page: PageRows, { digest = 0, beyond, page: number }: NumberedPosition): number =>
  beyond ? digest : digest + digestOf(plan, page, number);

/** Where the pages before the last one are read once more; undefined: there are none, or no row ever moves forward. */
function secondReading(
  { recheck, firstPage }: NumberedPaging,
  { position, rowsRead, capped }: { position: NumberedPosition; rowsRead: number; capped: boolean },
): NumberedPosition | undefined {
  if (!recheck || position.page <= firstPage) return undefined;
  const { beyond, digest = 0 } = position;
  const from = beyond?.lastPage ?? position.page - 1;
  return { kind: 'page', page: from, rows: rowsRead, check: { capped, from, times: 1, before: digest, sum: 0 } };
}

function tellsMore(paging: NumberedPaging, page: PageRows, rowsRead: number): boolean {
  if (paging.nextPage === undefined) return mayHaveMore(paging, page, rowsRead);
  return cursorAt(page.answer, paging.nextPage, page.place) !== undefined;
}

/** Whether the answer itself tells of more, and not only the size of the page. */
const saysMore = ({ more, total, nextPage }: NumberedPaging, { answer }: PageRows): boolean =>
  nextPage !== undefined || saysWhether(more, answer) !== undefined || totalOf({ total }, answer) !== undefined;

type WithCursor = NumberedPaging & { beyond: NonNullable<NumberedPaging['beyond']> };

/** Whether page numbers reach no further. */
const needsCursor = (paging: NumberedPaging, rowsRead: number): paging is WithCursor =>
  paging.beyond !== undefined && rowsRead >= paging.beyond.afterRows;

/** The page by cursor that follows; undefined where the answer has no cursor. */
function cursorBeyond(
  { cursor: path }: WithCursor['beyond'],
  page: PageRows,
  { page: number, beyond }: NumberedPosition,
): NumberedPosition['beyond'] {
  const cursor = cursorAt(page.answer, path, page.place);
  const { lastPage = number, trail } = beyond ?? {};
  return cursor === undefined ? undefined : { cursor, lastPage, trail: extendTrail(trail, page, cursor) };
}

/**
 * The same rows on the next page are no proof that its number is ignored: all rows of a page may have been moved to just
 * behind it by an edit.
 */
const maxRepeats = 10;

function compared(plan: QueryPlan, rows: readonly JsonRecord[], before: NumberedPosition['before']) {
  const hash = contentHash(rows.map((row) => rowIdentity(plan, row)));
  return { hash, repeats: before && rows.length > 0 && before.hash === hash ? before.repeats + 1 : 0 };
}

function settleCheck(
  { firstPage }: NumberedPaging,
  plan: QueryPlan,
  page: PageRows,
  { check, ...position }: NumberedPosition & { check: NonNullable<NumberedPosition['check']> },
): PageOutcome {
  const sum = check.sum + digestOf(plan, page, position.page);
  const outcome = { records: page.rows, restarted: false, capped: check.capped };
  const goOn = (next: NumberedPosition) => ({ ...outcome, next, ifEnded: next });
  if (position.page > firstPage) return goOn({ ...position, page: position.page - 1, check: { ...check, sum } });
  if (sum === check.before || check.times >= mostChecks) return { ...outcome, next: undefined };
  const again = { ...check, times: check.times + 1, before: sum, sum: 0 };
  return goOn({ ...position, page: check.from, check: again });
}

/** Whether the page after this one would reach beyond what the vendor gives. */
function isCapped(paging: NumberedPaging, { pageSize }: QueryPlan, number: number): boolean {
  const pages = number - paging.firstPage + 1;
  return capReached(paging, { pages, rows: (pages + 1) * pageSize - 1 });
}
