import type { PagingOf } from '../model/connector-paging.ts';
import type { PagePosition } from './page-position.ts';
import type { HubPosition } from './page-token.ts';
import type { QueryPlan } from './query-plan.ts';

/**
 * Where to begin reading to pass over so many records: as far on as the vendor's paging can begin, where every row of the
 * vendor is a record of the query, else at the first page.
 */
export function firstPosition(plan: QueryPlan, skip: number): HubPosition {
  const rows = plan.pageSize;
  const everyRowCounts = !plan.filter && !plan.refine;
  const position = everyRowCounts && skip > 0 ? positionAt(plan, skip) : undefined;
  if (!position) return { skip, rows };
  return { position, skip: position.kind === 'page' ? skip % rows : 0, rows };
}

function positionAt({ paging, pageSize }: QueryPlan, skip: number): PagePosition | undefined {
  if ('maxRows' in paging && skip >= (paging.maxRows ?? Infinity)) return undefined;
  if (paging.kind === 'offset') return { kind: 'offset', offset: skip, anchors: [], setbacks: 0 };
  return paging.kind === 'page' ? pageAt(paging, pageSize, Math.floor(skip / pageSize)) : undefined;
}

/** Undefined where a vendor may give fewer rows on a page than it was asked for, so that pages do not tell rows. */
function pageAt(paging: PagingOf<'page'>, rows: number, pages: number): PagePosition | undefined {
  const { end, sizeEcho, beyond, firstPage, maxPages = Infinity } = paging;
  if (end !== 'shortPage' || sizeEcho !== undefined || beyond || pages === 0 || pages >= maxPages) return undefined;
  return { kind: 'page', page: firstPage + pages, rows: pages * rows };
}
