import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';

export interface JoinedHooks {
  element: JsonRecord;
  /** Files of hooks that are not there; these hooks stay without code. */
  missing: string[];
}

/**
 * Some export folders keep the code of hooks beside `element.json`: `preRequestHook.js` of the element, and
 * `resources/GET-contacts-id-preRequestHook.js` of a resource. Throws an Error that names a file that cannot be read,
 * or a type that cannot stand in the name of one.
 */
export async function withHookFiles(folder: string, element: JsonRecord): Promise<JoinedHooks> {
  const missing: string[] = [];
  const own = await hooksOf(element, (type) => join(folder, `${type}Hook.js`), missing);
  const { resources } = element;
  if (!Array.isArray(resources)) return { element: own, missing };
  const joined = await Promise.all(resources.map((resource) => resourceOf(folder, resource, missing)));
  return { element: { ...own, resources: joined }, missing: missing.toSorted() };
}

async function resourceOf(folder: string, resource: JsonValue, missing: string[]): Promise<JsonValue> {
  if (!isRecord(resource)) return resource;
  return hooksOf(resource, (type) => join(folder, 'resources', `${resourceName(resource)}-${type}Hook.js`), missing);
}

async function hooksOf(owner: JsonRecord, fileOf: (type: string) => string, missing: string[]): Promise<JsonRecord> {
  const { hooks } = owner;
  if (!Array.isArray(hooks)) return owner;
  const read = async (hook: JsonValue): Promise<JsonValue> => {
    if (!isRecord(hook) || typeof hook['body'] === 'string' || typeof hook['type'] !== 'string') return hook;
    // The type stands in the name of a file: what comes from others must not lead out of the folder.
    if (!/^[A-Za-z]+$/.test(hook['type']))
      throw new Error(`its hook has the type ${JSON.stringify(hook['type'])}; allowed: letters only`);
    const body = await codeIn(fileOf(hook['type']), missing);
    return body === undefined ? hook : { ...hook, body };
  };
  return { ...owner, hooks: await Promise.all(hooks.map(read)) };
}

async function codeIn(file: string, missing: string[]): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new Error(`its hook ${file} cannot be read (${code})`, { cause: error });
    missing.push(basename(file));
    return undefined;
  }
}

/** `GET /hubs/crm/contacts/{id}` → `GET-contacts-id`. */
const resourceName = ({ method, path }: JsonRecord): string =>
  `${String(method as string)}-${String(path as string)}`
    .replace(/\/hubs\/[^/]*\//, '')
    .replaceAll(/[/\\]/g, '-')
    .replaceAll(/[{}]/g, '');
