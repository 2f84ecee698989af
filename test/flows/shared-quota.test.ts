import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createBudgets, type Budgets } from '../../src/egress/budgets.ts';
import type { RequestBudget } from '../../src/egress/egress-messages.ts';
import { requestBudget } from '../../src/hub/provider-account.ts';
import type { SharedQuota } from '../../src/model/provider-quota.ts';
import { createProviderQuota } from '../../src/store/provider-quota.ts';
import { useEmptyDatabase } from '../kit/empty-database.ts';
import { createManualClock, type ManualClock } from '../kit/manual-clock.ts';
import { testConnector } from '../kit/test-connector.ts';

const database = useEmptyDatabase();
let accounts = 0;

interface Workers {
  clock: ManualClock;
  /** One for each process. */
  budgets: Budgets[];
  /** Asks that the database has answered. */
  asks: () => number;
  /** Moves the clock on from one sleeper to the next, and waits for the database each time. */
  pass(ms: number): Promise<void>;
  /** Lets everything happen that happens without time passing. */
  settle(): Promise<void>;
  budget: RequestBudget;
}

function workers(count: number, budget: Partial<RequestBudget>): Workers {
  const { clock, nextAlarm } = clockWithAlarms();
  let pending = 0;
  let asks = 0;
  const watched = <T>(work: Promise<T>): Promise<T> => {
    pending++;
    asks++;
    return work.finally(() => pending--);
  };
  const budgets = Array.from({ length: count }, (_, index) => {
    const quota = createProviderQuota(database.db, `process ${index}`);
    const sharedQuota: SharedQuota = {
      take: (ask) => watched(quota.take(ask)),
      hold: (hold) => watched(quota.hold(hold)),
    };
    return createBudgets({ clock, random: () => 0, sharedQuota });
  });
  const settle = async () => {
    do await nextTurn();
    while (pending > 0);
    await nextTurn();
    if (pending > 0) await settle();
  };
  const pass = async (ms: number) => {
    const end = clock.now() + ms;
    await settle();
    while (clock.now() < end) {
      await clock.advance(Math.min(end, nextAlarm()) - clock.now());
      await settle();
    }
  };
  const key = `account ${accounts++}`;
  return { clock, budgets, asks: () => asks, pass, settle, budget: { key, limits: [], ...budget } };
}

/** A manual clock that tells when somebody wants to be woken next. */
function clockWithAlarms() {
  const manual = createManualClock();
  const alarms = new Set<number>();
  const clock: ManualClock = {
    ...manual,
    sleep(ms, signal) {
      const at = manual.now() + ms;
      alarms.add(at);
      return manual.sleep(ms, signal);
    },
  };
  const nextAlarm = () => {
    for (const at of alarms) if (at <= manual.now()) alarms.delete(at);
    return Math.min(...alarms);
  };
  return { clock, nextAlarm };
}

function sender({ clock, budgets, budget }: Workers) {
  const sent: number[] = [];
  const faults: { code?: string; retryAt?: number }[] = [];
  const send = (process: number, wanted: RequestBudget = budget): Promise<void> =>
    (budgets[process] as Budgets).spend(wanted, undefined).then(
      (release) => {
        release();
        sent.push(clock.now());
      },
      (fault: object) => void faults.push(fault),
    );
  return { sent, faults, send };
}

const limitArbitrary = fc.record({
  requests: fc.integer({ min: 1, max: 100 }),
  seconds: fc.constantFrom(1, 5, 20),
});
const burstArbitrary = fc.record({
  process: fc.nat(1),
  count: fc.integer({ min: 1, max: 40 }),
  pauseMs: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(10_000)),
});

