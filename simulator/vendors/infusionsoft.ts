import type { Collection, Page, Query } from '../collection.ts';
import type { RateVerdict } from '../rate-limit.ts';
import { joinRecords } from '../record-bytes.ts';
import type { Entry, ListView, Reply, Route } from '../types.ts';
import { jsonReply } from '../types.ts';
import { parseIsoMicros } from '../zone-time.ts';
import { appointmentsShape, contact, contactsShape, optionalProperties, startDate } from './infusionsoft-shapes.ts';
import { clamp, oneRecordRoute, someBounds, wholeNumber, type Vendor, type VendorParts } from './vendor.ts';

const API_PATH = '/crm/rest/v1';
const MAX_LIMIT = 1000;
const contactOrders: Record<string, Query['order']> = { id: 'id', date_created: 'created' };
const oauthRules = {
  authorizePath: '/app/oauth/authorize',
  tokenPath: '/token',
  scope: 'full',
  accessTokenSeconds: 86_400,
  refreshTokenDays: 45,
  oneGrantPerUser: false,
  tellsCreation: false,
  refreshClientAuth: 'basic' as const,
  passwordGrant: false,
  badClient: { status: 401, error: 'invalid_client' },
  badGrantStatus: 400,
};
const notFound = jsonReply(404, { message: 'Not Found' });

/** A value in the query that the API refuses. */
type Refusal = { refused: string };
type Conditions = Pick<Query, 'order' | 'descending' | 'updated' | 'where'>;

/** Infusionsoft (Keap) REST v1: appointments cannot be filtered by change; `next` is always there. */
export function infusionsoft({ store, nowMs, rootUrl }: VendorParts): Vendor {
  const options = { appointmentDates: true };
  store.addCollection(appointmentsShape(() => options.appointmentDates));
  store.addCollection(contactsShape);
  return {
    apiPath: API_PATH,
    auth: { kind: 'oauth', rules: oauthRules },
    requestLimit: { limit: 1500, perMs: 60_000 },
    options,
    useOptions: (wanted) => {
      options.appointmentDates = wanted['appointmentDates'] === true;
    },
    route: ({ method, path, query }): Route | undefined => {
      const [, resource, id] = /^\/crm\/rest\/v1\/(appointments|contacts)(?:\/(\d+)|\/)?$/.exec(path) ?? [];
      if (resource === undefined || method !== 'GET') return undefined;
      const collection = store.collection(resource);
      const now = store.nowMicros();
      if (id !== undefined) return oneRecordRoute(collection.shown(id, now), notFound);
      return {
        isList: true,
        answer: (view) => list(collection, { query, view, now, url: `${rootUrl}${API_PATH}/${resource}/` }),
      };
    },
    notFound: () => notFound,
    badCredentials: () =>
      jsonReply(401, {
        fault: {
          faultstring: 'Invalid Access Token',
          detail: { errorcode: 'keymanagement.service.invalid_access_token' },
        },
      }),
    limited: ({ resetMs }) =>
      jsonReply(
        429,
        {
          fault: {
            faultstring: 'Rate limit quota violation',
            detail: { errorcode: 'policies.ratelimit.QuotaViolation' },
          },
        },
        { 'retry-after': String(Math.ceil(resetMs / 1000)) },
      ),
    headers: (verdict) => quotaHeaders(verdict, nowMs()),
  };
}

interface ListRequest {
  query: URLSearchParams;
  view: ListView;
  now: number;
  url: string;
}

