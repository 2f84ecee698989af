import { Fault } from '../../model/fault.ts';
import type { PagePosition, PositionOf } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';
import { cursorRequest, settleCursor } from './cursor-paging.ts';
import { feedRequest, settleFeed } from './feed-paging.ts';
import { idKeysetRequest, settleIdKeyset } from './id-keyset-paging.ts';
import { keysetRequest, settleKeyset } from './keyset-paging.ts';
import { linkRequest, settleLink } from './link-paging.ts';
import { numberedRequest, settleNumbered } from './numbered-paging.ts';
import { offsetRequest, settleOffset } from './offset-paging.ts';
import { capReached, type PageAnswer, type PageOutcome, type PagingRequest } from './page-rows.ts';

/** What the paging of a plan adds to the request at a position. Throws `query.invalid` for a position of another kind. */
export function pagingRequest(plan: QueryPlan, position: PagePosition | undefined): PagingRequest {
  const { paging, pageSize } = plan;
  switch (paging.kind) {
    case 'none':
      return { parameters: [], values: { pageSize }, asked: pageSize };
    case 'offset':
      return offsetRequest(paging, plan, ofKind('offset', position));
    case 'page':
      return numberedRequest(paging, plan, ofKind('page', position));
    case 'keyset':
      return keysetRequest(paging, plan, ofKind('keyset', position));
    case 'idKeyset':
      return idKeysetRequest(paging, plan, ofKind('cursor', position));
    case 'nextLink':
      return linkRequest(paging, plan, ofKind('link', position));
    case 'cursor':
      return cursorRequest(paging, plan, ofKind('cursor', position));
    case 'feed':
      return feedRequest(paging, plan, ofKind('feed', position));
  }
}

/** What the answer at a position adds to the scan, and where it goes on. */
export function settlePage(plan: QueryPlan, page: PageAnswer, position: PagePosition | undefined): PageOutcome {
  const { paging } = plan;
  switch (paging.kind) {
    case 'none': {
      const capped = capReached(paging, { rows: page.rows.length, pages: 0 });
      return { records: page.rows, next: undefined, restarted: false, capped };
    }
    case 'offset':
      return settleOffset(paging, plan, page, ofKind('offset', position));
    case 'page':
      return settleNumbered(paging, plan, page, ofKind('page', position));
    case 'keyset':
      return settleKeyset(paging, plan, page, ofKind('keyset', position));
    case 'idKeyset':
      return settleIdKeyset(paging, plan, page, ofKind('cursor', position));
    case 'nextLink':
      return settleLink(paging, plan, page, ofKind('link', position));
    case 'cursor':
      return settleCursor(paging, plan, page, ofKind('cursor', position));
    case 'feed':
      return settleFeed(paging, plan, page, ofKind('feed', position));
  }
}

function ofKind<Kind extends PagePosition['kind']>(
  kind: Kind,
  position: PagePosition | undefined,
): PositionOf<Kind> | undefined {
  if (position === undefined || position.kind === kind) return position as PositionOf<Kind> | undefined;
  throw new Fault('query.invalid', `the page token belongs to another query: found ${position.kind}, expected ${kind}`);
}
