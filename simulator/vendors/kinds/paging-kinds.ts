import type { Fields, Reply } from '../../types.ts';
import { datedShape } from './shapes.ts';
import {
  BadRequest,
  microsOf,
  mostRows,
  numberOf,
  ok,
  pageSizeOf,
  refused,
  seal,
  since,
  textOf,
  unseal,
  type Asked,
  type Kind,
} from './kind.ts';

/** Every kind of pages, over the same rows: filtered by `since` (inclusive), sorted ascending by their last change. */

const kind = (answer: Kind['answer'], method: 'GET' | 'POST' = 'GET'): Kind => ({
  shape: (resource) => datedShape(resource, 'isoMillis'),
  method,
  answer,
});

/** Rows skipped by number. */
const byOffset = ({ list, query }: Asked, offset: number, limit: number) =>
  list.rows({ ...since(query), offset, limit });

/** Numbered pages; past the last one the list is empty. */
function byPage(asked: Asked, first: number) {
  const limit = pageSizeOf(asked.query, 'per_page');
  const page = numberOf(asked.query, 'page', first);
  const { records, total } = byOffset(asked, (page - first) * limit, limit);
  return { records, page, next: (page - first + 1) * limit < total ? page + 1 : null };
}

/** A page by `cursor`, with everything that later requests must not have to repeat inside it. */
function byCursor({ list, query }: Asked, cursor: string | undefined, limit = pageSizeOf(query, 'limit')) {
  const { from, at } =
    cursor === undefined
      ? { from: query.get('since') ?? undefined, at: undefined }
      : unseal<{ from?: string; at: string }>(cursor);
  const bounds = from === undefined ? {} : { updated: { from: microsOf(from) } };
  const { records, next } = list.after(bounds, at, limit);
  return { records, next: next === undefined ? undefined : seal({ ...(from && { from }), at: next }) };
}

const cursorIn = ({ query }: Asked) => query.get('cursor') ?? undefined;

/** The same filter must come with every page here: a cursor is only a place. */
const placeIn = ({ list, query }: Asked, cursor: string | undefined) =>
  list.after(since(query), cursor, pageSizeOf(query, 'limit'));

function nextUrl(asked: Asked, base: string): { records: Fields[]; link: string | undefined } {
  const { records, next } = byCursor(asked, cursorIn(asked));
  const size = pageSizeOf(asked.query, 'limit');
  return { records, link: next === undefined ? undefined : `${base}?cursor=${next}&limit=${size}` };
}

/** A cursor as it comes in the body of a request, which is read again with all its conditions. */
function bodyCursor({ list, body }: Asked): Reply {
  const from = textOf(body['since']);
  const bounds = from === undefined ? {} : { updated: { from: microsOf(from) } };
  const limit = Math.min(mostRows, Number(body['page_size'] ?? mostRows));
  const { records, next } = list.after(bounds, textOf(body['start_cursor']), limit);
  return ok({ results: records, next_cursor: next ?? null, has_more: next !== undefined });
}

/** The first request has conditions, every other one the cursor and nothing else; its second page is empty. */
function continued({ rest, body, list }: Asked): Reply {
  const cursor = textOf(body['cursor']);
  if ((rest === '/continue') !== (cursor !== undefined) || (cursor !== undefined && Object.keys(body).length > 1))
    throw new BadRequest('a cursor, and nothing else, belongs to /continue');
  const place: Place = cursor === undefined ? { from: textOf(body['since']) } : unseal<Place>(cursor);
  if (place.pause) return ok({ entries: [], cursor: seal({ ...place, pause: false }), has_more: true });
  const bounds = place.from === undefined ? {} : { updated: { from: microsOf(place.from) } };
  const { records, next } = list.after(bounds, place.at, mostRows);
  const following = { ...place, at: next ?? place.at, pause: cursor === undefined };
  return ok({ entries: records, cursor: seal(following), has_more: next !== undefined });
}

interface Place {
  from?: string | undefined;
  at?: string | undefined;
  /** An empty page comes first: it may well be followed by others. */
  pause?: boolean;
}

/** By the date and the id of the last row, both told by the answer. */
function pair({ list, query }: Asked): Reply {
  const date = query.get('after_date');
  const id = query.get('after_id');
  if ((date === null) !== (id === null)) throw new BadRequest('after_date and after_id belong together');
  const limit = pageSizeOf(query, 'limit');
  const cursor = date === null ? undefined : seal({ at: microsOf(date), number: Number(id) });
  const { records, next } = list.after(since(query), cursor, limit);
  const last = next === undefined ? undefined : records.at(-1);
  return ok({ items: records, last_date: last?.['updated'] ?? null, last_id: last?.['id'] ?? null });
}

/** By the id of the last row, in the order of ids. */
function lastId({ list, query }: Asked): Reply {
  const limit = pageSizeOf(query, 'limit');
  const after = numberOf(query, 'starting_after', -1);
  const { records } = list.rows({ ...since(query), order: 'id' });
  const behind = records.filter(({ id }) => Number(id) > after);
  return ok({ data: behind.slice(0, limit), has_more: behind.length > limit });
}

