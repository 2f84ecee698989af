import { readField } from '../../lib/field-path.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { PagingOf } from '../../model/connector-paging.ts';
import { Fault } from '../../model/fault.ts';
import type { Cursor, PositionOf } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { followCursor, rowsLeft } from './follow-cursor.ts';
import { named, type PageOutcome, type PageRows, type PagingRequest } from './page-rows.ts';

type IdKeysetPaging = PagingOf<'idKeyset'>;
type CursorPosition = PositionOf<'cursor'>;

export function idKeysetRequest(
  paging: IdKeysetPaging,
  plan: QueryPlan,
  position: CursorPosition | undefined,
): PagingRequest {
  const asked = rowsLeft(plan.pageSize, paging, position?.trail);
  const size = named([paging.pageSize, asked]);
  const { cursor } = position ?? {};
  if (cursor === undefined) return { parameters: size, values: { pageSize: asked }, asked };
  return {
    parameters: [...size, ...named([paging.parameter, cursor])],
    values: { pageSize: asked, cursor },
    asked,
  };
}

export function settleIdKeyset(
  paging: IdKeysetPaging,
  plan: QueryPlan,
  page: PageRows,
  position: CursorPosition | undefined,
): PageOutcome {
  const { rows, place } = page;
  const last = rows.at(-1);
  const field = paging.field ?? plan.resource.idField;
  const cursor = last && idOf(last, field, place);
  const following = followCursor(paging, page, cursor, position?.trail);
  if (!following.goesOn) return { records: rows, next: undefined, restarted: false, capped: following.capped };
  const next: CursorPosition = { kind: 'cursor', cursor: following.cursor, trail: following.trail };
  return { records: rows, next, restarted: false };
}

function idOf(row: JsonRecord, field: string, place: string): Cursor {
  const id = readField(row, field);
  if ((typeof id === 'string' && id !== '') || typeof id === 'number') return id;
  throw new Fault(
    'provider.malformed',
    `${place}: the last record has no ${field}, by which the next page is asked for`,
  );
}
