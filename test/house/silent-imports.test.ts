import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { plant } from './plant.ts';
import { projectFiles, projectRoot } from './project-files.ts';

const probe = join(import.meta.dirname, 'import-probe.ts');

/** The process must end by itself: whatever a module had left running would keep it alive. */
const deedsOf = (directory: string, files: string[]): string[] =>
  JSON.parse(
    execFileSync(process.execPath, [probe, directory, ...files], { encoding: 'utf8', timeout: 25_000 }),
  ) as string[];

test('importing a file of src does nothing: no time, chance, files, timers, environment or output', () => {
  const modules = projectFiles('src').filter((path) => !path.endsWith('.test.ts') && path !== 'src/main.ts');
  expect(modules.length).toBeGreaterThan(100);
  const files = modules.map((path) => path.slice('src/'.length));
  expect(deedsOf(join(projectRoot, 'src'), files)).toEqual([]);
});

test('work at import time is noticed', () => {
  const house = plant({
    'package.json': '{"type":"module"}',
    'time.ts': 'export const startedAt: number = Date.now();\n',
    'environment.ts': "export const home = process.env['HOME'];\n",
    'disk.ts':
      "import { readFileSync } from 'node:fs';\nexport const text = readFileSync(new URL('package.json', import.meta.url), 'utf8');\n",
    'listener.ts': "process.once('SIGTERM', () => undefined);\n",
    'harmless.ts': 'export const later = (): number => Date.now();\n',
  });
  onTestFinished(() => house.remove());
  expect(deedsOf(house.directory, ['harmless.ts'])).toEqual([]);
  expect(deedsOf(house.directory, ['time.ts'])).toEqual(['time.ts: Date.now']);
  expect(deedsOf(house.directory, ['environment.ts'])).toEqual(['environment.ts: process.env.HOME']);
  expect(deedsOf(house.directory, ['disk.ts'])).toEqual(['disk.ts: fs.readFileSync']);
  expect(deedsOf(house.directory, ['listener.ts'])).toEqual(['listener.ts: process.on']);
});
