import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runInOrder, type OrderedTask } from './run-in-order.ts';

interface Planned {
  keys: string[];
  turns: number;
  succeeds: boolean;
}

const planned: fc.Arbitrary<Planned> = fc.record({
  keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
  turns: fc.integer({ min: 0, max: 3 }),
  succeeds: fc.boolean(),
});

/** Runs the plan and notes when each task began and ended. */
async function observe(
  plan: Planned[],
  { concurrency, stopAfter = Infinity }: { concurrency: number; stopAfter?: number },
) {
  const log: { index: number; what: 'begin' | 'end' }[] = [];
  let underWay = 0;
  let most = 0;
  const tasks = plan.map(({ keys, turns, succeeds }, index): OrderedTask => ({
    keys,
    run: async () => {
      log.push({ index, what: 'begin' });
      most = Math.max(most, ++underWay);
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      underWay--;
      log.push({ index, what: 'end' });
      return succeeds;
    },
  }));
  const begun = () => log.filter(({ what }) => what === 'begin').length;
  await runInOrder(tasks, { concurrency, stop: () => begun() >= stopAfter });
  const at = (index: number, what: 'begin' | 'end') =>
    log.findIndex((entry) => entry.index === index && entry.what === what);
  return { at, most, begun: begun() };
}

const sharesKey = (one: Planned, other: Planned) => one.keys.some((key) => other.keys.includes(key));

test('a task begins after every earlier task with one of its keys has succeeded, and not at all when one did not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(planned, { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      async (plan, concurrency) => {
        const { at, most } = await observe(plan, { concurrency });
        const ran = (index: number) => at(index, 'begin') >= 0;
        plan.forEach((task, index) => {
          const earlier = [...plan.keys()].filter((other) => other < index && sharesKey(plan[other] as Planned, task));
          const mayRun = earlier.every((other) => ran(other) && plan[other]?.succeeds);
          expect(ran(index)).toBe(mayRun);
          const lastEnd = Math.max(-1, ...earlier.map((other) => at(other, 'end')));
          expect(mayRun && at(index, 'begin') <= lastEnd).toBe(false);
        });
        expect(most).toBeLessThanOrEqual(concurrency);
      },
    ),
    { numRuns: 60 },
  );
});

test('tasks without a common key run side by side', async () => {
  const plan = ['a', 'b', 'c'].map((key) => ({ keys: [key], turns: 3, succeeds: true }));
  expect((await observe(plan, { concurrency: 8 })).most).toBe(3);
});

test('after a stop no further task begins, and those under way are waited for', async () => {
  const plan = Array.from({ length: 20 }, (_, index) => ({ keys: [String(index)], turns: 2, succeeds: true }));
  const { begun, at } = await observe(plan, { concurrency: 4, stopAfter: 6 });
  expect(begun).toBe(6);
  expect(at(5, 'end')).toBeGreaterThan(0);
});

test('a task that breaks rejects the run', async () => {
  const broken = { keys: ['a'], run: () => Promise.reject(new Error('broken')) };
  await expect(runInOrder([broken], { concurrency: 2, stop: () => false })).rejects.toThrow('broken');
});
