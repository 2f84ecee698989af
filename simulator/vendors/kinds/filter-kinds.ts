import type { Bounds } from '../../collection.ts';
import type { Fields, Reply } from '../../types.ts';
import { zoneTime } from '../../zone-time.ts';
import {
  BadRequest,
  microsOf,
  mostRows,
  numberOf,
  ok,
  pageSizeOf,
  seal,
  since,
  textOf,
  unseal,
  type Asked,
  type Kind,
} from './kind.ts';
import { datedShape, splitDateShape, undatedShape, type DateStyleName } from './shapes.ts';

/** Every kind of condition on the date of the last change. What a vendor's documents leave open is as here. */

const kind = (style: DateStyleName, answer: Kind['answer'], method: 'GET' | 'POST' = 'GET'): Kind => ({
  shape: (resource) => datedShape(resource, style),
  method,
  answer,
});

const minute = 60_000_000;
const chicago = zoneTime('America/Chicago');
const newYork = zoneTime('America/New_York');

/** All rows in one page by a cursor that stands for a row. */
const page = ({ list, query }: Asked, updated: Bounds | undefined) =>
  list.after(updated ? { updated } : {}, query.get('cursor') ?? undefined, pageSizeOf(query, 'limit'));

function listed(asked: Asked, updated: Bounds | undefined): Reply {
  const { records, next } = page(asked, updated);
  return ok({ items: records, next: next ?? null });
}

/** The bound in a text of the vendor's language; none where there is no text. */
function boundIn(text: string | null | undefined, pattern: RegExp): string | undefined {
  if (text === null || text === undefined) return undefined;
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new BadRequest(`"${text}" is not understood`);
  return found;
}

const from = (bound: string | undefined): Bounds | undefined =>
  bound === undefined ? undefined : { from: microsOf(bound) };

/** `updated_at[gt]`, `[gte]`, `[lt]`, `[lte]`; other names are ignored without a word. */
function suffixed(asked: Asked): Reply {
  const at = (operator: string) => {
    const text = asked.query.get(`updated_at[${operator}]`);
    return text === null ? undefined : microsOf(text);
  };
  const [gt, gte, lt, lte] = ['gt', 'gte', 'lt', 'lte'].map(at);
  const lower = gte ?? (gt === undefined ? undefined : gt + 1);
  const upper = lt ?? (lte === undefined ? undefined : lte + 1);
  const bounds = { ...(lower === undefined ? {} : { from: lower }), ...(upper === undefined ? {} : { to: upper }) };
  return listed(asked, bounds);
}

/** Milliseconds, and what is dated exactly at the bound is left out. */
function modifiedAfter(asked: Asked): Reply {
  const text = asked.query.get('modafter');
  if (text !== null && !/^\d{13}$/.test(text)) throw new BadRequest(`modafter: "${text}" is not in milliseconds`);
  return listed(asked, text === null ? undefined : { from: Number(text) * 1000 + 1000 });
}

/** Whole days of the account's zone, the named one included. */
function byDay(asked: Asked): Reply {
  const text = asked.query.get('filters[updated_after]');
  const start = text === null ? undefined : chicago.startOfDay(text);
  if (text !== null && start === undefined) throw new BadRequest(`"${text}" is not a day`);
  return listed(asked, start === undefined ? undefined : { from: start });
}

/** From `since`, which is inside, to `until`, which is not. */
function pair(asked: Asked): Reply {
  const lower = asked.query.get('since');
  const upper = asked.query.get('until');
  return listed(asked, {
    ...(lower === null ? {} : { from: microsOf(lower) }),
    ...(upper === null ? {} : { to: microsOf(upper) }),
  });
}

function odata(asked: Asked): Reply {
  const bound = boundIn(asked.query.get('$filter'), /^lastModifiedDateTime ge datetimeoffset'([^']+Z)'$/);
  const { records, next } = page(asked, from(bound));
  const results = records.map(({ updated, ...rest }) => ({ ...rest, lastModifiedDateTime: updated }));
  const repeated = bound === undefined ? '' : `&$filter=${encodeURIComponent(asked.query.get('$filter') ?? '')}`;
  return ok({ d: { results, ...(next && { __next: `${asked.url}?cursor=${next}${repeated}` }) } });
}

