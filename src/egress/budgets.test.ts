import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createSeededRandom } from '../../test/kit/seeded-random.ts';
import { createBudgets } from './budgets.ts';
import type { RequestBudget } from './egress-messages.ts';

const budget: RequestBudget = { key: 'account', limits: [{ requests: 2, seconds: 1 }] };

function setUp() {
  const clock = createManualClock();
  return { clock, budgets: createBudgets({ clock, random: () => 0 }), granted: [] as string[] };
}

type SetUp = ReturnType<typeof setUp>;

const spend = ({ budgets, granted }: SetUp, name: string, spent = budget, signal?: AbortSignal) =>
  budgets.spend(spent, signal).then((release) => {
    release();
    granted.push(name);
  });

test('requests over the limit wait and go out first come, first served', async () => {
  const kit = setUp();
  const all = ['a', 'b', 'c', 'd', 'e'].map((name) => spend(kit, name));
  await kit.clock.advance(0);
  expect(kit.granted).toEqual(['a', 'b']);
  await kit.clock.advance(999);
  expect(kit.granted).toEqual(['a', 'b']);
  await kit.clock.advance(1);
  expect(kit.granted).toEqual(['a', 'b', 'c', 'd']);
  await kit.clock.advance(1000);
  await Promise.all(all);
  expect(kit.granted).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('one account does not hold back another', async () => {
  const kit = setUp();
  void Promise.all(['a', 'b', 'c'].map((name) => spend(kit, name)));
  await spend(kit, 'other', { ...budget, key: 'other account' });
  expect(kit.granted).toEqual(['a', 'b', 'other']);
});

test('who gives up leaves the queue with his own reason and costs nothing', async () => {
  const kit = setUp();
  const patience = new AbortController();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  const given = spend(kit, 'c', budget, patience.signal);
  const last = spend(kit, 'd');
  patience.abort(new Error('changed my mind'));
  await expect(given).rejects.toThrow('changed my mind');
  await kit.clock.advance(1000);
  await last;
  await spend(kit, 'e');
  expect(kit.granted).toEqual(['a', 'b', 'd', 'e']);
});

test('when the last one who waits gives up, the next one is still served', async () => {
  const kit = setUp();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  const patience = new AbortController();
  const given = spend(kit, 'c', budget, patience.signal);
  patience.abort(new Error('gone'));
  const next = spend(kit, 'd');
  await expect(given).rejects.toThrow('gone');
  await kit.clock.advance(0);
  expect(kit.clock.sleepers()).toBe(1);
  await kit.clock.advance(1000);
  await next;
  expect(kit.granted).toEqual(['a', 'b', 'd']);
  expect(kit.clock.sleepers()).toBe(0);
});

test('a signal that is already aborted spends nothing', async () => {
  const kit = setUp();
  await expect(spend(kit, 'a', budget, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  await Promise.all([spend(kit, 'b'), spend(kit, 'c')]);
  expect(kit.granted).toEqual(['b', 'c']);
});

test('changed limits keep what was spent under those that stayed', async () => {
  const kit = setUp();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  const wider = {
    key: budget.key,
    limits: [
      { requests: 2, seconds: 1 },
      { requests: 100, seconds: 60 },
    ],
  };
  const next = spend(kit, 'c', wider);
  await kit.clock.advance(999);
  expect(kit.granted).toEqual(['a', 'b']);
  await kit.clock.advance(1);
  await next;
});

test('budgets that lie idle are dropped from memory', async () => {
  const kit = setUp();
  for (let index = 0; index < 1000; index++) await spend(kit, 'x', { ...budget, key: `key ${index}` });
  expect(kit.budgets.size()).toBe(1000);
  await kit.clock.advance(1000);
  await spend(kit, 'y', { ...budget, key: 'one more' });
  expect(kit.budgets.size()).toBe(1);
});

test('closing refuses those who wait', async () => {
  const kit = setUp();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  const waiting = spend(kit, 'c');
  kit.budgets.close(new Error('shutting down'));
  await expect(waiting).rejects.toThrow('shutting down');
  await kit.clock.advance(0);
  expect(kit.clock.sleepers()).toBe(0);
});

const hourly: RequestBudget = { key: 'account', limits: [{ requests: 2, seconds: 3600 }] };

test('who would have to wait longer than a minute is refused at once, told which limit it is and when to come back', async () => {
  const kit = setUp();
  await spend(kit, 'a', hourly);
  await kit.clock.advance(100_000);
  await spend(kit, 'b', hourly);
  await expect(spend(kit, 'c', hourly)).rejects.toMatchObject({
    code: 'provider.throttled',
    message: expect.stringContaining('2 requests in 3600 s'),
    retryAt: kit.clock.now() + 3_500_000,
  });
  expect(kit.clock.sleepers()).toBe(0);
  await kit.clock.advance(3_500_000);
  await spend(kit, 'd', hourly);
  expect(kit.granted).toEqual(['a', 'b', 'd']);
});

test('those who wait already count: the first whose turn comes after more than a minute is refused', async () => {
  const kit = setUp();
  const slow: RequestBudget = { key: 'account', limits: [{ requests: 1, seconds: 10 }] };
  const waiting = ['at 0', 'at 10', 'at 20', 'at 30', 'at 40', 'at 50', 'at 60'].map((name) => spend(kit, name, slow));
  await expect(spend(kit, 'at 70', slow)).rejects.toMatchObject({ retryAt: kit.clock.now() + 70_000 });
  await kit.clock.advance(60_000);
  await Promise.all(waiting);
  expect(kit.granted).toEqual(['at 0', 'at 10', 'at 20', 'at 30', 'at 40', 'at 50', 'at 60']);
});

test('a limit that becomes stricter sends away those who wait and have no room under it', async () => {
  const kit = setUp();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  const [first, second] = [spend(kit, 'c'), spend(kit, 'd')];
  const sentAway = second.catch((fault: unknown) => fault);
  const stricter: RequestBudget = { key: 'account', limits: [{ requests: 1, seconds: 3600 }] };
  await expect(spend(kit, 'e', stricter)).rejects.toMatchObject({ code: 'provider.throttled' });
  await kit.clock.advance(1000);
  await first;
  expect(await sentAway).toMatchObject({ code: 'provider.throttled', retryAt: kit.clock.now() + 3_600_000 });
  expect(kit.granted).toEqual(['a', 'b', 'c']);
  expect(kit.clock.sleepers()).toBe(0);
});

const limitsArbitrary = fc.array(
  fc.record({ requests: fc.integer({ min: 1, max: 5 }), seconds: fc.constantFrom(1, 7, 30, 61, 300) }),
  { minLength: 1, maxLength: 3 },
);

test('nobody waits longer than a minute, and who is refused is so at once and is told a time at which there is room', async () => {
  const pausesArbitrary = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(limitsArbitrary, pausesArbitrary, async (limits, pausesMs) => {
      const clock = createManualClock();
      const budgets = createBudgets({ clock, random: () => 0 });
      const waitsMs: number[] = [];
      const refusals: { afterMs: number; retryInMs: number }[] = [];
      for (const pauseMs of pausesMs) {
        await clock.advance(pauseMs);
        const cameAt = clock.now();
        void budgets.spend({ key: 'k', limits }, undefined).then(
          () => waitsMs.push(clock.now() - cameAt),
          (fault: { retryAt: number }) =>
            refusals.push({ afterMs: clock.now() - cameAt, retryInMs: fault.retryAt - cameAt }),
        );
        await clock.advance(0);
      }
      await clock.advance(60_000);
      expect(waitsMs.length + refusals.length).toBe(pausesMs.length);
      expect(waitsMs.filter((waitMs) => waitMs > 60_000)).toEqual([]);
      expect(refusals.filter(({ afterMs, retryInMs }) => afterMs > 0 || retryInMs <= 60_000)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

const unlimited = (key: string, more: Partial<RequestBudget> = {}): RequestBudget => ({ key, limits: [], ...more });

test('a held account sends nothing until then, with or without limits, and others are not held', async () => {
  const kit = setUp();
  await kit.budgets.hold('account', { untilMs: kit.clock.now() + 5_000, backgroundUntilMs: 0 });
  const waiting = [spend(kit, 'a', unlimited('account')), spend(kit, 'b')];
  await spend(kit, 'other', unlimited('other'));
  await kit.clock.advance(4_999);
  expect(kit.granted).toEqual(['other']);
  await kit.clock.advance(1);
  await Promise.all(waiting);
  expect(kit.granted).toEqual(['other', 'a', 'b']);
});

test('who would be held for longer than a minute is refused at once and told when to come back', async () => {
  const kit = setUp();
  const untilMs = kit.clock.now() + 3_600_000;
  await kit.budgets.hold('account', { untilMs, backgroundUntilMs: 0 });
  await expect(spend(kit, 'a')).rejects.toMatchObject({
    code: 'provider.throttled',
    retryAt: untilMs,
    message: expect.stringContaining('3600 s'),
  });
});

test('a hold that comes while others wait sends those away who would have to wait too long', async () => {
  const kit = setUp();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  const waiting = spend(kit, 'c').catch((fault: unknown) => fault);
  await kit.budgets.hold('account', { untilMs: kit.clock.now() + 61_000, backgroundUntilMs: 0 });
  expect(await waiting).toMatchObject({ code: 'provider.throttled', retryAt: kit.clock.now() + 61_000 });
});

test('after a hold those who waited come one by one, each after a time of chance', async () => {
  const clock = createManualClock();
  const start = clock.now();
  const random = createSeededRandom(7);
  const budgets = createBudgets({ clock, random });
  await budgets.hold('account', { untilMs: start + 50_000, backgroundUntilMs: 0 });
  const moments: number[] = [];
  const all = Array.from({ length: 100 }, async () => {
    await budgets.spend(unlimited('account'), undefined);
    moments.push(clock.now());
  });
  await clock.advance(0);
  await clock.advance(60_000);
  await Promise.all(all);
  expect(new Set(moments).size).toBeGreaterThan(80);
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(start + 50_000);
  expect(Math.max(...moments)).toBeLessThanOrEqual(start + 55_000 + 100);
});

test('a clock that is set back by a year does not hold an account for longer than a day', async () => {
  const kit = setUp();
  await kit.budgets.hold('account', { untilMs: kit.clock.now() + 3_600_000, backgroundUntilMs: 0 });
  kit.clock.set(kit.clock.now() - 365 * 86_400_000);
  await expect(spend(kit, 'a')).rejects.toMatchObject({ retryAt: kit.clock.now() + 86_400_000 });
});

test('no more requests are under way than the account allows at the same time', async () => {
  const kit = setUp();
  const busy = unlimited('account', { concurrency: 2 });
  const releases = await Promise.all([kit.budgets.spend(busy, undefined), kit.budgets.spend(busy, undefined)]);
  const third = spend(kit, 'third', busy);
  await kit.clock.advance(10_000);
  expect(kit.granted).toEqual([]);
  releases[0]?.();
  await third;
  expect(kit.granted).toEqual(['third']);
});

test('who finds no place among the requests under way for a minute is sent away', async () => {
  const kit = setUp();
  const busy = unlimited('account', { concurrency: 1 });
  await kit.budgets.spend(busy, undefined);
  const waiting = spend(kit, 'x', busy).catch((fault: unknown) => fault);
  await kit.clock.advance(60_000);
  expect(await waiting).toMatchObject({ code: 'provider.throttled' });
});

test('background work leaves half of the limit to others, and comes after them', async () => {
  const kit = setUp();
  const limits = [{ requests: 4, seconds: 30 }];
  const foreground = unlimited('account', { limits });
  const background = unlimited('account', { limits, background: true });
  const names = ['background 1', 'background 2', 'background 3', 'background 4', 'background 5'];
  const all = names.map((name) => spend(kit, name, background));
  await kit.clock.advance(0);
  expect(kit.granted).toEqual(['background 1', 'background 2']);
  await Promise.all([spend(kit, 'poll 1', foreground), spend(kit, 'poll 2', foreground)]);
  const late = spend(kit, 'poll 3', foreground);
  await kit.clock.advance(30_000);
  await late;
  expect(kit.granted).toEqual(['background 1', 'background 2', 'poll 1', 'poll 2', 'poll 3', 'background 3']);
  await kit.clock.advance(30_000);
  await Promise.all(all);
});

test('background work is held when the others are not', async () => {
  const kit = setUp();
  await kit.budgets.hold('account', { untilMs: 0, backgroundUntilMs: kit.clock.now() + 5_000 });
  const background = spend(kit, 'background', unlimited('account', { background: true }));
  await spend(kit, 'poll', unlimited('account'));
  expect(kit.granted).toEqual(['poll']);
  await kit.clock.advance(5_000);
  await background;
});

test('a request counts as what it costs, and what it turned out to cost is counted too', async () => {
  const kit = setUp();
  const limits = [{ requests: 10, seconds: 10 }];
  await spend(kit, 'dear', unlimited('account', { limits, cost: 6 }));
  kit.budgets.charge('account', 4);
  const next = spend(kit, 'next', unlimited('account', { limits }));
  await kit.clock.advance(9_999);
  expect(kit.granted).toEqual(['dear']);
  await kit.clock.advance(1);
  await next;
});

test('accounts that were held are dropped from memory when the hold is over', async () => {
  const kit = setUp();
  for (let index = 0; index < 1000; index++) {
    await kit.budgets.hold(`key ${index}`, { untilMs: kit.clock.now() + 1000, backgroundUntilMs: 0 });
  }
  await kit.clock.advance(1001);
  await spend(kit, 'x', unlimited('one more'));
  expect(kit.budgets.size()).toBe(1);
});
