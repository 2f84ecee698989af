import { canonicalJson, shortHash } from './canonical-json.ts';
import { isRecord, type JsonRecord, type JsonValue } from './json.ts';

/**
 * Fingerprints of the fields of a record: dotted path → hash. Members of nested objects count one by one, an array as a
 * whole. In a key `.`, `*` and `\` stand behind a `\`; `*` alone is the rest of a record that has too many fields.
 */
export type FieldFingerprints = Record<string, string>;

/** A field, as a path and as the keys that lead to it; no keys: the rest of the record. */
export interface FieldPlace {
  path: string;
  keys: readonly string[];
}

/** More paths than this are folded into their parents. */
export const fingerprintLimit = 200;
const hashLength = 8;
const restPath = '*';

export function fieldFingerprints(record: JsonRecord, ignoredFields: ReadonlySet<string>): FieldFingerprints {
  const { named, rest } = topFields(record, ignoredFields);
  const open: [path: string, value: JsonValue][] = named.map((key) => [escaped(key), record[key] as JsonValue]);
  const result: FieldFingerprints = {};
  let paths = open.length + Math.min(rest.length, 1);
  for (const [path, value] of open) {
    const keys = isRecord(value) ? Object.keys(value) : [];
    if (isRecord(value) && keys.length > 0 && paths - 1 + keys.length <= fingerprintLimit) {
      paths += keys.length - 1;
      for (const key of keys.sort()) open.push([`${path}.${escaped(key)}`, value[key] as JsonValue]);
    } else {
      put(result, path, hashOf(value));
    }
  }
  if (rest.length > 0) put(result, restPath, hashOf(pick(record, rest)));
  return result;
}

/**
 * The fields in which a record differs from the fingerprints of an earlier state, in the order of their paths. Where the
 * earlier state was folded, it is compared as a whole; an object that came, went, or was something else before is one field.
 */
export function differingFields(
  before: FieldFingerprints,
  record: JsonRecord,
  ignoredFields: ReadonlySet<string>,
): FieldPlace[] {
  const { [restPath]: restHash, ...fields } = before;
  const tree = toTree(fields);
  const known = [...tree.keys()];
  const found = Object.keys(record).filter((key) => restHash === undefined || tree.has(key));
  const differing: FieldPlace[] = [];
  for (const key of new Set([...known, ...found])) {
    if (!ignoredFields.has(key)) compare(tree.get(key), ownValue(record, key), placeOf(undefined, key), differing);
  }
  if (restHash !== undefined) {
    const rest = Object.keys(record).filter((key) => !tree.has(key) && !ignoredFields.has(key));
    if (rest.length === 0 || hashOf(pick(record, rest.sort())) !== restHash)
      differing.push({ path: restPath, keys: [] });
  }
  return differing.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The value at a place; undefined where there is none. */
export function valueAt(record: JsonRecord, { keys }: FieldPlace): JsonValue | undefined {
  if (keys.length === 0) return undefined;
  return keys.reduce<JsonValue | undefined>(
    (value, key) => (isRecord(value) ? ownValue(value, key) : undefined),
    record,
  );
}

/** A hash, or what is known below. */
type Known = string | Tree;
type Tree = Map<string, Known>;

function compare(before: Known | undefined, value: JsonValue | undefined, place: FieldPlace, into: FieldPlace[]): void {
  if (before instanceof Map && isRecord(value) && Object.keys(value).length > 0) {
    for (const key of new Set([...before.keys(), ...Object.keys(value)]))
      compare(before.get(key), ownValue(value, key), placeOf(place, key), into);
    return;
  }
  if (value === undefined || before instanceof Map || hashOf(value) !== before) into.push(place);
}

function toTree(fields: FieldFingerprints): Tree {
  const root: Tree = new Map();
  for (const [path, hash] of Object.entries(fields)) {
    const keys = keysOf(path);
    let node = root;
    for (const key of keys.slice(0, -1)) {
      const next = node.get(key);
      const branch: Tree = next instanceof Map ? next : new Map();
      node.set(key, branch);
      node = branch;
    }
    node.set(keys.at(-1) ?? '', hash);
  }
  return root;
}

/** The keys that have paths of their own, and those of a record with too many, which share one. */
function topFields(record: JsonRecord, ignoredFields: ReadonlySet<string>): { named: string[]; rest: string[] } {
  const keys = Object.keys(record)
    .filter((key) => !ignoredFields.has(key))
    .sort();
  return keys.length <= fingerprintLimit
    ? { named: keys, rest: [] }
    : { named: keys.slice(0, fingerprintLimit - 1), rest: keys.slice(fingerprintLimit - 1) };
}

const hashOf = (value: JsonValue): string => shortHash(canonicalJson(value)).slice(0, hashLength);

const escaped = (key: string): string => key.replace(/[\\.*]/g, String.raw`\$&`);

/** The keys of a path: the opposite of `escaped`. */
const keysOf = (path: string): string[] => {
  const keys = [''];
  for (const [part] of path.matchAll(/\\?[^]/gu)) {
    if (part === '.') keys.push('');
    else keys.push((keys.pop() ?? '') + part.replace(/^\\(?=[^])/u, ''));
  }
  return keys;
};

const placeOf = (parent: FieldPlace | undefined, key: string): FieldPlace => ({
  path: parent ? `${parent.path}.${escaped(key)}` : escaped(key),
  keys: [...(parent?.keys ?? []), key],
});

const ownValue = (record: JsonRecord, key: string): JsonValue | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const pick = (record: JsonRecord, keys: readonly string[]): JsonRecord => {
  const picked: JsonRecord = {};
  for (const key of keys) put(picked, key, record[key] as JsonValue);
  return picked;
};

/** `__proto__` is a key like any other. */
function put<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true });
  else record[key] = value;
}
