import type { EventRecord } from './event-status.ts';

export interface ChangedValue {
  /** A path into the record, such as `address.city`. */
  field: string;
  /** Undefined: not kept. */
  before: unknown;
  now: unknown;
}

/** The fields that changed, with their values before and now, as far as they are kept. */
export function changedValues({ changedFields = [], notifiedData, providerData }: EventRecord): ChangedValue[] {
  const previous = notifiedData[0]?.previousValues ?? {};
  const record = parsed(providerData);
  return changedFields.map((field) => ({ field, before: previous[field], now: valueAt(record, field) }));
}

/** What `path` leads to; undefined: nothing. A member whose own name has dots is found, too. */
export function valueAt(value: unknown, path: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const found = valueAt(value[path.slice(0, dot)], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** JSON text as a value, or the text itself where it is none. */
export function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A value on one line. */
export const printValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
