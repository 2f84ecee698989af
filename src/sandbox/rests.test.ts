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
  expect(rests.until(run)).toBeUndefined();
  rests.note(run, timeout);
  expect(rests.until(run)).toBe(hookLimits.restMs);
  expect([rests.until({ ...run, owner: 'b' }), rests.until({ ...run, code: 'done()' })]).toEqual([
    undefined,
    undefined,
  ]);
  now = hookLimits.restMs;
  expect(rests.until(run)).toBeUndefined();
  rests.note(run, timeout);
  expect(rests.until(run)).toBe(2 * hookLimits.restMs);
});

test('a run that ends in time is a new beginning', () => {
  const rests = createRests({ now: () => 0 });
  for (const isTimeout of [true, true, false, true, true]) rests.note(run, { isTimeout });
  expect(rests.until(run)).toBeUndefined();
});
