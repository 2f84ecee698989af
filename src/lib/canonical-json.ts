import { hash } from 'node:crypto';
import { isRecord, type JsonRecord, type JsonValue } from './json.ts';

/** JSON with its keys in one order, so that equal values give equal text whatever order a vendor sends them in. */
export const canonicalJson = (value: JsonValue, ignoredFields: ReadonlySet<string> = noFields): string =>
  JSON.stringify(isRecord(value) ? ordered(value, ignoredFields) : orderedDeep(value));

/** The content hash of a record, without its ignored top-level fields. */
export const contentHash = (value: JsonValue, ignoredFields?: ReadonlySet<string>): string =>
  shortHash(canonicalJson(value, ignoredFields));

/** 20 characters (120 bits) of the SHA-256 of a text, URL-safe. */
export const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, 20);

const noFields: ReadonlySet<string> = new Set();

function orderedDeep(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(orderedDeep);
  return isRecord(value) ? ordered(value, noFields) : value;
}

function ordered(record: JsonRecord, ignoredFields: ReadonlySet<string>): JsonRecord {
  const result: JsonRecord = {};
  for (const key of Object.keys(record).sort()) {
    if (ignoredFields.has(key)) continue;
    const value = orderedDeep(record[key] as JsonValue);
    if (key === '__proto__') Object.defineProperty(result, key, { value, enumerable: true });
    else result[key] = value;
  }
  return result;
}
