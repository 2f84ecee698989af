import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Connector } from '../../model/connector.ts';

/**
 * What the connector in a folder has in common with those in the folders beside it, and must not: a server that finds one id
 * twice does not start. Keys are the names of folders.
 */
export async function checkSiblings(folder: string, { id }: Connector): Promise<string[]> {
  const parent = dirname(folder);
  const entries = await readdir(parent, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && entry.name !== basename(folder))
    .map(({ name }) => name);
  const ids = await Promise.all(names.map((name) => idIn(join(parent, name))));
  return names
    .filter((_name, index) => ids[index] === id)
    .map((name) => `id: found ${id}, which is the id of the connector in ${name} beside it`);
}

/** Undefined: no connector, or one that its own check finds fault with. */
async function idIn(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'connector.yaml'), 'utf8').catch(() => '');
  const written = /^id:\s*(\d+)/m.exec(text)?.[1];
  return written === undefined ? undefined : Number(written);
}
