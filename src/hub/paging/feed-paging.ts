import type { PagingOf } from '../../model/connector-paging.ts';
import { Fault } from '../../model/fault.ts';
import { saysWhether } from '../answer-says.ts';
import type { Cursor, FeedPosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { cursorAt, extendTrail, noCursor } from './follow-cursor.ts';
import { followedLink } from './followed-link.ts';
import { named, type PageAnswer, type PageOutcome, type PagingRequest } from './page-rows.ts';

type FeedPaging = PagingOf<'feed'>;

export function feedRequest(paging: FeedPaging, plan: QueryPlan, position: FeedPosition | undefined): PagingRequest {
  const asked = plan.pageSize;
  const { cursor, page } = position ?? {};
  const values = { pageSize: asked };
  const newest = page ?? cursor;
  if (newest === undefined) return { parameters: named([paging.pageSize, asked]), values, asked };
  if (paging.links) return { parameters: [], values, asked, link: String(newest), repeatQuery: false };
  return {
    parameters: [
      ...(paging.continue ? [] : named([paging.pageSize, asked])),
      ...(cursor === undefined ? [] : named([paging.parameter, cursor])),
      ...(page === undefined ? [] : named([paging.pageParameter ?? paging.parameter, page])),
    ],
    values: { ...values, cursor: newest },
    asked,
    template: paging.continue,
    repeatQuery: paging.repeatQuery,
  };
}

/** `resume` is there after every page: the cursor of a page goes on where the page ends, now or later. */
export function settleFeed(
  paging: FeedPaging,
  plan: QueryPlan,
  page: PageAnswer,
  position: FeedPosition | undefined,
): PageOutcome {
  const { answer, place } = page;
  const rows = paging.newestFirst ? page.rows.toReversed() : page.rows;
  const at = (path: string) => usable(paging, plan, page, cursorAt(answer, path, place));
  const cursor = at(paging.cursor);
  const pageCursor = paging.nextPage === undefined ? cursor : at(paging.nextPage);
  const more = saysWhether(paging.more, answer) ?? (paging.nextPage !== undefined && pageCursor !== undefined);
  if (!more) {
    const resume = endOfPoll(paging, page, cursor ?? position?.cursor);
    return { records: rows, next: undefined, restarted: false, resume };
  }
  if (pageCursor === undefined) throw noCursor(place);
  const trail = extendTrail(position?.trail, page, pageCursor);
  const resume = withinPoll(paging, pageCursor, position?.cursor);
  return { records: rows, next: { ...resume, trail }, restarted: false, resume };
}

/** Where nothing has happened yet some have no cursor either: then the next poll asks as this one did. */
function endOfPoll(
  { cursor: path }: FeedPaging,
  { rows, place }: PageAnswer,
  cursor: Cursor | undefined,
): FeedPosition {
  if (cursor !== undefined) return { kind: 'feed', cursor };
  if (rows.length === 0) return { kind: 'feed' };
  throw new Fault('provider.malformed', `${place}: expected a cursor for the next poll at "${path}"`);
}

function withinPoll({ nextPage }: FeedPaging, page: Cursor, began: Cursor | undefined): FeedPosition {
  if (nextPage === undefined) return { kind: 'feed', cursor: page };
  return { kind: 'feed', page, ...(began === undefined ? {} : { cursor: began }) };
}

const usable = (
  { links }: FeedPaging,
  plan: QueryPlan,
  { url, place }: PageAnswer,
  cursor: Cursor | undefined,
): Cursor | undefined => (links && cursor !== undefined ? followedLink(plan, String(cursor), { url, place }) : cursor);
