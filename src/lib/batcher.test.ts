import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBatcher } from './batcher.ts';

test('every caller gets the answer to its own item, whatever the batches', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.integer())), fc.integer({ min: 1, max: 5 }), async (turns, limit) => {
      const batches: number[][] = [];
      const double = createBatcher({ limit }, async (items: number[]) => {
        batches.push(items);
        await Promise.resolve();
        return items.map((item) => item * 2);
      });
      const answers: Promise<number>[] = [];
      for (const items of turns) {
        answers.push(...items.map(double));
        await Promise.resolve();
      }
      expect(await Promise.all(answers)).toEqual(turns.flat().map((item) => item * 2));
      expect(batches.flat()).toEqual(turns.flat());
      for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(limit);
    }),
  );
});

test('calls of one turn go together', async () => {
  const batches: string[][] = [];
  const add = createBatcher({ limit: 10 }, (items: string[]) => Promise.resolve((batches.push(items), items)));
  await Promise.all(['a', 'b', 'c'].map(add));
  expect(batches).toEqual([['a', 'b', 'c']]);
});

test('calls that arrive while a batch is under way go together in the next', async () => {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const add = createBatcher({ limit: 10 }, async (items: string[]) => {
    batches.push(items);
    await new Promise<void>((resolve) => gates.push(resolve));
    return items;
  });
  const first = add('a');
  await Promise.resolve();
  await Promise.resolve();
  const later = [add('b'), add('c')];
  gates[0]?.();
  await first;
  await Promise.resolve();
  gates[1]?.();
  await Promise.all(later);
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('a batch that fails rejects its own callers and no others', async () => {
  const check = createBatcher({ limit: 2 }, (items: number[]) =>
    items.includes(13) ? Promise.reject(new Error('unlucky')) : Promise.resolve(items),
  );
  const outcomes = await Promise.allSettled([1, 13, 3, 4].map(check));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
  await expect(check(5)).resolves.toBe(5);
});

test('a batch is no heavier than allowed, except for one item that is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 })), async (weights) => {
      const batches: number[][] = [];
      const add = createBatcher({ limit: 5, weigh: (weight: number) => weight }, (items) => {
        batches.push(items);
        return Promise.resolve(items);
      });
      expect(await Promise.all(weights.map(add))).toEqual(weights);
      expect(batches.flat()).toEqual(weights);
      for (const batch of batches) {
        expect(batch.length === 1 || batch.reduce((sum, weight) => sum + weight, 0) <= 5).toBe(true);
      }
    }),
  );
});
