import type { ElementEntry } from '../../model/element/element-document.ts';
import { isRecord, jsonOrNothing } from '../../lib/json.ts';

/** What an element says of paging for all its resources. */
export interface ElementPaging {
  /** `pagination.type`, in lower case; empty: it says nothing. */
  type: string;
  maxPageSize: number;
  firstPage: number;
}

const usualMaxPageSize = 100;

/** From the entries `pagination.type`, `pagination.max`, `pagination.page.startindex` and `pagination`. */
export function elementPaging(entries: readonly ElementEntry[]): ElementPaging {
  const valueOf = (key: string) => String(entries.find((entry) => entry.key === key)?.defaultValue ?? '').trim();
  const type = valueOf('pagination.type').toLowerCase();
  const max = Number(valueOf('pagination.max')) || maxOf(valueOf('pagination'));
  const start = valueOf('pagination.page.startindex');
  // `page 0`, `page starts with 1`
  const inType = /\d+/.exec(type)?.[0];
  const firstPage = /^\d+$/.test(start) ? Number(start) : Number(inType ?? 1);
  return { type, maxPageSize: Number.isSafeInteger(max) && max > 0 ? max : usualMaxPageSize, firstPage };
}

/** `{"minPageSize": 1, "maxPageSize": 1000, "defaultPageSize": 50}` */
function maxOf(text: string): number {
  if (text === '') return usualMaxPageSize;
  const value = jsonOrNothing(text);
  return isRecord(value) ? Number(value['maxPageSize']) : usualMaxPageSize;
}
