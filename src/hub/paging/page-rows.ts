import { contentHash } from '../../lib/canonical-json.ts';
import { readField, readPath } from '../../lib/field-path.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import type { AnswerCondition, RequestTemplate } from '../../model/connector-template.ts';
import { Fault } from '../../model/fault.ts';
import { saysWhether } from '../answer-says.ts';
import type { PagePosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';

/** What a kind of paging adds to the request of a page. */
export interface PagingRequest {
  /** Query parameters. */
  parameters: [string, string][];
  /** What `{pageSize}` and the like stand for in the request. */
  values: Readonly<Record<string, string | number>>;
  /** Rows that are asked for. */
  asked: number;
  /** The URL of the page, where an answer gave it. */
  link?: string;
  /** Another request than that of the resource. */
  template?: RequestTemplate | undefined;
  /** Whether the query of the resource is sent as well. Default true. */
  repeatQuery?: boolean;
}

/** One answer, before it is known which of its rows are new. */
export interface PageRows {
  rows: JsonRecord[];
  answer: JsonValue;
  /** Rows that were asked for. */
  asked: number;
  /** Names the request in messages. */
  place: string;
}

/** The same with what cursors and links are read from. */
export interface PageAnswer extends PageRows {
  /** Of the request, without credentials. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** What a page adds to a scan. */
export interface PageOutcome {
  records: JsonRecord[];
  next: PagePosition | undefined;
  /** The same for a reader who wants no later rows: pages to be read once more, because rows may have moved. */
  ifEnded?: PagePosition | undefined;
  /** True when rows had moved and part of the pages is read again. */
  restarted: boolean;
  /** True from the page on that met the most rows or pages that the vendor gives, though there is more. */
  capped?: boolean;
  /** Where the next poll of a feed begins. */
  resume?: PagePosition;
}

interface EndRules {
  end: 'noCursor' | 'shortPage' | 'emptyPage';
  sizeEcho?: string | undefined;
  more?: AnswerCondition | undefined;
  total?: string | undefined;
}

/** Tells rows apart between pages: the id, or the content of a record without one. */
export function rowIdentity({ resource }: Pick<QueryPlan, 'resource'>, row: JsonRecord): string {
  const id = readField(row, resource.idField);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : contentHash(row);
}

/**
 * Whether the scan may have more rows after this page. A declared flag decides; then a total that is declared as trusted,
 * against `rowsRead`, the rows of the scan up to here; then the size of the page.
 */
export function mayHaveMore(rules: EndRules, page: PageRows, rowsRead?: number): boolean {
  const flag = saysWhether(rules.more, page.answer);
  if (flag !== undefined) return flag;
  const total = totalOf(rules, page.answer);
  if (total !== undefined && rowsRead !== undefined && page.rows.length > 0) return rowsRead < total;
  return !endsBySize(rules, page);
}

export function endsBySize({ end, sizeEcho }: EndRules, { rows, asked, answer }: PageRows): boolean {
  if (end === 'noCursor') return false;
  if (rows.length === 0) return true;
  if (end === 'emptyPage') return false;
  const echoed = sizeEcho === undefined ? NaN : Number(readPath(answer, sizeEcho));
  return rows.length < (echoed > 0 ? Math.min(asked, echoed) : asked);
}

/** The number of all rows, where the connector says that it can be trusted and the answer has one. */
export function totalOf({ total }: { total?: string | undefined }, answer: JsonValue): number | undefined {
  const found = total === undefined ? undefined : readPath(answer, total);
  if (typeof found !== 'number' && typeof found !== 'string') return undefined;
  const count = found === '' ? NaN : Number(found);
  return Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** Whether a scan that has read so much is at the end of what the vendor gives. */
export const capReached = (
  { maxRows = Infinity, maxPages = Infinity }: { maxRows?: number | undefined; maxPages?: number | undefined },
  read: { rows: number; pages: number },
): boolean => read.rows >= maxRows || read.pages >= maxPages;

/** Whether a list that has ended has just as many rows as the vendor gives: then there may be more that it does not give. */
export const fills = ({ maxRows = Infinity }: { maxRows?: number | undefined }, rows: number): boolean =>
  rows >= maxRows;

/** The named query parameters; those without a name stand in the request as placeholders. */
export const named = (...parameters: [string | undefined, string | number][]): [string, string][] =>
  parameters.flatMap(([name, value]) => (name === undefined ? [] : [[name, String(value)] as [string, string]]));

export const pagingIgnored = (place: string, parameter: string): Fault =>
  new Fault(
    'provider.malformed',
    `${place}: the parameter ${parameter} has no effect: another page gave the same rows. Where the provider gives the whole list at once, the connector has to say so: paging.kind none, or paginationType NO_PAGINATION of an element's resource`,
  );