/** The day of the last change only: its time stands in a second field, which no filter knows. */
function splitDate(asked: Asked): Reply {
  const bound = boundIn(asked.query.get('$filter'), /^LastChangeDate ge datetime'(\d{4}-\d\d-\d\d)T00:00:00'$/);
  const { records, next } = page(asked, bound === undefined ? undefined : from(`${bound}T00:00:00Z`));
  return ok({ d: { results: records, next: next ?? null } });
}

function formula(asked: Asked): Reply {
  const pattern = /^AND\(NOT\(IS_BEFORE\(LAST_MODIFIED_TIME\(\), '([^']+)'\)\)\)$/;
  return listed(asked, from(boundIn(asked.query.get('filterByFormula'), pattern)));
}

const expression = (asked: Asked): Reply =>
  listed(asked, from(boundIn(asked.query.get('filter'), /^start_update_time==([^;]+)$/)));

/** Pages stand in the text, too, and rows are counted from 1. */
function queryText({ list, query }: Asked): Reply {
  const text = query.get('query') ?? '';
  const pattern =
    /^SELECT \* FROM Thing (?:WHERE Meta\.LastUpdated >= '([^']+)' )?ORDERBY Meta\.LastUpdated STARTPOSITION (\d+) MAXRESULTS (\d+)$/;
  const [matched, bound, start, limit] = pattern.exec(text) ?? [];
  if (matched === undefined) throw new BadRequest(`"${text}" is not understood`);
  const { records } = list.rows({
    ...(bound === undefined ? {} : { updated: { from: microsOf(bound) } }),
    offset: Number(start) - 1,
    limit: Math.min(mostRows, Number(limit)),
  });
  const things = records.map(({ created, updated, ...rest }) => ({
    ...rest,
    Meta: { Created: created, LastUpdated: updated },
  }));
  return ok({ QueryResponse: things.length === 0 ? {} : { Thing: things } });
}

/** Dates stand without quotes. */
function soql(asked: Asked): Reply {
  const cursor = /^\/rows-(.+)$/.exec(asked.rest)?.[1];
  const pattern = /^SELECT Id FROM Thing WHERE SystemModstamp >= (\S+) ORDER BY SystemModstamp$/;
  const place = cursor === undefined ? {} : unseal<{ from?: string; at?: string }>(cursor);
  const bound = cursor === undefined ? boundIn(asked.query.get('q'), pattern) : place.from;
  const updated = from(bound);
  const { records, next } = asked.list.after(updated ? { updated } : {}, place.at, mostRows);
  const rest = next && `${asked.path}/rows-${seal({ from: bound, at: next })}`;
  const stamped = records.map(({ updated: changed, ...record }) => ({ ...record, SystemModstamp: changed }));
  return ok({ records: stamped, done: !rest, ...(rest && { nextRecordsUrl: rest }) });
}

/** Whole minutes of the zone of the user who asks. */
function minutesOfUser(asked: Asked): Reply {
  const bound = boundIn(asked.query.get('jql'), /^updated >= "(\d{4}-\d\d-\d\d \d\d:\d\d)" ORDER BY updated$/);
  if (bound === undefined) return listed(asked, undefined);
  const guess = microsOf(`${bound.replace(' ', 'T')}:00Z`);
  return listed(asked, from(`${bound.replace(' ', 'T')}:00${newYork.offset(guess)}`));
}

const searchReach = 10;

/** `after` only counts rows, and there is none beyond the first few. */
function search({ list, body }: Asked): Reply {
  const groups = (body['filterGroups'] ?? []) as { filters: Fields[] }[];
  const condition = groups[0]?.filters[0];
  if (condition && (condition['propertyName'] !== 'lastmodified' || condition['operator'] !== 'GTE'))
    throw new BadRequest(`${JSON.stringify(condition)} is not understood`);
  const offset = Number(textOf(body['after']) ?? body['after'] ?? 0);
  const limit = Math.min(mostRows, Number(body['limit']));
  if (offset + limit > searchReach) throw new BadRequest(`there are no rows beyond ${searchReach}`);
  const updated = condition ? { updated: { from: Number(condition['value']) * 1000 } } : {};
  const { records, total } = list.rows({ ...updated, offset, limit });
  const next = offset + limit < total ? { paging: { next: { after: String(offset + limit) } } } : {};
  return ok({ results: records, total, ...next });
}

