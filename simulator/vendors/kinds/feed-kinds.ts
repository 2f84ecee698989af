import type { Change, Fields, Reply } from '../../types.ts';
import {
  BadRequest,
  mostRows,
  ok,
  refused,
  seal,
  textOf,
  unseal,
  type Asked,
  type Kind,
  type Listing,
} from './kind.ts';
import { datedShape } from './shapes.ts';

/** Change feeds and event logs: a cursor, and what happened behind it. */

const kind = (answer: Kind['answer'], method: 'GET' | 'POST' = 'GET'): Kind => ({
  shape: (resource) => datedShape(resource, 'isoMillis'),
  method,
  answer,
});

/** In the full listing behind an id, with the changes so far when it began; or behind so many changes. */
type Place = { behind: number; began: number } | { changes: number };

interface FeedPage {
  records: Fields[];
  changes: Change[];
  place: Place;
  more: boolean;
}

/** Undefined: the cursor has expired. */
function feedPage(list: Listing, cursor: string | undefined): FeedPage | undefined {
  const changes = list.changes();
  const place: Place = cursor === undefined ? { behind: -1, began: changes.length } : unseal<Place>(cursor);
  if ('changes' in place) {
    if (place.changes < list.forgotten) return undefined;
    const page = changes.slice(place.changes, place.changes + mostRows);
    const next = place.changes + page.length;
    return { records: [], changes: page, place: { changes: next }, more: next < changes.length };
  }
  const rows = list.rows({ order: 'id' }).records.filter(({ id }) => Number(id) > place.behind);
  const records = rows.slice(0, mostRows);
  if (rows.length <= mostRows) return { records, changes: [], place: { changes: place.began }, more: false };
  const behind = Number(records.at(-1)?.['id']);
  return { records, changes: [], place: { behind, began: place.began }, more: true };
}

const items = ({ records, changes }: FeedPage, removed: (id: number) => Fields): Fields[] => [
  ...records,
  ...changes.map(({ type, id, record }) => (type === 'DELETED' ? removed(Number(id)) : record)),
];

/** One cursor; later requests go to another path and hold nothing else. */
function continued({ rest, body, list }: Asked): Reply {
  const cursor = textOf(body['cursor']);
  if ((rest === '/continue') !== (cursor !== undefined)) throw new BadRequest('a cursor belongs to /continue');
  const page = feedPage(list, cursor);
  if (!page) return refused(409, 'reset', { '.tag': 'reset' });
  const entries = items(page, (id) => ({ id, '.tag': 'deleted' }));
  return ok({ entries, cursor: seal(page.place), has_more: page.more });
}

/** Links for the next page and for the next poll; changed records show what changed of them only. */
function linked({ query, list, url }: Asked): Reply {
  const page = feedPage(list, query.get('token') ?? undefined);
  if (!page) return refused(410, 'resync required');
  const full = items(page, (id) => ({ id, '@removed': { reason: 'deleted' } }));
  const value = page.changes.length === 0 ? full : full.map(({ created: _created, name: _name, ...part }) => part);
  const link = `${url}?token=${seal(page.place)}`;
  return ok({ value, [page.more ? '@odata.nextLink' : '@odata.deltaLink']: link });
}

/** One token for pages, another for polls. */
function twoTokens({ query, list }: Asked): Reply {
  const page = feedPage(list, query.get('pageToken') ?? query.get('syncToken') ?? undefined);
  if (!page) return refused(410, 'sync token is no longer valid');
  const found = items(page, (id) => ({ id, status: 'cancelled' }));
  return ok({ items: found, [page.more ? 'nextPageToken' : 'nextSyncToken']: seal(page.place) });
}

/** No listing: the first cursor comes with an error, and events name records without showing them. */
function namedOnly({ query, list }: Asked): Reply {
  const cursor = query.get('sync') ?? undefined;
  const page = cursor === undefined ? undefined : feedPage(list, cursor);
  if (!page) return { ...refused(412, 'sync token is too old'), body: fresh(list) };
  const data = page.changes.map(({ type, id }) => ({
    action: type === 'DELETED' ? 'deleted' : 'changed',
    resource: { id: Number(id) },
  }));
  return ok({ data, sync: seal(page.place), has_more: page.more });
}

const fresh = (list: Listing): string =>
  JSON.stringify({ message: 'Sync token invalid or too old', sync: seal({ changes: list.changes().length }) });

/** A log of events, newest first; `ending_before` gives those right behind an event. */
function eventLog({ query, list }: Asked): Reply {
  const events = list.changes().map(({ type, at, record }, index) => ({
    id: `evt_${index + 1}`,
    type: `thing.${type.toLowerCase()}`,
    created: Math.floor(at / 1_000_000),
    data: { object: record },
  }));
  const before = query.get('ending_before');
  if (before === null) return ok({ data: events.slice(-mostRows).toReversed(), has_more: events.length > mostRows });
  const from = events.findIndex(({ id }) => id === before) + 1;
  if (from === 0) return refused(404, `no such event: ${before}`);
  const page = events.slice(from, from + mostRows);
  return ok({ data: page.toReversed(), has_more: from + page.length < events.length });
}

export const feedKinds: Record<string, Kind> = {
  'feed-cursor': kind(continued, 'POST'),
  'feed-links': kind(linked),
  'feed-tokens': kind(twoTokens),
  'feed-names': kind(namedOnly),
  'event-log': kind(eventLog),
};
