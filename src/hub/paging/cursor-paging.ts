import type { PagingOf } from '../../model/connector-paging.ts';
import type { Cursor, PositionOf } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { cursorAt, followCursor, noCursor, rowsLeft } from './follow-cursor.ts';
import { named, type PageAnswer, type PageOutcome, type PagingRequest } from './page-rows.ts';
import { nextReading, readingWith } from './read-again.ts';

type CursorPaging = PagingOf<'cursor'>;
type CursorPosition = PositionOf<'cursor'>;

export function cursorRequest(
  paging: CursorPaging,
  plan: QueryPlan,
  position: CursorPosition | undefined,
): PagingRequest {
  const asked = rowsLeft(plan.pageSize, paging, position?.trail);
  const { cursor, carried = {} } = position ?? {};
  if (cursor === undefined) return { parameters: named([paging.pageSize, asked]), values: { pageSize: asked }, asked };
  const usual = paging.continue ? [] : [...named([paging.pageSize, asked]), ...named(...Object.entries(carried))];
  return {
    parameters: [...usual, ...named([paging.parameter, cursor])],
    values: { ...carried, pageSize: asked, cursor },
    asked,
    template: paging.continue,
    repeatQuery: paging.repeatQuery,
  };
}

export function settleCursor(
  paging: CursorPaging,
  plan: QueryPlan,
  page: PageAnswer,
  position: CursorPosition | undefined,
): PageOutcome {
  const outcome = { records: page.rows, restarted: false };
  const number = (position?.trail?.pages ?? 0) + 1;
  const reading = readingWith(paging, plan, { page, number, reading: position });
  const following = followCursor(paging, page, nextCursor(paging, page), position?.trail);
  const repeated = nextReading(paging, reading, number);
  const ifEnded: PositionOf<'cursor'> | undefined = repeated && { kind: 'cursor', ...repeated };
  if (!following.goesOn) return { ...outcome, next: ifEnded, ifEnded, capped: following.capped };
  const { cursor, trail } = following;
  const carried = carriedOf(paging, page);
  return { ...outcome, next: { kind: 'cursor', cursor, trail, ...(carried && { carried }), ...reading }, ifEnded };
}

function carriedOf({ carry }: CursorPaging, { answer, place }: PageAnswer): Record<string, Cursor> | undefined {
  const entries = Object.entries(carry).map(([name, path]) => {
    const value = cursorAt(answer, path, place);
    if (value === undefined) throw noCursor(`${place}: ${path}`);
    return [name, value] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function nextCursor({ cursor, cursorHeader }: CursorPaging, page: PageAnswer): Cursor | undefined {
  if (cursor !== undefined) return cursorAt(page.answer, cursor, page.place);
  const sent = cursorHeader && page.headers[cursorHeader.toLowerCase()];
  return sent === '' ? undefined : sent;
}
