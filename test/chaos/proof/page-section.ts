import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

export const proofPage = join(import.meta.dirname, '..', '..', '..', 'docs', 'reference', 'proof.md');

export async function writeProofPage(page: string): Promise<void> {
  await writeFile(proofPage, await format(page, { ...(await resolveConfig(proofPage)), filepath: proofPage }));
}

/** The section of the page that begins with this heading, up to the next one; empty when there is none. */
export async function readSection(heading: string): Promise<string> {
  return sectionOf(await readFile(proofPage, 'utf8'), heading);
}

/** Puts a section in the place of the one with its heading. */
export async function replaceSection(heading: string, section: string): Promise<void> {
  const page = await readFile(proofPage, 'utf8');
  const old = sectionOf(page, heading);
  if (old === '') throw new Error(`docs/reference/proof.md has no section ${JSON.stringify(heading)}.`);
  await writeProofPage(page.replace(old, () => `${section}\n\n`));
}

function sectionOf(page: string, heading: string): string {
  const [before, after] = page.split(`${heading}\n`, 2);
  if (before === undefined || after === undefined) return '';
  const end = after.indexOf('\n## ');
  return `${heading}\n${end < 0 ? after : after.slice(0, end + 1)}`;
}