/** Connections as GraphQL has them; errors come with status 200. */
function graphql({ list, body }: Asked): Reply {
  const variables = (body['variables'] ?? {}) as Fields;
  if (!String(body['query']).includes('things(')) return ok({ errors: [{ message: 'Field does not exist' }] });
  const from = /^updated_at:>="([^"]+)"$/.exec(textOf(variables['q']) ?? '')?.[1];
  if (textOf(variables['q']) !== undefined && from === undefined)
    return ok({ errors: [{ message: `invalid query ${String(variables['q'])}` }] });
  const first = Math.min(mostRows, Number(variables['n']));
  const bounds = from === undefined ? {} : { updated: { from: microsOf(from) } };
  const { records, next } = list.after(bounds, textOf(variables['c']), first);
  const pageInfo = { hasNextPage: next !== undefined, endCursor: next ?? null };
  return ok({ data: { things: { edges: records.map((node) => ({ node })), pageInfo } } });
}

const pagesReach = 10;

/** Numbered pages for the first rows, a token for those behind. */
function pageThenToken(asked: Asked): Reply {
  const { list, query } = asked;
  const limit = pageSizeOf(query, 'per_page');
  const token = query.get('page_token');
  const page = numberOf(query, 'page', 1);
  if (token !== null && query.has('page')) throw new BadRequest('page and page_token cannot be combined');
  if (token === null && page * limit > pagesReach) throw new BadRequest(`pages reach ${pagesReach} rows only`);
  const { records, total, entries } = byOffset(asked, (page - 1) * limit, limit);
  const last = entries.at(-1);
  const found =
    token === null
      ? {
          records,
          next: last && page * limit < total ? seal({ at: last.updatedAt, number: last.number }) : undefined,
        }
      : list.after(since(query), token, limit);
  return ok({ data: found.records, info: { more_records: found.next !== undefined, next_page_token: found.next } });
}

const longestWindow = 3_600 * 1_000_000;
const windowRows = 6;

/** Both bounds must be there, the window is short, and there is no second page. */
function windowed({ list, query }: Asked): Reply {
  const from = query.get('from');
  const to = query.get('to');
  if (from === null || to === null) throw new BadRequest('from and to are required');
  const bounds = { from: microsOf(from), to: microsOf(to) + 1 };
  if (bounds.to - bounds.from > longestWindow + 60_000_000) throw new BadRequest('the window is longer than an hour');
  return ok({ items: list.rows({ updated: bounds, limit: windowRows }).records });
}

export const pagingKinds: Record<string, Kind> = {
  'whole-list': kind(({ list, query }) => ok(list.rows(since(query)).records)),
  offset: kind((asked) => {
    const offset = numberOf(asked.query, 'offset', 0);
    return ok({ items: byOffset(asked, offset, pageSizeOf(asked.query, 'count')).records, totalCount: -1 });
  }),
  'offset-from-one': kind((asked) => {
    const start = numberOf(asked.query, 'start', 1);
    if (start < 1) throw new BadRequest('start begins with 1');
    return ok({ items: byOffset(asked, start - 1, pageSizeOf(asked.query, 'max')).records });
  }),
  'page-from-one': kind((asked) => {
    const { records, page } = byPage(asked, 1);
    return records.length === 0 && page > 1 ? refused(404, 'there is no such page') : ok(records);
  }),
  'page-from-zero': kind((asked) => ok({ result: byPage(asked, 0).records })),
  'next-page-number': kind((asked) => {
    const { records, next, page } = byPage(asked, 1);
    return ok({ metadata: { paging: { current_page: page, next_page: next } }, data: records });
  }),
  'offset-link': kind((asked) => {
    const limit = pageSizeOf(asked.query, 'limit');
    const offset = numberOf(asked.query, 'offset', 0);
    const { records, total } = byOffset(asked, offset, limit);
    const from = asked.query.get('since');
    const next = `${asked.url}?offset=${offset + limit}&limit=${limit}${from === null ? '' : `&since=${encodeURIComponent(from)}`}`;
    return ok({ results: records, next: offset + limit < total ? next : null });
  }),
  'next-url': kind((asked) => {
    const { records, link } = nextUrl(asked, asked.url);
    return ok({ d: { results: records, ...(link && { __next: link }) } });
  }),
  'next-path': kind((asked) => {
    const { records, link } = nextUrl(asked, asked.path);
    return ok({ records, done: link === undefined, ...(link && { nextRecordsUrl: link }) });
  }),
  'link-header': kind((asked) => {
    const { records, link } = nextUrl(asked, asked.url);
    const first = `<${asked.url}>; rel="first"`;
    return ok(records, { link: link === undefined ? first : `${first}, <${link}>; rel="next"` });
  }),
  'cursor-query': kind((asked) => {
    const { records, next } = placeIn(asked, asked.query.get('after') ?? undefined);
    return ok({ results: records, ...(next && { paging: { next: { after: next } } }) });
  }),
  'cursor-alone': kind((asked) => {
    if (cursorIn(asked) !== undefined && asked.query.has('since')) throw new BadRequest('cursor stands alone');
    const { records, next } = byCursor(asked, cursorIn(asked));
    return ok({ items: records }, next === undefined ? {} : { 'x-next-cursor': next });
  }),
  'cursor-body': kind(bodyCursor, 'POST'),
  'cursor-continue': kind(continued, 'POST'),
  'cursor-pair': kind(pair),
  'last-id': kind(lastId),
  'last-date': kind((asked) => ok({ data: byPage(asked, 1).records })),
  graphql: kind(graphql, 'POST'),
  'page-then-token': kind(pageThenToken),
  window: kind(windowed),
};
