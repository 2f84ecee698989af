import { expect, test } from 'vitest';
import { issuePath } from './issue-path.ts';

test.each<[PropertyKey[], string]>([
  [[], ''],
  [['tags'], 'tags'],
  [['polling', 'filter', 'granularity'], 'polling.filter.granularity'],
  [['ignoredFields', 1], 'ignoredFields[1]'],
  [['limits', 0, 'seconds'], 'limits[0].seconds'],
  [[2, 'name'], '[2].name'],
  [['limits', '0'], 'limits.0'],
])('%j is written as %s', (path, written) => {
  expect(issuePath(path)).toBe(written);
});
