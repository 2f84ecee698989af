import type { Collection, Page } from '../collection.ts';
import { joinRecords } from '../record-bytes.ts';
import type { Entry, ListView, Reply, Route } from '../types.ts';
import { jsonReply } from '../types.ts';
import { columns, emailColumn, idHeader, listShape, suppressionShape } from './acton-shapes.ts';
import { clamp, someBounds, wholeNumber, type Vendor, type VendorParts } from './vendor.ts';

const MAX_COUNT = 1000;
const suppressionLists = ['hardbounce', 'spamcomplaint', 'optout'];
const dateHeaderStyles: Record<string, readonly [string, string]> = {
  underscored: ['__created_date', '__modified_date'],
  plain: ['created_date', 'modified_date'],
};

/** Act-On: lists answer in columns; dates are strings of milliseconds; nothing is said about limits. */
export function acton({ store, nowMs }: VendorParts): Vendor {
  const options = { dateHeaders: 'underscored' };
  const dateHeaders = () => dateHeaderStyles[options.dateHeaders] ?? dateHeaderStyles['underscored'] ?? ['', ''];
  const openList = (listId: string) => store.addCollection(listShape(listId, dateHeaders));
  for (const listId of ['l-0001', 'l-0002']) openList(listId);
  for (const name of suppressionLists) store.addCollection(suppressionShape(name));
  return {
    apiPath: '',
    auth: { kind: 'oauth', rules: oauthRules },
    requestLimit: { limit: 5, perMs: 1000 },
    authLimit: { limit: 5, perMs: 3_600_000 },
    options,
    useOptions: (wanted) => {
      const style = String(wanted['dateHeaders']);
      if (!dateHeaderStyles[style]) throw new RangeError(`dateHeaders is ${style}; allowed: underscored, plain.`);
      options.dateHeaders = style;
    },
    openCollection: (resource) => {
      const isListId = /^l-\d{4}$/.test(resource);
      if (isListId) openList(resource);
      return isListId;
    },
    route: (request) => {
      const [, listId, recordId] = /^\/api\/1\/list(?:\/([^/]+))?(?:\/record\/([^/]+))?$/.exec(request.path) ?? [];
      if (request.method !== 'GET' || !/^\/api\/1\/list(\/|$)/.test(request.path)) return undefined;
      if (listId === undefined) return list(() => allLists({ store, nowMs }, request.query));
      const resource = decodeURIComponent(listId);
      if (!store.resources().includes(resource)) return undefined;
      const collection = store.collection(resource);
      if (recordId !== undefined) return oneRow(collection.shown(decodeURIComponent(recordId), store.nowMicros()));
      const isSuppression = suppressionLists.includes(resource);
      return list((view) => {
        const page = pageOf(collection, request.query, view, store.nowMicros());
        return isSuppression ? suppressed(page, request.query) : rows(resource, page, request.query, dateHeaders());
      });
    },
    notFound: () => jsonReply(404, { errorCode: 10004, message: 'Not found' }),
    badCredentials: () =>
      jsonReply(401, { httpCode: '401', httpMessage: 'Unauthorized', moreInformation: 'Invalid access token' }),
    limited: () => jsonReply(429, { httpCode: '429', httpMessage: 'Too Many Requests', moreInformation: 'Rate limit' }),
    headers: () => ({}),
  };
}

const oauthRules = {
  authorizePath: '/authorize',
  tokenPath: '/token',
  scope: 'offline-access',
  accessTokenSeconds: 3600,
  refreshTokenDays: 30,
  oneGrantPerUser: true,
  tellsCreation: false,
  refreshClientAuth: 'body' as const,
  passwordGrant: true,
  badClient: { status: 401, error: 'access_denied' },
  badGrantStatus: 403,
};

function list(answer: (view: ListView) => Reply): Route {
  return { isList: true, answer };
}

/** The cells of one row without their headers, as this vendor gives a single record. */
function oneRow(entry: Entry | undefined): Route {
  return {
    isList: false,
    answer: () =>
      entry
        ? { status: 200, body: JSON.stringify(storedCells(entry).slice(0, -2)) }
        : jsonReply(404, { errorCode: 10004, message: 'Record not found' }),
  };
}