test('two processes together never exceed a limit, and everybody is served or told when to come back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(limitArbitrary, { minLength: 1, maxLength: 2 }),
      fc.array(burstArbitrary, { minLength: 1, maxLength: 12 }),
      async (limits, bursts) => {
        const kit = workers(2, { limits });
        const { sent, faults, send } = sender(kit);
        const all: Promise<void>[] = [];
        for (const { process, count, pauseMs } of bursts) {
          if (pauseMs > 0) await kit.pass(pauseMs);
          for (let index = 0; index < count; index++) all.push(send(process));
        }
        await kit.pass(70_000);
        await Promise.all(all);
        expect(sent.length + faults.length).toBe(all.length);
        expect(faults.filter(({ code }) => code !== 'provider.throttled')).toEqual([]);
        for (const { requests, seconds } of limits) {
          for (let index = 0; index + requests < sent.length; index++) {
            expect((sent[index + requests] as number) - (sent[index] as number)).toBeGreaterThanOrEqual(seconds * 1000);
          }
        }
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);

test('a limit that two processes share is used nearly in full', async () => {
  const kit = workers(2, { limits: [{ requests: 64, seconds: 10 }] });
  const { sent, send } = sender(kit);
  const all = Array.from({ length: 256 }, (_, index) => send(index % 2));
  await kit.pass(33_000);
  expect(sent.length).toBeGreaterThan(250);
  await kit.pass(10_000);
  await Promise.all(all);
  expect(sent).toHaveLength(256);
});

test('who asks again and again is given blocks of permits', async () => {
  const kit = workers(1, { limits: [{ requests: 6400, seconds: 3600 }] });
  const { sent, send } = sender(kit);
  for (let index = 0; index < 500; index++) {
    const one = send(0);
    await kit.settle();
    await one;
  }
  expect(sent).toHaveLength(500);
  expect(kit.asks()).toBeLessThan(20);
});

test('a hold of one process stops the other within five seconds, with or without limits', async () => {
  for (const limits of [[], [{ requests: 1000, seconds: 10 }]]) {
    const kit = workers(2, { limits });
    const { sent, faults, send } = sender(kit);
    await send(1);
    await kit.budgets[0]?.hold(kit.budget.key, { untilMs: kit.clock.now() + 100_000, backgroundUntilMs: 0 });
    await kit.pass(5_001);
    await send(1);
    expect(sent).toHaveLength(1);
    expect(faults).toMatchObject([{ code: 'provider.throttled', retryAt: kit.clock.now() + 94_999 }]);
    await kit.pass(95_000);
    await send(1);
    expect(sent).toHaveLength(2);
  }
});

test('what a killed process had taken comes back when the window has passed', async () => {
  const kit = workers(2, { limits: [{ requests: 64, seconds: 50 }] });
  const quota = createProviderQuota(database.db, 'killed');
  const ask = { account: kit.budget.key, limits: kit.budget.limits, concurrency: undefined, share: 1, validMs: 1_000 };
  const counts = { owed: 0, returned: undefined, underWay: 0, waiting: 0, background: false };
  expect(await quota.take({ ...ask, ...counts, now: kit.clock.now(), least: 64, most: 64 })).toMatchObject({
    granted: 64,
  });
  const { sent, send } = sender(kit);
  const all = Promise.all(Array.from({ length: 64 }, () => send(1)));
  await kit.pass(50_000);
  expect(sent).toEqual([]);
  await kit.pass(1_100);
  await all;
  expect(sent).toHaveLength(64);
});

test('two processes together keep to the number of requests at the same time, and each gets its part', async () => {
  const kit = workers(2, { concurrency: 4 });
  let underWay = 0;
  let most = 0;
  const done = [0, 0];
  const run = async (process: 0 | 1) => {
    const release = await kit.budgets[process]?.spend(kit.budget, undefined);
    most = Math.max(most, ++underWay);
    await kit.clock.sleep(1_000);
    underWay--;
    done[process] = (done[process] ?? 0) + 1;
    release?.();
  };
  const all = [...Array.from({ length: 60 }, () => run(0)), ...Array.from({ length: 60 }, () => run(1))];
  await kit.pass(12_000);
  expect(Math.min(...done)).toBeGreaterThan(5);
  await kit.pass(40_000);
  await Promise.all(all);
  expect(most).toBe(4);
  expect(done).toEqual([60, 60]);
});

test('a cost that one process learned of afterwards is counted for the other', async () => {
  const kit = workers(2, { limits: [{ requests: 10, seconds: 600 }] });
  const { sent, faults, send } = sender(kit);
  await send(0);
  kit.budgets[0]?.charge(kit.budget.key, 9);
  await kit.settle();
  await send(1);
  expect(sent).toHaveLength(1);
  expect(faults).toMatchObject([{ code: 'provider.throttled' }]);
});

test('background work of one process leaves half of the limit to the other', async () => {
  const kit = workers(2, { limits: [{ requests: 10, seconds: 600 }] });
  const { sent, faults, send } = sender(kit);
  for (let index = 0; index < 8; index++) await send(0, { ...kit.budget, background: true });
  expect([sent.length, faults.length]).toEqual([5, 3]);
  for (let index = 0; index < 8; index++) await send(1);
  expect([sent.length, faults.length]).toEqual([10, 6]);
});

test('while the database is away nothing is sent beyond what was granted, and the fault says why', async () => {
  const kit = workers(1, { limits: [{ requests: 10, seconds: 600 }] });
  let isAway = false;
  const quota = createProviderQuota(database.db, 'alone');
  const sharedQuota: SharedQuota = {
    take: (ask) => (isAway ? Promise.reject(new Error('connection refused')) : quota.take(ask)),
    hold: () => Promise.reject(new Error('connection refused')),
  };
  const budgets = createBudgets({ clock: kit.clock, random: () => 0, sharedQuota });
  await budgets.spend(kit.budget, undefined);
  isAway = true;
  await expect(budgets.spend(kit.budget, undefined)).rejects.toMatchObject({ code: 'quota.unavailable' });
  await budgets.hold(kit.budget.key, { untilMs: kit.clock.now() + 90_000, backgroundUntilMs: 0 });
  isAway = false;
  await expect(budgets.spend(kit.budget, undefined)).rejects.toMatchObject({ code: 'provider.throttled' });
});

test('limits that are made anew for every request count like the same ones: all that they allow is sent, and no more is asked', async () => {
  const asksOf = async (fresh: boolean) => {
    const kit = workers(1, { limits: [{ requests: 600, seconds: 60 }] });
    const { sent, send } = sender(kit);
    for (let index = 0; index < 300; index++) {
      void send(0, fresh ? { ...kit.budget, limits: kit.budget.limits.map((limit) => ({ ...limit })) } : kit.budget);
      if (index % 8 === 7) await kit.settle();
    }
    await kit.settle();
    expect(sent).toHaveLength(300);
    return kit.asks();
  };
  expect(await asksOf(true)).toBe(await asksOf(false));
});

test('no secret that tells accounts apart stands in the table of quotas', async () => {
  const connector = testConnector({}, { accountKeys: ['api.key', 'base.url'] });
  const configuration = { 'api.key': 'sk_live_canary', 'base.url': 'https://x.example' };
  const account = { organizationId: 1, instanceId: 7, connector, configuration };
  const limits = [{ requests: 10, seconds: 60 }];
  const kit = workers(1, { ...requestBudget(account, 'https://x.example/rows'), limits });
  const { sent, send } = sender(kit);
  void send(0);
  await kit.settle();
  expect(sent).toHaveLength(1);
  const { rows } = await sql<{ row: string }>`select q::text as row from provider_quota q`.execute(database.db);
  expect(rows.filter(({ row }) => row.includes('https://x.example'))).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain('canary');
});
