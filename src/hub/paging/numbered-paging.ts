import { contentHash } from '../../lib/canonical-json.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { PagingOf } from '../../model/connector-paging.ts';
import type { NumberedPosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import {
  capReached,
  fills,
  mayHaveMore,
  named,
  pagingIgnored,
  rowIdentity,
  type PageOutcome,
  type PageRows,
  type PagingRequest,
} from './page-rows.ts';

type NumberedPaging = PagingOf<'page'>;

/** The paging parameters of a page and the rows it asks for. */
export function numberedRequest(
  paging: NumberedPaging,
  { pageSize }: QueryPlan,
  position: NumberedPosition | undefined,
): PagingRequest {
  const page = position?.page ?? paging.firstPage;
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
  const more = mayHaveMore(paging, page, rowsRead);
  const capped = more ? isCapped(paging, plan, position.page) : fills(paging, rowsRead);
  const outcome = { records: rows, restarted: false, capped };
  if (more && !capped) {
    const digest = (position.digest ?? 0) + digestOf(plan, page, position.page);
    return { ...outcome, next: { kind: 'page', page: position.page + 1, rows: rowsRead, before, digest } };
  }
  const readTwice = paging.recheck && position.page > paging.firstPage;
  const from = position.page - 1;
  const check = { capped, from, times: 1, before: position.digest ?? 0, sum: 0 };
  const next: NumberedPosition = { kind: 'page', page: from, rows: rowsRead, check };
  return { ...outcome, next: readTwice ? next : undefined };
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

/** So often the pages of a list that does not come to rest are read again. */
const mostChecks = 3;

function settleCheck(
  { firstPage }: NumberedPaging,
  plan: QueryPlan,
  page: PageRows,
  { check, ...position }: NumberedPosition & { check: NonNullable<NumberedPosition['check']> },
): PageOutcome {
  const sum = check.sum + digestOf(plan, page, position.page);
  const outcome = { records: page.rows, restarted: false, capped: check.capped };
  if (position.page > firstPage)
    return { ...outcome, next: { ...position, page: position.page - 1, check: { ...check, sum } } };
  if (sum === check.before || check.times >= mostChecks) return { ...outcome, next: undefined };
  const again = { ...check, times: check.times + 1, before: sum, sum: 0 };
  return { ...outcome, next: { ...position, page: check.from, check: again } };
}

/** A number that stands for the rows of a page, at its place. */
const digestOf = (plan: QueryPlan, { rows }: PageRows, number: number): number =>
  Buffer.from(contentHash([number, ...rows.map((row) => rowIdentity(plan, row))]), 'base64url').readUInt32BE(0);

/** Whether the page after this one would reach beyond what the vendor gives. */
function isCapped(paging: NumberedPaging, { pageSize }: QueryPlan, number: number): boolean {
  const pages = number - paging.firstPage + 1;
  return capReached(paging, { pages, rows: (pages + 1) * pageSize - 1 });
}
