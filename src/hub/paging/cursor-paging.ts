import type { PagingOf } from '../../model/connector-paging.ts';
import type { Cursor, PositionOf } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { cursorAt, followCursor, rowsLeft } from './follow-cursor.ts';
import { named, type PageAnswer, type PageOutcome, type PagingRequest } from './page-rows.ts';

type CursorPaging = PagingOf<'cursor'>;
type CursorPosition = PositionOf<'cursor'>;

export function cursorRequest(
  paging: CursorPaging,
  plan: QueryPlan,
  position: CursorPosition | undefined,
): PagingRequest {
  const asked = rowsLeft(plan.pageSize, paging, position?.trail);
  if (!position) return { parameters: named([paging.pageSize, asked]), values: { pageSize: asked }, asked };
  const { cursor } = position;
  const size = paging.continue ? [] : named([paging.pageSize, asked]);
  return {
    parameters: [...size, ...named([paging.parameter, cursor])],
    values: { pageSize: asked, cursor },
    asked,
    template: paging.continue,
    repeatQuery: paging.repeatQuery,
  };
}

export function settleCursor(
  paging: CursorPaging,
  page: PageAnswer,
  position: CursorPosition | undefined,
): PageOutcome {
  const { rows } = page;
  const following = followCursor(paging, page, nextCursor(paging, page), position?.trail);
  if (!following.goesOn) return { records: rows, next: undefined, restarted: false, capped: following.capped };
  const next: CursorPosition = { kind: 'cursor', cursor: following.cursor, trail: following.trail };
  return { records: rows, next, restarted: false };
}

function nextCursor({ cursor, cursorHeader }: CursorPaging, page: PageAnswer): Cursor | undefined {
  if (cursor !== undefined) return cursorAt(page.answer, cursor, page.place);
  const sent = cursorHeader && page.headers[cursorHeader.toLowerCase()];
  return sent === '' ? undefined : sent;
}
