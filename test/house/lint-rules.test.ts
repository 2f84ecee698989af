import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plant, type Plantation } from './plant.ts';
import { projectRoot, readProjectFile } from './project-files.ts';

const lines = (count: number, line: string) => `${line}\n`.repeat(count);
const branches = (count: number) =>
  Array.from({ length: count }, (_, index) => `if (n === ${index}) return ${index};`).join('\n');

/** Rule → a file that breaks it, and nothing but it. */
const offences: Record<string, [path: string, content: string]> = {
  'eslint(eqeqeq)': ['src/loose.ts', 'export const isZero = (n: number): boolean => n == 0;\n'],
  'eslint(complexity)': [
    'src/branches.ts',
    `export function pick(n: number): number {\n${branches(13)}\nreturn -1;\n}\n`,
  ],
  'eslint(max-depth)': [
    'src/deep.ts',
    'export function deep(a: boolean): void {\nif (a) { if (a) { if (a) { if (a) throw new Error("deep"); } } }\n}\n',
  ],
  'eslint(max-params)': [
    'src/parameters.ts',
    'export const sum = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;\n',
  ],
  'eslint(max-lines-per-function)': [
    'src/tall.ts',
    `export function tall(n: number): number {\nlet sum = n;\n${lines(60, 'sum += 1;')}return sum;\n}\n`,
  ],
  'eslint(max-lines)': ['src/long.ts', lines(301, 'export {};')],
  'import(no-default-export)': ['src/default.ts', 'export default 1;\n'],
  'import(extensions)': ['src/extension.ts', "import { isZero } from './loose';\nexport const zero = isZero(0);\n"],
  'typescript(no-explicit-any)': ['src/any.ts', 'export const loose = (value: any): string => `${typeof value}`;\n'],
  'typescript(no-floating-promises)': ['src/floating.ts', 'export function go(): void {\nPromise.resolve(1);\n}\n'],
  'typescript(switch-exhaustiveness-check)': [
    'src/switch.ts',
    "export function name(kind: 'a' | 'b'): string {\nswitch (kind) {\ncase 'a':\nreturn 'A';\n}\nreturn '';\n}\n",
  ],
  'typescript(only-throw-error)': ['src/throw.ts', "export function fail(): never {\nthrow 'text';\n}\n"],
  'typescript(return-await)': [
    'src/await.ts',
    'export async function read(one: Promise<number>): Promise<number> {\ntry {\nreturn one;\n} catch {\nreturn 0;\n}\n}\n',
  ],
  'unicorn(filename-case)': ['src/camelCase.ts', 'export const one = 1;\n'],
  'eslint(no-restricted-globals)': [
    'src/fetch.ts',
    "export const call = (): Promise<Response> => fetch('https://example.com');\n",
  ],
  'eslint(no-restricted-properties)': ['src/now.ts', 'export const now = (): number => Date.now();\n'],
};

const restricted: Record<string, string> = {
  'src/timer.ts': 'export const later = (work: () => void): void => void setTimeout(work, 1);\n',
  'src/interval.ts': 'export const often = (work: () => void): void => void setInterval(work, 1);\n',
  'src/random.ts': 'export const chance = (): number => Math.random();\n',
  'src/environment.ts': "export const home = (): string | undefined => process.env['HOME'];\n",
  'src/mocked.test.ts': "import { test, vi } from 'vitest';\nvi.mock('./loose.ts');\ntest.todo('nothing');\n",
  'test/mocked.test.ts': "import { test, vi } from 'vitest';\nvi.mock('./loose.ts');\ntest.todo('nothing');\n",
};

const allowed: Record<string, string> = {
  'src/lib/clock.ts': 'export const now = (): number => Date.now();\n',
  'src/lib/random.ts': 'export const chance = (): number => Math.random();\n',
  'src/config.ts': "export const home = (): string | undefined => process.env['HOME'];\n",
  'test/time.ts': 'export const now = (): number => Date.now();\n',
  'vitest.config.ts': 'export default {};\n',
};

interface Diagnostic {
  code: string;
  filename: string;
}

function lint(directory: string): Diagnostic[] {
  const program = join(projectRoot, 'node_modules', '.bin', 'oxlint');
  const { stdout, stderr } = spawnSync(program, ['--format', 'json'], {
    cwd: directory,
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (!stdout.startsWith('{')) throw new Error(`oxlint did not run: ${stdout}${stderr}`);
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}

describe('the rules of .oxlintrc.json', () => {
  let house: Plantation;
  let found: string[] = [];
  beforeAll(() => {
    house = plant({
      '.oxlintrc.json': readProjectFile('.oxlintrc.json'),
      'tsconfig.json': '{"compilerOptions":{"strict":true,"module":"nodenext","lib":["es2024","dom"],"types":[]}}',
      'package.json': '{"type":"module"}',
      ...Object.fromEntries(Object.values(offences)),
      ...restricted,
      ...allowed,
    });
    found = lint(house.directory).map(({ code, filename }) => `${filename}: ${code}`);
  });
  afterAll(() => house.remove());

  test('every rule that is set has a planted offence', () => {
    const { rules } = JSON.parse(readProjectFile('.oxlintrc.json')) as { rules: Record<string, unknown> };
    const tried = Object.keys(offences).map((code) =>
      code.replace(/^eslint\((.+)\)$/, '$1').replace(/^(\w+)\((.+)\)$/, '$1/$2'),
    );
    const set = Object.keys(rules).filter((rule) => rules[rule] !== 'off');
    expect(tried.sort()).toEqual(set.sort());
  });

  test.each(Object.entries(offences))('%s is reported', (code, [path]) => {
    expect(found).toContain(`${path}: ${code}`);
  });

  test.each(Object.keys(restricted))('the restricted call in %s is reported', (path) => {
    expect(found.filter((offence) => offence.startsWith(`${path}: eslint(no-restricted-`))).toHaveLength(1);
  });

  test.each(Object.keys(allowed))('%s may do what others may not', (path) => {
    expect(found.filter((offence) => offence.startsWith(`${path}: `))).toEqual([]);
  });
});
