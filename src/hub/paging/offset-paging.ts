import type { JsonRecord } from '../../lib/json.ts';
import type { Paging } from '../../model/connector-resource.ts';
import { Fault } from '../../model/fault.ts';
import type { OffsetPosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { mayHaveMore, pagingIgnored, rowIdentity, type PageOutcome, type PageRows } from './page-rows.ts';

type OffsetPaging = Extract<Paging, { kind: 'offset' }>;

const anchorCount = 3;
const maxSetbacks = 50;
const start: OffsetPosition = { kind: 'offset', offset: 0, anchors: [], setbacks: 0 };

/** The paging parameters of a page and the rows it asks for. Later pages begin `rowOverlap` rows early. */
export function offsetRequest(
  paging: OffsetPaging,
  { pageSize }: QueryPlan,
  position: OffsetPosition = start,
): { parameters: [string, string][]; asked: number; offset: number } {
  const offset = position.offset - overlapOf(paging, position);
  const asked = Math.min(pageSize + position.offset - offset, paging.maxPageSize);
  return {
    parameters: [
      [paging.offset, String(offset)],
      [paging.limit, String(asked)],
    ],
    asked,
    offset,
  };
}

const overlapOf = ({ rowOverlap }: OffsetPaging, { offset, anchors }: OffsetPosition): number =>
  anchors.length === 0 ? 0 : Math.min(rowOverlap, offset);

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
  const anchorAt = lastAnchor(plan, rows, position.anchors);
  const moved = anchorAt < 0 && position.anchors.length > 0;
  if (moved && offset > 0) return stepBack(plan, position, page.place);
  const records = rows.slice(anchorAt + 1);
  const onlyOverlap = records.length === 0 && rows.length <= position.offset - offset;
  if (onlyOverlap || !mayHaveMore(paging, page)) return { records, next: undefined, restarted: false };
  if (records.length === 0 && position.setbacks >= maxSetbacks) throw pagingIgnored(page.place, paging.offset);
  const next: OffsetPosition = {
    kind: 'offset',
    offset: offset + rows.length,
    anchors: paging.rowOverlap === 0 ? [] : rows.slice(-anchorCount).map((row) => rowIdentity(plan, row)),
    setbacks: position.setbacks + (records.length === 0 ? 1 : 0),
  };
  return { records, next, restarted: false };
}

/** The place of the newest anchor that is in the page; -1 when none is. */
function lastAnchor(plan: QueryPlan, rows: readonly JsonRecord[], anchors: readonly string[]): number {
  if (anchors.length === 0) return -1;
  const newest = anchors.at(-1);
  if (rows[0] && rowIdentity(plan, rows[0]) === newest) return 0;
  const places = new Map(rows.map((row, index) => [rowIdentity(plan, row), index]));
  const known = anchors.toReversed().find((anchor) => places.has(anchor));
  return known === undefined ? -1 : (places.get(known) as number);
}

function stepBack({ pageSize }: QueryPlan, { offset, anchors, setbacks }: OffsetPosition, place: string): PageOutcome {
  if (setbacks >= maxSetbacks) {
    throw new Fault(
      'provider.malformed',
      `${place}: the rows moved ${setbacks} times while the pages were read; the scan was given up`,
    );
  }
  const back = pageSize * 2 ** Math.min(setbacks, 20);
  const next: OffsetPosition = { kind: 'offset', offset: Math.max(0, offset - back), anchors, setbacks: setbacks + 1 };
  return { records: [], next, restarted: true };
}
