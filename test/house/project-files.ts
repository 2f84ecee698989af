import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const projectRoot = join(import.meta.dirname, '..', '..');

const notOurs = new Set(['node_modules', '.git', 'dist', 'data', 'coverage']);

/** Paths from the root of the project, of every file that is ours, or of those below `folder`. */
export function projectFiles(folder = ''): string[] {
  const walk = (directory: string): string[] =>
    readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !notOurs.has(entry.name))
      .flatMap((entry) => {
        const path = join(directory, entry.name);
        if (entry.isDirectory()) return walk(path);
        return entry.isFile() ? [relative(projectRoot, path)] : [];
      });
  return walk(join(projectRoot, folder)).sort();
}

export const readProjectFile = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** `path:line: text` of each line that matches. */
export function linesThatMatch(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    readProjectFile(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 160)}`] : [])),
  );
}
