import { contentHash } from '../../lib/canonical-json.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { PagingOf } from '../../model/connector-paging.ts';
import { Fault } from '../../model/fault.ts';
import { saysWhether } from '../answer-says.ts';
import type { OffsetPosition } from '../page-position.ts';
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

type OffsetPaging = PagingOf<'offset'>;

const anchorCount = 3;
const maxSetbacks = 50;
const start: OffsetPosition = { kind: 'offset', offset: 0, anchors: [], setbacks: 0 };

/** The paging parameters of a page and the rows it asks for. Later pages begin `rowOverlap` rows early. */
export function offsetRequest(
  paging: OffsetPaging,
  { pageSize }: QueryPlan,
  position: OffsetPosition = start,
): PagingRequest & { offset: number } {
  const { maxPageSize, maxRows = Infinity, firstOffset } = paging;
  const offset = position.offset - overlapOf(paging, position);
  const asked = Math.min(pageSize + position.offset - offset, maxPageSize, maxRows - offset);
  const sent = offset + firstOffset;
  return {
    parameters: named([paging.offset, sent], [paging.limit, asked]),
    values: { offset: sent, pageSize: asked },
    asked,
    offset,
  };
}

/** Leaves room for at least one row that is new. */
function overlapOf({ rowOverlap, maxPageSize }: OffsetPaging, { offset, anchors, restless }: OffsetPosition): number {
  if (anchors.length === 0) return 0;
  return Math.min(restless ? Math.max(rowOverlap, anchorCount) : rowOverlap, offset, maxPageSize - 1);
}

/** A page of one row has no room for a row that was read before. */
const looksBack = ({ rowOverlap, maxPageSize }: OffsetPaging): boolean => rowOverlap > 0 && maxPageSize > 1;

/**
 * Takes the unread rows of a page. The rows read last must stand before them. When rows were inserted further up, they
 * stand later in the page; when rows were deleted further up, they are gone from it, and rows not yet read have slipped
 * to pages read before: then the scan steps back, twice as far each time, until it finds them or is at the start.
 */
export function settleOffset(
  paging: OffsetPaging,
  plan: QueryPlan,
  page: PageRows,
  position: OffsetPosition = start,
): PageOutcome {
  const { rows } = page;
  const { offset } = offsetRequest(paging, plan, position);
  const unchangedAt = lastUnchanged(plan, rows, position.anchors);
  const restless = unchangedAt < 0 && standWhereTheyStood(plan, rows, position, offset);
  const anchorAt = restless ? stoodAt(position) - offset - 1 : unchangedAt;
  const moved = anchorAt < 0 && position.anchors.length > 0;
  if (moved && offset > 0) return stepBack(plan, position, page.place);
  const records = rows.slice(anchorAt + 1);
  const read = { position: restless ? { ...position, restless } : position, offset, unread: records.length };
  return { records, restarted: false, ...afterPage(paging, plan, page, read) };
}

/** Where a scan goes on after a page that begins with the rows read last. */
function afterPage(
  paging: OffsetPaging,
  plan: QueryPlan,
  page: PageRows,
  { position, offset, unread }: { position: OffsetPosition; offset: number; unread: number },
): Pick<PageOutcome, 'next' | 'capped'> {
  const { rows, place } = page;
  const onlyOverlap = unread === 0 && rows.length <= position.offset - offset;
  const rowsRead = offset + rows.length;
  if (!mayHaveMore(paging, page, rowsRead)) return { next: undefined, capped: fills(paging, rowsRead) };
  if (onlyOverlap) return endWithoutRows(paging, page);
  if (capReached(paging, { rows: rowsRead, pages: Math.floor(rowsRead / plan.pageSize) }))
    return { next: undefined, capped: true };
  if (unread === 0 && position.setbacks >= maxSetbacks) throw pagingIgnored(place, paging.offset ?? '{offset}');
  const next: OffsetPosition = {
    kind: 'offset',
    offset: rowsRead,
    anchors: looksBack(paging) ? rows.slice(-anchorCount).map((row) => anchorOf(plan, row)) : [],
    ...(position.restless && { restless: true }),
    setbacks: position.setbacks + (unread === 0 ? 1 : 0),
  };
  return { next };
}

/** A row that was edited may have moved, so an anchor is a row together with its content. */
const anchorOf = (plan: QueryPlan, row: JsonRecord): string =>
  `${contentHash(row, new Set(plan.resource.polling.ignoredFields)).slice(0, 8)} ${rowIdentity(plan, row)}`;

const idOf = (anchor: string): string => anchor.slice(anchor.indexOf(' ') + 1);

/** The place of the newest anchor that is in the page as it was; -1 when none is. */
function lastUnchanged(plan: QueryPlan, rows: readonly JsonRecord[], anchors: readonly string[]): number {
  if (anchors.length === 0) return -1;
  const newest = anchors.at(-1);
  if (rows[0] && anchorOf(plan, rows[0]) === newest) return 0;
  const places = new Map(rows.map((row, index) => [anchorOf(plan, row), index]));
  const known = anchors.toReversed().find((anchor) => places.has(anchor));
  return known === undefined ? -1 : (places.get(known) as number);
}

/** Where the unread rows began when the anchors were taken. */
const stoodAt = ({ offset, stood }: OffsetPosition): number => stood ?? offset;

/**
 * Rows that differ each time they are read (signed links, counters) are known by being where they were: all of them, or,
 * once the scan has stepped back, those that are in the page.
 */
function standWhereTheyStood(
  plan: QueryPlan,
  rows: readonly JsonRecord[],
  position: OffsetPosition,
  offset: number,
): boolean {
  const from = stoodAt(position) - offset - position.anchors.length;
  const visible = position.anchors.slice(Math.max(0, -from));
  const all = position.anchors.length;
  const enough = position.restless ? 1 : position.setbacks > 0 ? Math.min(2, all) : all;
  if (visible.length < Math.max(1, enough)) return false;
  return visible.every((anchor, index) => {
    const row = rows[Math.max(0, from) + index];
    return row !== undefined && rowIdentity(plan, row) === idOf(anchor);
  });
}

function stepBack({ pageSize }: QueryPlan, position: OffsetPosition, place: string): PageOutcome {
  const { offset, setbacks } = position;
  if (setbacks >= maxSetbacks) {
    throw new Fault(
      'provider.malformed',
      `${place}: the rows moved ${setbacks} times while the pages were read; the scan was given up`,
    );
  }
  const back = pageSize * 2 ** Math.min(setbacks, 20);
  const stood = stoodAt(position);
  const next = { ...position, offset: Math.max(0, offset - back), stood, setbacks: setbacks + 1 };
  return { records: [], next, restarted: true };
}

/** Nothing behind the rows read last: the end, unless more was promised. To go on at the same row would be a circle. */
function endWithoutRows({ more }: OffsetPaging, { answer, place }: PageRows): Pick<PageOutcome, 'next'> {
  if (!saysWhether(more, answer)) return { next: undefined };
  throw new Fault('provider.malformed', `${place}: the answer tells of more rows but holds none that are new`);
}