/** Whole seconds; 304 without a body where nothing has changed since. */
function ifModifiedSince(asked: Asked): Reply {
  const header = asked.header('if-modified-since');
  const updated = from(header);
  if (updated && asked.list.rows({ updated }).total === 0) return { status: 304, body: '' };
  return listed(asked, updated);
}

/** Newest first, without any condition. */
const newestFirst = ({ list, query }: Asked): Reply => {
  const limit = pageSizeOf(query, 'per_page');
  const offset = (numberOf(query, 'page', 1) - 1) * limit;
  return ok(list.rows({ descending: true, offset, limit }).records);
};

/** In the order of ids, without any condition. */
const byId = ({ list, query }: Asked): Reply =>
  ok({
    items: list.rows({ order: 'id', offset: numberOf(query, 'offset', 0), limit: pageSizeOf(query, 'limit') }).records,
  });

/** What was deleted is in a list of its own, under another value of `status`. */
function byStatus({ list, query }: Asked): Reply {
  if (query.get('status') !== 'deleted') return ok({ items: list.rows(since(query)).records });
  const shown = new Set(list.rows().records.map(({ id }) => String(id)));
  const gone = list.changes().filter(({ type, id }) => type === 'DELETED' && !shown.has(id));
  return ok({ items: gone.map(({ record }) => ({ ...record, status: 'deleted' })) });
}

const changedAt = (micros: number) => new Date(Math.floor(micros / 1000)).toISOString();

/** Of the changes since a moment, by `key`: one answer with what exists and what does not any more. */
function changedEntities({ list, query }: Asked): Reply {
  const lower = microsOf(query.get('changedSince') ?? '1970-01-01T00:00:00Z');
  const { records } = list.rows({ updated: { from: lower } });
  const gone = list.changes().filter(({ type, at }) => type === 'DELETED' && at >= lower);
  const things = [
    ...records,
    ...gone.map(({ id, at }) => ({ id: Number(id), status: 'Deleted', updated: changedAt(at) })),
  ];
  return ok({ CDCResponse: [{ QueryResponse: [things.length === 0 ? {} : { Thing: things }] }] });
}

/** Both bounds are required, and their seconds are ignored. */
function windowOf({ query }: Asked): { from: number; to: number } {
  const lower = query.get('start');
  const upper = query.get('end');
  if (lower === null || upper === null) throw new BadRequest('start and end are required');
  const cut = (text: string) => Math.floor(microsOf(text) / minute) * minute;
  return { from: cut(lower), to: cut(upper) };
}

/** Ids only: `/updated` of what exists and `/deleted` of what does not. */
function idsOfChanged(asked: Asked): Reply {
  const { list, rest } = asked;
  const bounds = windowOf(asked);
  const changed = list.changes().filter(({ at }) => at >= bounds.from && at < bounds.to);
  if (rest !== '/deleted') return ok({ ids: [...new Set(changed.map(({ id }) => id))] });
  const gone = changed.filter(({ type }) => type === 'DELETED');
  return ok({ deletedRecords: gone.map(({ id, at }) => ({ id, deletedDate: changedAt(at) })) });
}

export const filterKinds: Record<string, Kind> = {
  'operator-suffix': kind('isoMicrosOffset', suffixed),
  'since-parameter': kind('epochMillisText', modifiedAfter),
  'bracketed-day': kind('isoSeconds', byDay),
  'since-until': kind('sevenDigits', pair),
  odata: kind('jsonDate', odata),
  'split-date': { shape: splitDateShape, answer: splitDate },
  formula: kind('isoMillis', formula),
  expression: kind('offsetWithoutColon', expression),
  'query-text': kind('isoSeconds', queryText),
  soql: kind('offsetWithoutColon', soql),
  'minutes-of-user': kind('offsetWithoutColon', minutesOfUser),
  search: kind('isoMillis', search, 'POST'),
  'if-modified-since': kind('rfc822', ifModifiedSince),
  'changed-entities': kind('isoMillis', changedEntities),
  'changed-ids': kind('isoMillis', idsOfChanged),
  'status-filter': kind('withoutZone', byStatus),
  'newest-first': kind('epochSecondsMicros', newestFirst),
  'no-order': kind('epochSeconds', byId),
  'no-dates': { shape: undatedShape, answer: byId },
};
