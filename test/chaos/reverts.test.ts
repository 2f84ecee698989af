import { expect, test } from 'vitest';
import { reverts, search } from './reverts/search.ts';

/** Histories that are searched for one in which the rule is needed. */
const histories = { from: 1, count: 2_000 };

test.each(reverts)('$rule: with $without something is $expected', { timeout: 60_000 }, async (revert) => {
  expect(await search(revert, histories)).toBeDefined();
});
