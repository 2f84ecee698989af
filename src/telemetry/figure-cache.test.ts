import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createFigureCache } from './figure-cache.ts';

test('figures are read once in ten seconds, and by one reading for all who ask at once', async () => {
  const clock = createManualClock();
  let read = 0;
  const figures = createFigureCache({ clock }, () => Promise.resolve(++read));
  expect(await Promise.all([figures(), figures()])).toEqual([1, 1]);
  await clock.advance(9_999);
  expect(await figures()).toBe(1);
  await clock.advance(1);
  expect(await figures()).toBe(2);
});

test('figures that cannot be read are missing, and are not asked for again at once', async () => {
  const clock = createManualClock();
  let read = 0;
  const figures = createFigureCache({ clock }, () => {
    read++;
    return read === 1 ? Promise.reject(new Error('away')) : Promise.resolve(read);
  });
  expect(await figures()).toBeUndefined();
  expect(await figures()).toBeUndefined();
  await clock.advance(10_000);
  expect(await figures()).toBe(2);
});

test('a reading that hangs is waited for no longer than five seconds, and no other is begun beside it', async () => {
  const clock = createManualClock();
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let read = 0;
  const figures = createFigureCache(
    { clock },
    () => answers[read++]?.promise ?? Promise.reject(new Error('one too many')),
  );
  const first = figures();
  await clock.advance(5_000);
  expect(await first).toBeUndefined();
  const second = figures();
  expect(read).toBe(1);
  answers[0]?.resolve('late');
  expect(await second).toBe('late');
  expect(read).toBe(1);
});
