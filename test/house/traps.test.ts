import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProjectFile } from './project-files.ts';

const path = 'docs/reference/traps.md';
const [, ofApis = '', ofServers = ''] = readProjectFile(path).split(/^## /m);

interface Trap {
  number: number;
  /** As `file › name of the test`. */
  tests: string[];
}

const trapsOf = (section: string): Trap[] =>
  section.split('\n').flatMap((line) => {
    const number = /^\| (\d+) \|/.exec(line)?.[1];
    if (number === undefined) return [];
    const cell = line.split(' | ').at(-1) ?? '';
    const tests = [...cell.matchAll(/\]\(([^)]+)\) › (.+?)(?=<br>| \|$)/g)];
    return [{ number: Number(number), tests: tests.map(([, file, name]) => `${file} › ${name}`) }];
  });

/** Names stand in quotes of either kind. */
function isThere(named: string): boolean {
  const [file = '', name = ''] = named.split(' › ');
  const source = readProjectFile(join(dirname(path), file));
  return [`'${name.replaceAll("'", "\\'")}',`, `"${name}",`].some((quoted) => source.includes(quoted));
}

describe.each([
  { what: 'hosted APIs', section: ofApis, count: 24, untested: [20] },
  { what: 'servers that anybody can run', section: ofServers, count: 18, untested: [] },
])('the traps of $what', ({ section, count, untested }) => {
  const traps = trapsOf(section);

  test('are all there, in order', () => {
    expect(traps.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });

  test('have a test each, but for what is not built yet', () => {
    expect(traps.filter(({ tests }) => tests.length === 0).map(({ number }) => number)).toEqual(untested);
  });

  test('name tests that exist', () => {
    const named = traps.flatMap(({ tests }) => tests);
    expect(named.filter((each) => !isThere(each))).toEqual([]);
  });
});
