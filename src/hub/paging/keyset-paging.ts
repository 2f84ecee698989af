import { readField } from '../../lib/field-path.ts';
import type { Instant } from '../../lib/instant.ts';
import type { JsonRecord } from '../../lib/json.ts';
import { readInstant } from '../../lib/where/read-instant.ts';
import type { PagingOf } from '../../model/connector-paging.ts';
import { Fault } from '../../model/fault.ts';
import type { KeysetPosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import {
  capReached,
  mayHaveMore,
  named,
  rowIdentity,
  type PageOutcome,
  type PageRows,
  type PagingRequest,
} from './page-rows.ts';

type KeysetPaging = PagingOf<'keyset'>;

/** The paging parameters of a page and the rows it asks for. */
export function keysetRequest(
  paging: KeysetPaging,
  { pageSize }: QueryPlan,
  position: KeysetPosition | undefined,
): PagingRequest {
  const page = position?.page ?? paging.firstPage;
  const parameters = named([paging.page, page], [paging.pageSize, pageSize]);
  if (position?.from !== undefined) parameters.push([paging.parameter, position.from]);
  return { parameters, values: { page, pageSize }, asked: pageSize };
}

/**
 * Takes the unseen rows of a page and continues from the date of its last row. Rows of one date that fill more than a
 * page are read by page number. A row that leaves such a date meanwhile pulls the rows behind it towards the first page,
 * so its pages are read again from the last to the first: whatever has slipped is met on the way.
 */
export function settleKeyset(
  paging: KeysetPaging,
  plan: QueryPlan,
  page: PageRows,
  position: KeysetPosition = { kind: 'keyset', page: paging.firstPage, seen: [] },
): PageOutcome {
  const { rows } = page;
  checkAscending(paging, plan, page, position.from);
  const unseen = withoutSeen(plan, rows, position.seen);
  if (position.check) return settleCheck(paging, plan, unseen, { ...position, check: position.check });
  const lastRow = rows.at(-1);
  const last = lastRow && dateText(paging, lastRow);
  const more = mayHaveMore(paging, page);
  const next = (fields: Partial<KeysetPosition>): PageOutcome => ({
    records: unseen,
    next: { ...position, ...fields },
    restarted: false,
  });
  const read = () => [...position.seen, ...unseen.map((row) => rowIdentity(plan, row))];
  if (more && (last === undefined || last === position.from)) {
    if (isCapped(paging, plan, position.page))
      return { records: unseen, next: undefined, restarted: false, capped: true };
    return next({ page: position.page + 1, seen: read() });
  }
  const boundary = rows.filter((row) => dateText(paging, row) === last).map((row) => rowIdentity(plan, row));
  const goOn = more && last !== undefined ? { from: last, seen: boundary } : undefined;
  if (position.page > paging.firstPage) {
    return next({ page: position.page - 1, seen: read(), check: { found: false, ...(goOn ? { goOn } : {}) } });
  }
  return { records: unseen, next: continuation(paging, goOn), restarted: false };
}

/**
 * One page of the second reading; rows from where the scan goes on are left to it. When a row has turned up, the date is
 * read once more.
 */
function settleCheck(
  paging: KeysetPaging,
  plan: QueryPlan,
  unseen: JsonRecord[],
  { check, ...position }: KeysetPosition & { check: NonNullable<KeysetPosition['check']> },
): PageOutcome {
  const end = check.goOn && readInstant(check.goOn.from);
  const records = end === undefined ? unseen : unseen.filter((row) => (instantOf(paging, row) ?? 0) < end);
  const seen = [...position.seen, ...records.map((row) => rowIdentity(plan, row))];
  const found = check.found || records.length > 0;
  if (position.page > paging.firstPage) {
    return {
      records,
      next: { ...position, page: position.page - 1, seen, check: { ...check, found } },
      restarted: false,
    };
  }
  const next: KeysetPosition | undefined = found ? { ...position, seen } : continuation(paging, check.goOn);
  return { records, next, restarted: found };
}

function withoutSeen(plan: QueryPlan, rows: JsonRecord[], identities: readonly string[]): JsonRecord[] {
  const seen = new Set(identities);
  return seen.size === 0 ? rows : rows.filter((row) => !seen.has(rowIdentity(plan, row)));
}

/** Whether the next page of a date would reach beyond what the vendor gives. */
function isCapped(paging: KeysetPaging, { pageSize }: QueryPlan, page: number): boolean {
  const pages = page - paging.firstPage + 1;
  return capReached(paging, { pages, rows: (pages + 1) * pageSize - 1 });
}

const continuation = (
  { firstPage }: KeysetPaging,
  goOn: { from: string; seen: string[] } | undefined,
): KeysetPosition | undefined => goOn && { kind: 'keyset', page: firstPage, ...goOn };

const instantOf = (paging: KeysetPaging, row: JsonRecord): Instant | undefined =>
  readInstant(dateText(paging, row) ?? '');

function dateText({ field }: KeysetPaging, row: JsonRecord): string | undefined {
  const value = readField(row, field);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A vendor that ignores the filter or the order would be read in circles. */
function checkAscending(
  paging: KeysetPaging,
  { bounds }: QueryPlan,
  { rows, place }: PageRows,
  from: string | undefined,
): void {
  const bound = from === undefined ? bounds.find(({ field }) => field === paging.field)?.instant : readInstant(from);
  const dates = [rows[0], rows.at(-1)].map((row) => row && instantOf(paging, row));
  const [first, last] = dates;
  if (first !== undefined && bound !== undefined && first < bound) {
    const value = dateText(paging, rows[0] as JsonRecord);
    throw new Fault(
      'provider.malformed',
      `${place}: the filter ${paging.parameter} has no effect: the first row has ${paging.field} ${value}`,
    );
  }
  if (first !== undefined && last !== undefined && last < first) {
    throw new Fault('provider.malformed', `${place}: the rows are not sorted ascending by ${paging.field}`);
  }
}
