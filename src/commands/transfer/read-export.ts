import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { isRecord, parseJson, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { isInstance } from './portable-instance.ts';
import { withHookFiles } from './hook-files.ts';

/** One thing of an export. */
export type ExportItem =
  /** `missingHooks`: files with the code of its hooks that are not there. */
  | { kind: 'element'; file: string; element: JsonRecord; missingHooks?: string[] }
  | { kind: 'instance'; file: string; instance: JsonRecord }
  /** Something that this server has no use for. */
  | { kind: 'other'; file: string }
  | { kind: 'unreadable'; file: string; reason: string };

/**
 * Reads a file, or everything below a folder, in the order of names. Understood are files that hold an element, an
 * instance or an array of them, and folders with an `element.json` whose hooks are files of their own.
 */
export async function readExport(path: string): Promise<ExportItem[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) return [{ kind: 'unreadable', file: path, reason: `cannot be read (${found.code})` }];
  return found.isDirectory() ? readFolder(path, path) : readItems(path, basename(path));
}

async function readFolder(root: string, folder: string): Promise<ExportItem[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)).filter(({ name }) => !name.startsWith('.'));
  if (sorted.some((entry) => entry.isFile() && entry.name === elementFile)) {
    const file = join(folder, elementFile);
    return Promise.all((await readItems(file, relative(root, file))).map((item) => joinHooks(folder, item)));
  }
  const items: ExportItem[] = [];
  for (const entry of sorted) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) items.push(...(await readFolder(root, path)));
    else if (entry.name.endsWith('.json')) items.push(...(await readItems(path, relative(root, path))));
  }
  return items;
}

const elementFile = 'element.json';

async function joinHooks(folder: string, item: ExportItem): Promise<ExportItem> {
  if (item.kind !== 'element') return item;
  try {
    const { element, missing } = await withHookFiles(folder, item.element);
    return { ...item, element, missingHooks: missing };
  } catch (error) {
    return { kind: 'unreadable', file: item.file, reason: (error as Error).message };
  }
}

async function readItems(path: string, file: string): Promise<ExportItem[]> {
  try {
    const value = parseJson((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
    if (!Array.isArray(value)) return [toItem(value, file)];
    return value.map((one, index) => toItem(one, `${file}[${index}]`));
  } catch (error) {
    return [{ kind: 'unreadable', file, reason: (error as Error).message }];
  }
}

function toItem(value: JsonValue, file: string): ExportItem {
  if (isInstance(value)) return { kind: 'instance', file, instance: value };
  if (isElement(value)) return { kind: 'element', file, element: value };
  return { kind: 'other', file };
}

/** Other things of an export have names, too: formulas, objects, transformations. */
const isElement = (value: JsonValue): value is JsonRecord =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  (Array.isArray(value['resources']) || isRecord(value['authentication']) || isRecord(value['tidings']));
