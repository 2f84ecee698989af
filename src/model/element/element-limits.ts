import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { invalidElement } from './element-document.ts';

/** What an organisation may keep. A document is read as a whole at every change, and while it is, nothing else is done. */
export const elementLimits = {
  /** Of a document, as JSON. */
  documentBytes: 4 * 1024 * 1024,
  /** Of each list of a document. */
  parts: 1000,
  /** Of all lists, those within parts included. A parameter of all requests counts for each resource. */
  allParts: 10_000,
  /** Of an organisation. */
  connectors: 500,
};

const lists: readonly string[] = ['configuration', 'hooks', 'parameters', 'resources', 'objects'];
const innerLists: readonly string[] = ['hooks', 'parameters', 'fields'];

/** Throws `connector.invalid` for a document that is larger than it may be. */
export function checkSize(document: JsonRecord): void {
  const issues = lists.flatMap((path) => tooMany(path, lengthOf(document[path]), elementLimits.parts));
  issues.push(...tooMany('', countParts(document), elementLimits.allParts));
  const bytes = Buffer.byteLength(JSON.stringify(document));
  if (bytes > elementLimits.documentBytes) {
    issues.push({ path: '', message: `found ${bytes} bytes; allowed: at most ${elementLimits.documentBytes}` });
  }
  if (issues.length > 0) throw invalidElement(issues);
}

const tooMany = (path: string, found: number, most: number) =>
  found > most ? [{ path, message: `found ${found} parts; allowed: at most ${most}` }] : [];

const lengthOf = (list: JsonValue | undefined): number => (Array.isArray(list) ? list.length : 0);

function countParts(document: JsonRecord): number {
  const counts = lists.flatMap((name) => {
    const list = document[name];
    const parts = Array.isArray(list) ? list.filter(isRecord) : [];
    return [parts.length, ...parts.flatMap((part) => innerLists.map((inner) => lengthOf(part[inner])))];
  });
  const shared = lengthOf(document['parameters']) * lengthOf(document['resources']);
  return counts.reduce((sum, count) => sum + count, shared);
}
