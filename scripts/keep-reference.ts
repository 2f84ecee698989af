import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';

const reference = join(import.meta.dirname, '..', 'docs', 'reference');

/**
 * Writes a generated page of docs/reference, formatted like every other file. With `--check` it writes nothing and fails
 * when the page that is there differs.
 */
export async function keepReference(page: string, markdown: string): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const path = join(reference, page);
  const wanted = await format(markdown, { ...(await resolveConfig(path)), filepath: path });
  if (!values.check) return writeFile(path, wanted);
  const found = await readFile(path, 'utf8').catch(() => '');
  if (found === wanted) return;
  process.stderr.write(`docs/reference/${page} is out of date. npm run docs writes it anew.\n`);
  process.exitCode = 1;
}
