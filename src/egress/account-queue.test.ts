import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import type { SharedQuota } from '../model/provider-quota.ts';
import { createBudgets } from './budgets.ts';
import type { RequestBudget } from './egress-messages.ts';

const budget: RequestBudget = { key: 'account', limits: [{ requests: 2, seconds: 1 }] };
const unlimited = (key: string, more: Partial<RequestBudget> = {}): RequestBudget => ({ key, limits: [], ...more });

function setUp(sharedQuota?: SharedQuota) {
  const clock = createManualClock();
  return { clock, budgets: createBudgets({ clock, random: () => 0, sharedQuota }), granted: [] as string[] };
}

const spend = async ({ budgets, granted }: ReturnType<typeof setUp>, name: string, spent = budget) => {
  const release = await budgets.spend(spent, undefined);
  release();
  granted.push(name);
};

const impatient: RequestBudget = { ...budget, longestWaitMs: 500 };

test('who would have to wait longer than the budget says is refused at once and told when to come back', async () => {
  const kit = setUp();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  await expect(spend(kit, 'c', impatient)).rejects.toMatchObject({
    code: 'provider.throttled',
    message: 'The rate limit of 2 requests in 1 s is used up: the next request can be sent in 1 s.',
    retryAt: kit.clock.now() + 1000,
  });
  await kit.clock.advance(500);
  const waiting = spend(kit, 'd', impatient);
  await kit.clock.advance(500);
  await waiting;
  expect(kit.granted).toEqual(['a', 'b', 'd']);
});

test('who does not want to wait at all goes now or not', async () => {
  const kit = setUp();
  const never: RequestBudget = { ...budget, longestWaitMs: 0 };
  await Promise.all([spend(kit, 'a', never), spend(kit, 'b', never)]);
  await expect(spend(kit, 'c', never)).rejects.toMatchObject({ retryAt: kit.clock.now() + 1000 });
  expect(kit.clock.sleepers()).toBe(0);
});

test('each one waits as long as his own budget says, in a hold too', async () => {
  const kit = setUp();
  await Promise.all([spend(kit, 'a'), spend(kit, 'b')]);
  const patientOne = spend(kit, 'patient');
  const sentAway = spend(kit, 'impatient', { ...budget, longestWaitMs: 3000 }).catch((fault: unknown) => fault);
  await kit.budgets.hold('account', { untilMs: kit.clock.now() + 5000, backgroundUntilMs: 0 });
  expect(await sentAway).toMatchObject({ code: 'provider.throttled', retryAt: kit.clock.now() + 5000 });
  await kit.clock.advance(5000);
  await patientOne;
  expect(kit.granted).toEqual(['a', 'b', 'patient']);
});

test('who waits for a place among the requests under way is sent away when his time is up, behind a patient one too', async () => {
  const kit = setUp();
  const busy = unlimited('account', { concurrency: 1 });
  const release = await kit.budgets.spend(busy, undefined);
  const patientOne = spend(kit, 'patient', busy);
  await kit.clock.advance(0);
  const fault = spend(kit, 'impatient', { ...busy, longestWaitMs: 8_000 }).catch((error: unknown) => error);
  const none = spend(kit, 'now or never', { ...busy, longestWaitMs: 0 }).catch((error: unknown) => error);
  await kit.clock.advance(0);
  expect(await none).toMatchObject({ code: 'provider.throttled', retryAt: kit.clock.now() + 1000 });
  const told = fault.then((error) => ({ error, at: kit.clock.now() }));
  const start = kit.clock.now();
  await kit.clock.advance(20_000);
  expect(await told).toMatchObject({ at: start + 8_000, error: { code: 'provider.throttled' } });
  expect(kit.granted).toEqual([]);
  release();
  await patientOne;
  expect(kit.granted).toEqual(['patient']);
});

test('a local budget asks nobody, also where others are shared', async () => {
  const asked: string[] = [];
  const sharedQuota: SharedQuota = {
    take: ({ account }) => (asked.push(account), Promise.reject(new Error('away'))),
    hold: ({ account }) => Promise.resolve(void asked.push(account)),
  };
  const kit = setUp(sharedQuota);
  const local = unlimited('callback', { concurrency: 1, local: true });
  const release = await kit.budgets.spend(local, undefined);
  const second = spend(kit, 'second', local);
  await kit.clock.advance(100);
  expect(kit.granted).toEqual([]);
  release();
  await second;
  await kit.budgets.hold('callback', { untilMs: kit.clock.now() + 1000, backgroundUntilMs: 0 });
  const third = spend(kit, 'third', local);
  await kit.clock.advance(1000);
  await third;
  expect(asked).toEqual([]);
  await expect(spend(kit, 'shared')).rejects.toMatchObject({ code: 'quota.unavailable' });
  expect(asked).toEqual(['account']);
});

test('budgets without limits do not pile up in memory, and leave no timer', async () => {
  const kit = setUp();
  const busy = await kit.budgets.spend(unlimited('busy', { concurrency: 8, local: true }), undefined);
  for (let index = 0; index < 5000; index++) {
    await spend(kit, 'x', unlimited(`callback ${index}`, { concurrency: 8, local: true }));
    expect(kit.budgets.size()).toBeLessThanOrEqual(1000);
  }
  busy();
  expect(kit.clock.sleepers()).toBe(0);
});
