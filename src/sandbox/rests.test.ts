import { expect, test } from 'vitest';
import { hookLimits } from './hook-run.ts';
import { createRests } from './rests.ts';

const timeout = { isTimeout: true };
const run = { owner: 'a', code: 'while (true) {}' };

test('code that runs out of time three times in a row rests for a minute, and again if that goes on', () => {
  let now = 0;
  const rests = createRests({ now: () => now });
  rests.note(run, timeout);
  rests.note(run, timeout);
  expect(rests.has(run)).toBe(false);
  rests.note(run, timeout);
  expect(rests.has(run)).toBe(true);
  expect([rests.has({ ...run, owner: 'b' }), rests.has({ ...run, code: 'done()' })]).toEqual([false, false]);
  now = hookLimits.restMs;
  expect(rests.has(run)).toBe(false);
  rests.note(run, timeout);
  expect(rests.has(run)).toBe(true);
});

test('a run that ends in time is a new beginning', () => {
  const rests = createRests({ now: () => 0 });
  for (const isTimeout of [true, true, false, true, true]) rests.note(run, { isTimeout });
  expect(rests.has(run)).toBe(false);
});
