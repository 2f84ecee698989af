import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { linesThatMatch, projectFiles, projectRoot } from './project-files.ts';

const connectorKeys = readdirSync(join(projectRoot, 'connectors'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

describe('what no source file names', () => {
  test('there are connectors to look for', () => {
    expect(connectorKeys.length).toBeGreaterThan(3);
  });

  test.each(connectorKeys)('the server knows nothing of the connector %s', (key) => {
    const sources = projectFiles('src').filter((path) => !path.endsWith('.test.ts'));
    expect(linesThatMatch(sources, new RegExp(`\\b${key}\\b`, 'i'))).toEqual([]);
  });

  test('no file names a place on the machine of whoever wrote it', () => {
    const machinePath = /(?<![\w.:/~$}-])\/(?:work|tmp|home\/\w+|Users\/\w+|root)\/[\w.]/;
    expect(`see ${['', 'tmp', 'notes.md'].join('/')}`).toMatch(machinePath);
    const texts = projectFiles().filter((path) => !/\.(png|ico|woff2?)$/.test(path));
    expect(linesThatMatch(texts, machinePath)).toEqual([]);
  });
});
