import type { z } from 'zod';
import type { JsonRecord } from '../../lib/json.ts';
import { word, type ElementResource } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import type { pagingSchema } from '../../model/connector-paging.ts';
import type { ElementPaging } from './element-paging.ts';
import { nextPageSource, type NextPageSource } from './next-page-source.ts';
import { pagingOf } from './paging-of.ts';
import { setAt, type ReadRequest } from './read-request.ts';
import type { Place } from './request-parts.ts';

export interface ReadPaging {
  paging: z.input<typeof pagingSchema>;
  /** What the paging adds to the request. */
  query: Record<string, string>;
  body: JsonRecord | undefined;
}

interface Source {
  resource: ElementResource;
  at: string;
  request: ReadRequest;
  element: ElementPaging;
  remark: Remark;
}

type Kind = 'offset' | 'page' | 'cursor' | 'nextLink' | 'none' | 'unknown';

/** How a list is read to its end. Where the document leaves that open, one page is read, and a poll that fills it fails. */
export function readPaging(source: Source): ReadPaging {
  const { resource, request } = source;
  const next = nextPageSource(resource.nextPageKey);
  const kind = kindOf(source, next);
  if (kind === 'none') return { paging: { kind }, query: {}, body: request.body };
  const size = placeFor(source, 'pageSize', '{pageSize}');
  const number = numberPlace(source, kind);
  if (kind === 'unknown' || (kind !== 'nextLink' && !number)) return firstPageOnly(source, size);
  const names = { size: inQuery(size), number: inQuery(number), next };
  return { ...applyAll(request, [size, number]), paging: pagingOf[kind](source.element, names) };
}

function firstPageOnly({ request, at, element, remark }: Source, size: Template | undefined): ReadPaging {
  const count = String(element.maxPageSize);
  const rows = size ? `${count} ` : '';
  remark(at, 'changed', `only the first ${rows}records are read; a poll that gets as many fails, as more may be there`);
  const fixed = size ? apply(request, { ...size, template: count }) : { query: {}, body: request.body };
  return { ...fixed, paging: { kind: 'none', maxRows: element.maxPageSize } };
}

function kindOf(source: Source, next: NextPageSource | undefined): Kind {
  const { resource, request } = source;
  const paging = word(resource.paginationType);
  if (paging === 'no_pagination' || paging === 'vendor_not_supported') return 'none';
  const number = request.listing.get('nextPage') ?? request.listing.get('page');
  if (next?.isLink === true) return 'nextLink';
  // A cursor needs a place to go to.
  if (next) return number ? 'cursor' : 'unknown';
  if (!number) return unpagedKind(source);
  return isCursor(request) ? 'unknown' : numberedKind(source, number.place.name);
}

/** Nobody knows where its value comes from: `next_page_token`, which no number is good for. */
function isCursor({ listing }: ReadRequest): boolean {
  const counted = listing.get('page');
  const name = (counted ?? listing.get('nextPage'))?.place.name ?? '';
  return /token|cursor/i.test(name) || (!counted && named(name) === undefined);
}

function numberedKind(source: Source, name: string): Kind {
  const { type } = source.element;
  if (type.startsWith('offset')) return told(source, 'offset', name);
  if (type.startsWith('page')) return told(source, 'page', name);
  return (type === '' ? named(name) : undefined) ?? 'unknown';
}

function unpagedKind({ request, element, at, remark }: Source): Kind {
  if (request.listing.has('pageSize')) return 'unknown';
  if (element.type !== '')
    remark(at, 'changed', 'it names no parameter for pages, so one answer is taken to hold everything');
  return 'none';
}

/** `$skip` takes no page number, whatever `pagination.type` says: rows would be passed over. */
function told({ at, remark }: Source, type: 'offset' | 'page', name: string): Kind {
  const byName = named(name);
  if (byName === undefined || byName === type) return type;
  const meaning = byName === 'page' ? 'the number of a page' : 'the number of rows to skip';
  remark(at, 'changed', `pagination.type is ${type}, but ${name} is taken for ${meaning}`);
  return byName;
}

const named = (name: string): 'offset' | 'page' | undefined => {
  if (/^\$?(?:skip|offset)$|^page\[offset\]$|^start_?at$/i.test(name)) return 'offset';
  return /^page(?:_?(?:number|num|no))?$|^page\[number\]$/i.test(name) ? 'page' : undefined;
};

type Template = Place & { template: string };

/** Where the size or number of a page goes; undefined where the resource has no parameter for it. */
function placeFor(
  { request, remark }: Source,
  name: 'pageSize' | 'page' | 'nextPage',
  template: string,
): Template | undefined {
  const found = request.listing.get(name);
  if (!found) return undefined;
  if (found.place.in === 'query' || found.place.in === 'body') return { ...found.place, template };
  remark(found.at, 'notRun', `pages cannot be asked for in a ${found.place.in}`);
  return undefined;
}

function numberPlace(source: Source, kind: Kind): Template | undefined {
  if (kind === 'nextLink' || kind === 'unknown') return undefined;
  const template = kind === 'offset' || kind === 'page' ? `{${kind}}` : '{cursor}';
  const [first, second] = kind === 'cursor' ? (['nextPage', 'page'] as const) : (['page', 'nextPage'] as const);
  return placeFor(source, first, template) ?? placeFor(source, second, template);
}

const inQuery = (place: Template | undefined): string | undefined =>
  place && place.in === 'query' ? place.name : undefined;

/** Paging names query parameters itself; elsewhere the placeholder stands in the request. */
const applyAll = ({ body }: ReadRequest, places: (Template | undefined)[]): Omit<ReadPaging, 'paging'> =>
  places
    .filter((place) => place !== undefined)
    .filter((place) => place.in !== 'query')
    .reduce<Omit<ReadPaging, 'paging'>>((result, place) => apply(result, place), { query: {}, body });

function apply(
  { body }: Pick<ReadRequest, 'body'>,
  { in: place, name, template }: Template,
): Omit<ReadPaging, 'paging'> {
  if (place === 'query') return { query: { [name]: template }, body };
  const changed = structuredClone(body ?? {});
  setAt(changed, name === '' ? [template.slice(1, -1)] : name.split('.'), template);
  return { query: {}, body: changed };
}
