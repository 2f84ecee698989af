import type { Bounds, Collection, Page, Query } from '../collection.ts';
import { joinRecords } from '../record-bytes.ts';
import type { ListView, Reply, Route, SimRequest } from '../types.ts';
import { jsonReply } from '../types.ts';
import { parseIsoMicros, zoneTime } from '../zone-time.ts';
import { accountsShape, peopleShape } from './salesloft-shapes.ts';
import { clamp, oneRecordRoute, wholeNumber, type Vendor, type VendorParts } from './vendor.ts';

const COUNT_CAP = 10_000;
const dateFields = ['updated_at', 'created_at'] as const;
const sortFields: Record<string, Query['order']> = { updated_at: 'updated', created_at: 'created' };
const oauthRules = {
  authorizePath: '/oauth/authorize',
  tokenPath: '/oauth/token',
  scope: 'people:read accounts:read',
  accessTokenSeconds: 7200,
  refreshTokenDays: 3650,
  oneGrantPerUser: true,
  tellsCreation: true,
  refreshClientAuth: 'body' as const,
  passwordGrant: false,
  badClient: { status: 401, error: 'invalid_client' },
  badGrantStatus: 400,
  redirectExtras: { context: 'team/1', scope: 'people:read accounts:read' },
};

/** Salesloft: microsecond filters, sorted by update and descending by default, unknown filters ignored, limits by cost. */
export function salesloft({ store, rootUrl }: VendorParts): Vendor {
  let zone = zoneTime('America/New_York');
  const options = { timeZone: zone.timeZone };
  const link = (path: string) => `${rootUrl}${path}`;
  store.addCollection(peopleShape(() => zone, link));
  store.addCollection(accountsShape(() => zone, link));
  return {
    apiPath: '',
    auth: { kind: 'oauth', rules: oauthRules },
    requestLimit: { limit: 600, perMs: 60_000 },
    options,
    useOptions: (wanted) => {
      zone = zoneTime(String(wanted['timeZone']));
      options.timeZone = zone.timeZone;
    },
    route: (request): Route | undefined => {
      const [, resource, id] = /^\/v2\/(people|accounts)(?:\/(\d+))?(?:\.json)?$/.exec(request.path) ?? [];
      if (resource === undefined || request.method !== 'GET') return undefined;
      const collection = store.collection(resource);
      const now = store.nowMicros();
      if (id === undefined) return { isList: true, answer: (view) => page(collection, request.query, view, now) };
      const missing = jsonReply(404, { status: 404, error: 'Not Found' });
      return oneRecordRoute(collection.shown(id, now), missing, (json) => `{"data":${json}}`);
    },
    notFound: () => jsonReply(404, { status: 404, error: 'Not Found' }),
    badCredentials: () => jsonReply(401, { error: 'Not authorized' }),
    limited: () => jsonReply(429, { error: 'Rate limit exceeded' }),
    cost,
    headers: (verdict, used) => ({
      'x-ratelimit-endpoint-cost': String(used),
      'x-ratelimit-remaining-minute': String(verdict.remaining),
    }),
  };
}

/** Deep pages cost more. */
function cost({ query }: SimRequest): number {
  const number = wholeNumber(query, 'page') ?? 1;
  if (number > 500) return 30;
  if (number > 250) return 10;
  if (number > 150) return 8;
  return number > 100 ? 3 : 1;
}

function page(collection: Collection, query: URLSearchParams, view: ListView, nowMicros: number): Reply {
  const filters = view.ignoreFilters ? { bounds: {}, echo: {}, errors: {} } : readFilters(query);
  const sorting = readSorting(query);
  const errors = { ...filters.errors, ...sorting.errors };
  if (Object.keys(errors).length > 0) return jsonReply(422, { status: 422, error: 'Unprocessable Entity', errors });
  const perPage = clamp(wholeNumber(query, 'per_page') ?? 25, 1, 100);
  const current = Math.max(1, wholeNumber(query, 'page') ?? 1);
  const found: Page = view.empty
    ? { entries: [], total: 0 }
    : collection.query(
        {
          order: sortFields[sorting.field] ?? 'updated',
          descending: sorting.descending,
          offset: (current - 1) * perPage,
          limit: perPage,
          ...filters.bounds,
        },
        nowMicros,
      );
  const metadata = {
    filtering: filters.echo,
    paging: paging(query, found, { perPage, current }),
    sorting: { sort_by: sorting.field, sort_direction: sorting.descending ? 'DESC NULLS LAST' : 'ASC NULLS LAST' },
  };
  const records = found.entries.map((entry) => entry.bytes);
  return { status: 200, body: joinRecords(`{"metadata":${JSON.stringify(metadata)},"data":[`, records, ']}') };
}

function paging(query: URLSearchParams, found: Page, { perPage, current }: { perPage: number; current: number }) {
  const total = query.get('limit_paging_counts') === 'true' ? Math.min(found.total, COUNT_CAP) : found.total;
  return {
    per_page: perPage,
    current_page: current,
    next_page: current * perPage < found.total ? current + 1 : null,
    prev_page: current > 1 ? current - 1 : null,
    ...(query.get('include_paging_counts') === 'true' && {
      total_pages: Math.ceil(total / perPage),
      total_count: total,
    }),
  };
}

interface Filters {
  bounds: { updated?: Bounds; created?: Bounds };
  echo: Record<string, Record<string, string>>;
  errors: Record<string, string[]>;
}

/** Names that are not known are left out without a word; the echo shows what was applied. */
function readFilters(query: URLSearchParams): Filters {
  const filters: Filters = { bounds: {}, echo: {}, errors: {} };
  for (const field of dateFields) {
    const bounds: Bounds = {};
    for (const operator of ['gt', 'gte', 'lt', 'lte']) {
      const text = query.get(`${field}[${operator}]`);
      if (text === null) continue;
      const micros = parseIsoMicros(text);
      if (micros === undefined) {
        filters.errors[field] = [`"${text}" is not a valid iso8601 date`];
        continue;
      }
      filters.echo[field] = { ...filters.echo[field], [operator]: text };
      narrow(bounds, operator, micros);
    }
    if (bounds.from !== undefined || bounds.to !== undefined) {
      filters.bounds[field === 'updated_at' ? 'updated' : 'created'] = bounds;
    }
  }
  return filters;
}

function narrow(bounds: Bounds, operator: string, micros: number): void {
  const edge = operator === 'gt' || operator === 'lte' ? micros + 1 : micros;
  if (operator.startsWith('g')) bounds.from = Math.max(bounds.from ?? edge, edge);
  else bounds.to = Math.min(bounds.to ?? edge, edge);
}

function readSorting(query: URLSearchParams) {
  const field = query.get('sort_by') ?? 'updated_at';
  const direction = (query.get('sort_direction') ?? 'DESC').toUpperCase();
  const errors: Record<string, string[]> = {};
  if (!sortFields[field]) errors['sort_by'] = [`"${field}" is not one of ${Object.keys(sortFields).join(', ')}`];
  if (direction !== 'ASC' && direction !== 'DESC')
    errors['sort_direction'] = [`"${direction}" is not one of ASC, DESC`];
  return { field, descending: direction === 'DESC', errors };
}
