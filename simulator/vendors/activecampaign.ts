import type { Bounds, Collection, Page, Query } from '../collection.ts';
import { joinRecords } from '../record-bytes.ts';
import type { Entry, ListView, Reply, Route } from '../types.ts';
import { jsonReply } from '../types.ts';
import { zoneTime, type ZoneTime } from '../zone-time.ts';
import { contactsShape, dealsShape } from './activecampaign-shapes.ts';
import { clamp, oneRecordRoute, someBounds, wholeNumber, type Vendor, type VendorParts } from './vendor.ts';

const MAX_LIMIT = 100;
const notFound = jsonReply(404, { message: 'No Result found' });

/** ActiveCampaign v3: filters by whole days of the account's zone, no order by update, limits of 20 to 100. */
export function activecampaign({ store }: VendorParts): Vendor {
  const view = { zone: zoneTime('America/Chicago'), disabledDealsAsStubs: false };
  const options = { timeZone: view.zone.timeZone, disabledDealsAsStubs: false };
  store.addCollection(dealsShape(() => view));
  store.addCollection(contactsShape(() => view));
  return {
    apiPath: '/api/3',
    auth: { kind: 'apiKey', header: 'api-token' },
    requestLimit: { limit: 5, perMs: 1000 },
    options,
    useOptions: (wanted) => {
      view.zone = zoneTime(String(wanted['timeZone']));
      options.timeZone = view.zone.timeZone;
      options.disabledDealsAsStubs = view.disabledDealsAsStubs = wanted['disabledDealsAsStubs'] === true;
    },
    route: ({ method, path, query }): Route | undefined => {
      const [, resource, id] = /^\/api\/3\/(deals|contacts)(?:\/(\d+))?$/.exec(path) ?? [];
      if (resource === undefined || method !== 'GET') return undefined;
      const collection = store.collection(resource);
      const now = store.nowMicros();
      if (id === undefined) {
        return { isList: true, answer: (seen) => list(collection, { query, view: seen, zone: view.zone, now }) };
      }
      const single = resource.slice(0, -1);
      return oneRecordRoute(collection.shown(id, now), notFound, (json) => `{"${single}":${json}}`);
    },
    notFound: () => notFound,
    badCredentials: () =>
      jsonReply(403, { message: 'You are not authorized: the Api-Token header is missing or wrong.' }),
    limited: ({ resetMs }) =>
      jsonReply(
        429,
        { message: 'Too many requests' },
        { 'retry-after': String(Math.max(1, Math.ceil(resetMs / 1000))) },
      ),
    headers: ({ limit, remaining }) => ({ 'ratelimit-limit': String(limit), 'ratelimit-remaining': String(remaining) }),
  };
}

type WrongDate = { wrongDate: string };
type Conditions = Pick<Query, 'order' | 'descending' | 'where'> & { dates: Pick<Query, 'updated' | 'created'> };

interface ListRequest {
  query: URLSearchParams;
  view: ListView;
  zone: ZoneTime;
  now: number;
}

function list(collection: Collection, { query, view, zone, now }: ListRequest): Reply {
  const conditions = readConditions(collection.shape.resource, query, zone);
  if ('wrongDate' in conditions) {
    const detail = `${conditions.wrongDate}: expected yyyy-MM-dd`;
    return jsonReply(422, { errors: [{ title: 'The filter value is not a date.', detail, code: 'field_invalid' }] });
  }
  const { dates, ...others } = conditions;
  const limit = clamp(wholeNumber(query, 'limit') ?? 20, 1, MAX_LIMIT);
  const offset = Math.max(0, wholeNumber(query, 'offset') ?? 0);
  const found: Page = view.empty
    ? { entries: [], total: 0 }
    : collection.query({ ...others, ...(!view.ignoreFilters && dates), limit, offset }, now);
  const records = found.entries.map((entry) => entry.bytes);
  const total = String(found.total);
  if (collection.shape.resource === 'contacts') {
    const tail = `],"meta":{"total":"${total}"}}`;
    return { status: 200, body: joinRecords('{"scoreValues":[],"contacts":[', records, tail) };
  }
  const meta = { currencies: { USD: { currency: 'USD', total, value: '0' } }, total };
  return { status: 200, body: joinRecords('{"deals":[', records, `],"meta":${JSON.stringify(meta)}}`) };
}

/** Filters and orders that are not known are left out without a word, as mdate is among the orders of deals. */
function readConditions(resource: string, query: URLSearchParams, zone: ZoneTime): Conditions | WrongDate {
  const updated = dayBounds(query, 'updated', zone);
  if (updated && 'wrongDate' in updated) return updated;
  const created = dayBounds(query, 'created', zone);
  if (created && 'wrongDate' in created) return created;
  const greater = resource === 'contacts' ? wholeNumber(query, 'id_greater') : undefined;
  const holds = (entry: Entry) => greater === undefined || entry.number > greater;
  return {
    ...readOrder(resource, query),
    dates: { ...(updated && { updated }), ...(created && { created }) },
    ...(greater !== undefined && { where: { key: `id>${greater}`, holds } }),
  };
}

function readOrder(resource: string, query: URLSearchParams): Pick<Query, 'order' | 'descending'> {
  const isDescending = (name: string) => query.get(`orders[${name}]`)?.toUpperCase() === 'DESC';
  if (query.has('orders[cdate]')) return { order: 'created', descending: isDescending('cdate') };
  return { order: 'id', descending: resource === 'contacts' && isDescending('id') };
}

/** Whole days of the account's zone; a time of day is not looked at. `after` includes the day, `before` leaves it out. */
function dayBounds(query: URLSearchParams, field: string, zone: ZoneTime): Bounds | WrongDate | undefined {
  const bounds: Bounds = {};
  for (const [name, side] of [['after', 'from'] as const, ['before', 'to'] as const]) {
    const text = query.get(`filters[${field}_${name}]`);
    if (text === null) continue;
    const start = zone.startOfDay(text.slice(0, 10));
    if (start === undefined) return { wrongDate: `filters[${field}_${name}]=${text}` };
    bounds[side] = start;
  }
  return someBounds(bounds);
}