function list(collection: Collection, { query, view, now, url }: ListRequest): Reply {
  const { resource } = collection.shape;
  const conditions = resource === 'contacts' ? contactConditions(query, view) : appointmentConditions(query, view);
  if ('refused' in conditions) return jsonReply(400, { message: conditions.refused });
  const limit = clamp(wholeNumber(query, 'limit') ?? MAX_LIMIT, 1, MAX_LIMIT);
  const offset = Math.max(0, wholeNumber(query, 'offset') ?? 0);
  const found: Page = view.empty ? { entries: [], total: 0 } : collection.query({ ...conditions, limit, offset }, now);
  const link = (to: number) => {
    const params = new URLSearchParams(query);
    params.set('limit', String(limit));
    params.set('offset', String(Math.max(0, to)));
    return `${url}?${params.toString()}`;
  };
  // The real API gives `next` on the last page too: only an empty page is the end.
  const tail = { count: found.total, next: link(offset + limit), previous: link(offset - limit), sync_token: null };
  const records = found.entries.map(writer(resource, query));
  return { status: 200, body: joinRecords(`{"${resource}":[`, records, `],${JSON.stringify(tail).slice(1)}`) };
}

function writer(resource: string, query: URLSearchParams): (entry: Entry) => Buffer {
  const asked = (query.get('optional_properties') ?? '').split(',').map((name) => name.trim());
  if (resource !== 'contacts' || !asked.some((name) => optionalProperties.includes(name)))
    return (entry) => entry.bytes;
  return (entry) => Buffer.from(JSON.stringify(contact(entry, asked)));
}

/** since and until are about the appointment itself, not about its last change. */
function appointmentConditions(query: URLSearchParams, view: ListView): Conditions | Refusal {
  const [since, until] = [query.get('since'), query.get('until')];
  const contactId = query.get('contact_id');
  const wrong = wrongDate(query);
  if (wrong) return wrong;
  if (view.ignoreFilters || (since === null && until === null && contactId === null)) return { order: 'id' };
  const from = since === null ? -Infinity : (parseIsoMicros(since) ?? -Infinity);
  const to = until === null ? Infinity : (parseIsoMicros(until) ?? Infinity);
  const holds = (entry: Entry) => {
    const start = parseIsoMicros(startDate(entry)) ?? 0;
    return start >= from && start <= to && (contactId === null || contactId === contactOf(entry));
  };
  return { order: 'id', where: { key: JSON.stringify([since, until, contactId]), holds } };
}

function contactOf({ number, fields }: Entry): string {
  return String(typeof fields['contact_id'] === 'number' ? fields['contact_id'] : number);
}

/** Here since and until are about the last update. */
function contactConditions(query: URLSearchParams, view: ListView): Conditions | Refusal {
  const orderName = query.get('order') ?? 'id';
  const order = contactOrders[orderName];
  if (!order) return { refused: `order is ${orderName}; allowed: ${Object.keys(contactOrders).join(', ')}` };
  const wrong = wrongDate(query);
  if (wrong) return wrong;
  const descending = query.get('order_direction') === 'descending';
  const since = parseIsoMicros(query.get('since') ?? '');
  const until = parseIsoMicros(query.get('until') ?? '');
  const updated = someBounds({
    ...(since !== undefined && { from: since }),
    ...(until !== undefined && { to: until + 1 }),
  });
  return { order, descending, ...(updated && !view.ignoreFilters && { updated }) };
}

function wrongDate(query: URLSearchParams): Refusal | undefined {
  for (const name of ['since', 'until']) {
    const text = query.get(name);
    if (text !== null && parseIsoMicros(text) === undefined) {
      return { refused: `${name} is "${text}"; allowed: a date such as 2017-01-01T22:17:59.039Z` };
    }
  }
  return undefined;
}

function quotaHeaders(verdict: RateVerdict, nowMs: number): Record<string, string> {
  const used = String(verdict.limit - verdict.remaining);
  return {
    'x-keap-product-quota-limit': '150000',
    'x-keap-product-quota-time-unit': 'day',
    'x-keap-product-quota-interval': '1',
    'x-keap-product-throttle-limit': String(verdict.limit),
    'x-keap-product-throttle-available': String(verdict.remaining),
    'x-keap-product-throttle-used': used,
    'x-keap-product-throttle-time-unit': 'minute',
    'x-keap-product-throttle-interval': '1',
    'x-keap-product-throttle-expiry-time': String(Math.floor(nowMs + verdict.resetMs)),
    'x-keap-tenant-id': 'simulator',
  };
}
