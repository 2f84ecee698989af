import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connector } from '../model/connector.ts';
import { loadHookFiles } from './load-hook-files.ts';
import { CatalogError, readConnector } from './read-connector.ts';

/**
 * Reads `<directory>/<key>/connector.yaml` of every folder. Throws a CatalogError that lists the faults of all files.
 * A folder without connector.yaml is a fault too: a misnamed file must not make a connector vanish.
 */
export async function loadShipped(directory: string): Promise<Connector[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const outcomes = await Promise.all(folders.toSorted().map((folder) => readFolder(directory, folder)));
  const connectors = outcomes.filter((outcome): outcome is Connector => !(outcome instanceof CatalogError));
  const issues = [
    ...outcomes.flatMap((outcome) => (outcome instanceof CatalogError ? outcome.issues : [])),
    ...duplicateIds(connectors),
  ];
  if (issues.length > 0) throw new CatalogError(issues);
  return connectors;
}

/** The connector in one folder of a catalogue, or an error that lists what is wrong with it. */
export async function readFolder(directory: string, folder: string): Promise<Connector | CatalogError> {
  const file = join(directory, folder, 'connector.yaml');
  try {
    const connector = readConnector(await readFile(file, 'utf8'), { file, folder });
    return await loadHookFiles(connector, join(directory, folder));
  } catch (error) {
    if (error instanceof CatalogError) return error;
    return new CatalogError([`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}

/** Keys cannot collide, because each is the name of its folder. */
function duplicateIds(connectors: readonly Connector[]): string[] {
  const keyById = new Map<number, string>();
  return connectors.flatMap(({ id, key }) => {
    const other = keyById.get(id);
    keyById.set(id, key);
    return other === undefined ? [] : [`${key}/connector.yaml: id: found ${id}, which is the id of ${other}`];
  });
}
