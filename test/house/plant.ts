import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Plantation {
  directory: string;
  remove(): void;
}

/** A project of its own in a temporary directory, for rules to find fault with. */
export function plant(files: Record<string, string>): Plantation {
  const directory = mkdtempSync(join(tmpdir(), 'tidings-house-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
