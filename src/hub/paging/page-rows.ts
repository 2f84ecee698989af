import { contentHash } from '../../lib/canonical-json.ts';
import { readField, readPath } from '../../lib/field-path.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import type { PagedPaging } from '../../model/connector-resource.ts';
import { Fault } from '../../model/fault.ts';
import type { PagePosition } from '../page-position.ts';
import type { QueryPlan } from '../query-plan.ts';

/** One answer, before it is known which of its rows are new. */
export interface PageRows {
  rows: JsonRecord[];
  answer: JsonValue;
  /** Rows that were asked for. */
  asked: number;
  /** Names the request in messages. */
  place: string;
}

/** What a page adds to a scan. */
export interface PageOutcome {
  records: JsonRecord[];
  next: PagePosition | undefined;
  /** True when rows had moved and part of the pages is read again. */
  restarted: boolean;
}

/** Tells rows apart between pages: the id, or the content of a record without one. */
export function rowIdentity({ resource }: Pick<QueryPlan, 'resource'>, row: JsonRecord): string {
  const id = readField(row, resource.idField);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : contentHash(row);
}

/** Whether the scan may have more rows after this page. Totals are not trusted: vendors send -1 and worse. */
export function mayHaveMore({ end, sizeEcho }: PagedPaging, { rows, asked, answer }: PageRows): boolean {
  if (rows.length === 0) return false;
  if (end === 'emptyPage') return true;
  const echoed = sizeEcho === undefined ? NaN : Number(readPath(answer, sizeEcho));
  return rows.length >= (echoed > 0 ? Math.min(asked, echoed) : asked);
}

export const pagingIgnored = (place: string, parameter: string): Fault =>
  new Fault(
    'provider.malformed',
    `${place}: the parameter ${parameter} has no effect: another page gave the same rows`,
  );
