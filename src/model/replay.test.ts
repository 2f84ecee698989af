import { expect, test } from 'vitest';
import { matchesReplay } from './replay.ts';

const event = { type: 'UPDATED' as const, eventId: 'e-1', recordId: 'r-1' };

test.each([
  [{}, true],
  [{ types: ['UPDATED' as const] }, true],
  [{ types: ['CREATED' as const] }, false],
  [{ eventIds: ['e-0', 'e-1'] }, true],
  [{ eventIds: ['r-1'] }, false],
  [{ recordIds: ['r-1'] }, true],
  [{ recordIds: ['e-1'] }, false],
  [{ types: ['UPDATED' as const], eventIds: ['e-1'], recordIds: ['r-1'] }, true],
  [{ types: ['UPDATED' as const], eventIds: ['e-1'], recordIds: ['r-2'] }, false],
])('%j: what is asked for must all be so (%s)', (filter, matches) => {
  expect(matchesReplay(filter, event)).toBe(matches);
});
