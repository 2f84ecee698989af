import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../test/kit/manual-clock.ts';
import { createLog } from '../lib/log.ts';
import { startWorkLoop, type WorkLoop, type WorkLoopOptions } from './work-loop.ts';

const idleMs = 500;

interface Bench {
  clock: ManualClock;
  loop: WorkLoop;
  /** What is due; a claim takes from it. */
  due: number[];
  /** The limits of all claims. */
  limits: number[];
  begun: number[];
  /** Ends the work on an item. */
  finish: Map<number, () => void>;
}

function start(options: Partial<WorkLoopOptions<number>> = {}): Bench {
  const clock = createManualClock();
  const bench: Omit<Bench, 'loop'> = { clock, due: [], limits: [], begun: [], finish: new Map() };
  const loop = startWorkLoop<number>({
    name: 'test',
    clock,
    log: createLog('silent'),
    capacity: 3,
    idleMs,
    claim: (limit) => {
      bench.limits.push(limit);
      return Promise.resolve(bench.due.splice(0, limit));
    },
    work: (item) => {
      bench.begun.push(item);
      return new Promise<void>((resolve) => bench.finish.set(item, resolve));
    },
    ...options,
  });
  onTestFinished(async () => {
    const stopped = loop.stop();
    for (const finish of bench.finish.values()) finish();
    await stopped;
  });
  return { ...bench, loop };
}

/** Lets everything that can go on go on. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await nextTurn();
};

test('nothing due is asked for again after a pause', async () => {
  const { clock, limits } = start();
  await settle();
  expect(limits).toEqual([3]);
  await clock.advance(idleMs - 1);
  expect(limits).toHaveLength(1);
  await clock.advance(1);
  await settle();
  expect(limits).toHaveLength(2);
});

test('no more is under way than there is room for, and room that falls vacant is used at once', async () => {
  const { due, limits, begun, finish, loop } = start();
  due.push(1, 2, 3, 4, 5);
  loop.wake();
  await settle();
  expect(begun).toEqual([1, 2, 3]);
  finish.get(2)?.();
  await settle();
  expect(begun).toEqual([1, 2, 3, 4]);
  expect(limits.every((limit) => limit > 0)).toBe(true);
});

test('a wake-up ends the pause', async () => {
  const { due, begun, loop } = start();
  await settle();
  due.push(7);
  loop.wake();
  await settle();
  expect(begun).toEqual([7]);
});

test('a wake-up while a claim is under way is not lost', async () => {
  const answers: ((items: number[]) => void)[] = [];
  const { begun, loop } = start({ claim: () => new Promise((resolve) => answers.push(resolve)) });
  await settle();
  loop.wake();
  answers[0]?.([]);
  await settle();
  expect(answers).toHaveLength(2);
  answers[1]?.([9]);
  await settle();
  expect(begun).toEqual([9]);
  void loop.stop();
  answers[2]?.([]);
});

test('a claim that fails is tried again after a second', async () => {
  let claims = 0;
  const { clock, begun } = start({
    claim: () =>
      ++claims === 1 ? Promise.reject(new Error('the database is away')) : Promise.resolve(claims === 2 ? [1] : []),
  });
  await settle();
  await clock.advance(999);
  expect(begun).toEqual([]);
  await clock.advance(1);
  await settle();
  expect(begun).toEqual([1]);
});

test('work that fails leaves the rest alone', async () => {
  const done: number[] = [];
  const { due, loop } = start({
    work: (item) => (item === 1 ? Promise.reject(new Error('broken')) : Promise.resolve(void done.push(item))),
  });
  due.push(1, 2);
  loop.wake();
  await settle();
  due.push(3);
  loop.wake();
  await settle();
  expect(done).toEqual([2, 3]);
});

test('a stop tells the work under way, claims no more, and waits for it', async () => {
  let told = false;
  const gate = Promise.withResolvers<void>();
  const { due, limits, loop } = start({
    work: async (_item, signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      told = true;
      await gate.promise;
    },
  });
  due.push(1);
  loop.wake();
  await settle();
  const claims = limits.length;
  let stopped = false;
  void loop.stop().then(() => (stopped = true));
  due.push(2);
  await settle();
  expect({ told, stopped, claims: limits.length }).toEqual({ told: true, stopped: false, claims });
  gate.resolve();
  await settle();
  expect(stopped).toBe(true);
});
