import type { Paging } from '../../model/connector-resource.ts';
import type { NumberedPosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { mayHaveMore, pagingIgnored, rowIdentity, type PageOutcome, type PageRows } from './page-rows.ts';

type NumberedPaging = Extract<Paging, { kind: 'page' }>;

/** The paging parameters of a page and the rows it asks for. */
export function numberedRequest(
  paging: NumberedPaging,
  { pageSize }: QueryPlan,
  position: NumberedPosition | undefined,
): { parameters: [string, string][]; asked: number } {
  return {
    parameters: [
      [paging.page, String(position?.page ?? paging.firstPage)],
      [paging.pageSize, String(pageSize)],
    ],
    asked: pageSize,
  };
}

export function settleNumbered(
  paging: NumberedPaging,
  plan: QueryPlan,
  page: PageRows,
  position: NumberedPosition | undefined,
): PageOutcome {
  const { rows, place } = page;
  const first = rows[0] ? rowIdentity(plan, rows[0]) : '';
  if (rows.length > 0 && position?.first === first) throw pagingIgnored(place, paging.page);
  const next: NumberedPosition = { kind: 'page', page: (position?.page ?? paging.firstPage) + 1, first };
  return { records: rows, next: mayHaveMore(paging, page) ? next : undefined, restarted: false };
}
