import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createTokenCache } from './token-cache.ts';

test('providers that hang keep only their own organisation waiting, and not for ever', async () => {
  const clock = createManualClock();
  const cache = createTokenCache({ clock });
  const hanging = Promise.withResolvers<string>();
  const held = [1, 2].map(() => cache.inTurn(1, () => hanging.promise));
  const late = cache.inTurn(1, () => Promise.resolve('third')).catch((fault: unknown) => fault);
  expect(await cache.inTurn(2, () => Promise.resolve('of another'))).toBe('of another');
  await clock.advance(10_000);
  expect(await late).toMatchObject({ code: 'provider.throttled', retryAt: clock.now() + 30_000 });
  const inTime = cache.inTurn(1, () => Promise.resolve('fourth'));
  hanging.resolve('late');
  expect(await Promise.all([...held, inTime])).toEqual(['late', 'late', 'fourth']);
  expect(clock.sleepers()).toBe(0);
});

test('a renewal that fails gives its turn back', async () => {
  const cache = createTokenCache({ clock: createManualClock() });
  for (let n = 0; n < 3; n++) {
    await expect(cache.inTurn(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  }
  expect(await cache.inTurn(1, () => Promise.resolve('well'))).toBe('well');
});
