import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';

const root = join(import.meta.dirname, '..');

/** Writes a generated page of docs/reference; see `keepGenerated`. */
export const keepReference = (page: string, markdown: string): Promise<void> =>
  keepGenerated(join('docs', 'reference', page), markdown);

/**
 * Writes a generated file, formatted like every other. With `--check` it writes nothing and fails when the file that is
 * there differs. The path is relative to the repository.
 */
export async function keepGenerated(file: string, text: string): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const path = join(root, file);
  const wanted = await format(text, { ...(await resolveConfig(path)), filepath: path });
  if (!values.check) return writeFile(path, wanted);
  const found = await readFile(path, 'utf8').catch(() => '');
  if (found === wanted) return;
  process.stderr.write(`${file} is out of date. npm run docs writes it anew.\n`);
  process.exitCode = 1;
}