function pageOf(collection: Collection, query: URLSearchParams, view: ListView, nowMicros: number): Page {
  if (view.empty) return { entries: [], total: 0 };
  const filters = view.ignoreFilters ? new URLSearchParams() : query;
  const updated = millisecondBounds(filters, 'modafter', 'modbefore');
  const created = millisecondBounds(filters, 'createdafter', 'createdbefore');
  return collection.query(
    { order: 'id', ...window(query), ...(updated && { updated }), ...(created && { created }) },
    nowMicros,
  );
}

function window(query: URLSearchParams): { offset: number; limit: number } {
  return {
    offset: Math.max(0, wholeNumber(query, 'offset') ?? 0),
    limit: clamp(wholeNumber(query, 'count') ?? MAX_COUNT, 1, MAX_COUNT),
  };
}

/** "After" and "before" leave out the millisecond that they name. */
function millisecondBounds(query: URLSearchParams, after: string, before: string) {
  const afterMs = wholeNumber(query, after);
  const beforeMs = wholeNumber(query, before);
  return someBounds({
    ...(afterMs !== undefined && { from: (afterMs + 1) * 1000 }),
    ...(beforeMs !== undefined && { to: beforeMs * 1000 }),
  });
}

function rows(listId: string, page: Page, query: URLSearchParams, dateHeaders: readonly [string, string]): Reply {
  const withDates = query.get('datequalifiers') === 'true';
  const fields = query.get('fields');
  if (fields !== null && withDates) {
    return jsonReply(400, { errorCode: 10001, message: 'fields cannot be combined with datequalifiers' });
  }
  const headers: string[] = withDates ? [idHeader, ...columns, ...dateHeaders] : [idHeader, ...columns];
  const wanted = fields === null ? undefined : fields.split(';').map((name) => headers.indexOf(name));
  if (wanted?.includes(-1)) return jsonReply(400, { errorCode: 10001, message: `Unknown column in fields: ${fields}` });
  const keep = wanted ?? headers.map((_, index) => index);
  const cellsOf = (entry: Entry) => {
    const cells = storedCells(entry);
    return keep.map((index) => cells[index] ?? '');
  };
  const shownHeaders = keep.map((index) => headers[index] ?? '');
  if (query.get('responseformat')?.toUpperCase() === 'CSV') {
    const lines = [shownHeaders, ...page.entries.map(cellsOf)];
    return { status: 200, contentType: 'text/csv; charset=utf-8', body: lines.map(csvLine).join('') };
  }
  const data = page.entries.map((entry) => (withDates ? entry.bytes : Buffer.from(JSON.stringify(cellsOf(entry)))));
  const head = { listId, offset: window(query).offset, count: page.entries.length, totalCount: page.total };
  const shown = JSON.stringify({ ...head, emailColumn, headers: shownHeaders });
  return { status: 200, body: joinRecords(`${shown.slice(0, -1)},"data":[`, data, ']}') };
}

/** With both dates at the end. */
function storedCells(entry: Entry): string[] {
  return JSON.parse(entry.bytes.toString()) as string[];
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The total is always -1 here. */
function suppressed(page: Page, query: URLSearchParams): Reply {
  const head = JSON.stringify({ offset: window(query).offset, count: page.entries.length, totalCount: -1 });
  const result = page.entries.map((entry) => entry.bytes);
  return { status: 200, body: joinRecords(`${head.slice(0, -1)},"result":[`, result, ']}') };
}

function allLists({ store, nowMs }: Pick<VendorParts, 'store' | 'nowMs'>, query: URLSearchParams): Reply {
  const ids = store.resources().filter((resource) => resource.startsWith('l-'));
  const { offset, limit } = window(query);
  const result = ids.slice(offset, offset + limit).map((id) => {
    const collection = store.collection(id);
    const modifiedMs = Math.floor((collection.lastUpdatedMicros(store.nowMicros()) ?? 0) / 1000);
    return {
      id,
      name: `List ${Number(id.slice(2))}`,
      folderName: 'Default Folder',
      sourceId: id,
      baseId: id,
      description: 'Uploaded Marketing List',
      sourceSize: String(collection.size),
      tsLastModified: modifiedMs,
      tsLastCounted: Math.floor(nowMs()),
      tsSource: modifiedMs,
      bIsSingleton: false,
      bIsList: true,
    };
  });
  return jsonReply(200, { offset, count: result.length, totalCount: ids.length, result });
}
