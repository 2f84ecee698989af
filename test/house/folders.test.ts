import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, readProjectFile } from './project-files.ts';

/** The lines of the tree in ARCHITECTURE.md between `src/` and the next folder of the root. */
function documentedFolders(): string[] {
  const lines = readProjectFile('ARCHITECTURE.md').split('\n');
  const start = lines.findIndex((line) => line.startsWith('├── src/'));
  const length = lines.slice(start + 1).findIndex((line) => !line.startsWith('│'));
  return lines.slice(start + 1, start + 1 + length).flatMap((line) => /^│ +[├└]── (\w+)\//.exec(line)?.[1] ?? []);
}

test('the folders of src are those of ARCHITECTURE.md', () => {
  const folders = readdirSync(join(projectRoot, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(documentedFolders().sort()).toEqual(folders.sort());
});
