import { expect, test } from 'vitest';
import { until } from '../../test/kit/flow.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createLog } from '../lib/log.ts';
import { acknowledged } from '../store/settle-deliveries.ts';
import { settleAgain } from './settle-again.ts';

const log = createLog('silent');
const settlementUntil = (leaseUntil: number) => acknowledged({ id: 1, fence: 1, leaseUntil }, [], 0);
const running = new AbortController().signal;

function failing(times: number) {
  let calls = 0;
  const settleDeliveries = () => (++calls <= times ? Promise.reject(new Error('away')) : Promise.resolve());
  return { settleDeliveries, calls: () => calls };
}

test('what came of a claim is written again until the database is back', async () => {
  const clock = createManualClock();
  const { settleDeliveries, calls } = failing(3);
  const settled = settleAgain({ clock, log, settleDeliveries }, settlementUntil(clock.now() + 90_000), running);
  await until(() => clock.sleepers() > 0);
  await clock.advance(1_000 + 2_000 + 4_000);
  await settled;
  expect(calls()).toBe(4);
});

test('once the claim has ended it is given up', async () => {
  const clock = createManualClock();
  const { settleDeliveries, calls } = failing(99);
  const settled = settleAgain({ clock, log, settleDeliveries }, settlementUntil(clock.now() + 500), running);
  await expect(settled).rejects.toThrow('away');
  expect(calls()).toBe(1);
});

test('a server that stops tries once', async () => {
  const clock = createManualClock();
  const { settleDeliveries, calls } = failing(99);
  const settlement = settlementUntil(clock.now() + 90_000);
  await expect(settleAgain({ clock, log, settleDeliveries }, settlement, AbortSignal.abort())).rejects.toThrow('away');
  expect(calls()).toBe(1);
});
