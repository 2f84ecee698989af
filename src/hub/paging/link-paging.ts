import type { PagingOf } from '../../model/connector-paging.ts';
import type { PositionOf } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { cursorAt, followCursor, rowsLeft } from './follow-cursor.ts';
import { followedLink, nextOfLinkHeader } from './followed-link.ts';
import { named, type PageAnswer, type PageOutcome, type PagingRequest } from './page-rows.ts';
import { nextReading, readingWith } from './read-again.ts';

type LinkPaging = PagingOf<'nextLink'>;
type LinkPosition = PositionOf<'link'>;

export function linkRequest(paging: LinkPaging, plan: QueryPlan, position: LinkPosition | undefined): PagingRequest {
  const asked = rowsLeft(plan.pageSize, paging, position?.trail);
  const parameters = named([paging.pageSize, asked]);
  const values = { pageSize: asked };
  if (position?.link === undefined) return { parameters, values, asked };
  return {
    parameters: paging.repeatQuery ? parameters : [],
    values,
    asked,
    link: position.link,
    repeatQuery: paging.repeatQuery,
  };
}

export function settleLink(
  paging: LinkPaging,
  plan: QueryPlan,
  page: PageAnswer,
  position: LinkPosition | undefined,
): PageOutcome {
  const { rows, answer, headers, place, url } = page;
  const found =
    paging.link === undefined ? nextOfLinkHeader(headers['link']) : cursorAt(answer, paging.link, place)?.toString();
  const link = found === undefined ? undefined : followedLink(plan, found, { url, place });
  const outcome = { records: rows, restarted: false };
  const number = (position?.trail?.pages ?? 0) + 1;
  const reading = readingWith(paging, plan, { page, number, reading: position });
  const following = followCursor(paging, page, link, position?.trail);
  const repeated = nextReading(paging, reading, number);
  const ifEnded: PositionOf<'link'> | undefined = repeated && { kind: 'link', ...repeated };
  if (!following.goesOn) return { ...outcome, next: ifEnded, ifEnded, capped: following.capped };
  return { ...outcome, next: { kind: 'link', link: following.cursor, trail: following.trail, ...reading }, ifEnded };
}
