import { expect, test } from 'vitest';
import { aClaimedPoll } from '../../test/kit/claimed-poll.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import type { PollsToPause } from '../store/pause-failing-polls.ts';
import { pauseAfterFailures } from './pause-after-failures.ts';
import { newPollReport, type PollReport } from './poll-report.ts';

const fault = { code: 'provider.unreachable', message: 'no connection' };

async function pause(limit: number, consecutiveFailures: number, values: Partial<PollReport> = {}) {
  const paused: PollsToPause[] = [];
  const deps = {
    clock: createManualClock(),
    pauseAfterFailures: limit,
    pauseFailingPolls: (polls: PollsToPause) => Promise.resolve(paused.push(polls) > 0),
  };
  const report = { ...newPollReport('contacts'), outcome: 'failed' as const, fault, ...values };
  return { did: await pauseAfterFailures(deps, aClaimedPoll({ consecutiveFailures }), report), paused };
}

test('the polling of an instance pauses with the failure that completes the number, and says why', async () => {
  expect(await pause(100, 98)).toEqual({ did: false, paused: [] });
  const { did, paused } = await pause(100, 99);
  expect(did).toBe(true);
  expect(paused).toMatchObject([
    {
      instanceId: 1000,
      resource: 'contacts',
      message: expect.stringMatching(/failed 100 times .* no connection$/) as string,
    },
  ]);
  expect((await pause(100, 150)).did).toBe(true);
});

test('0 stands for never', async () => {
  expect((await pause(0, 5_000)).did).toBe(false);
});

test.each(['completed', 'throttled', 'interrupted', 'reconnect'] as const)('%s pauses nothing', async (outcome) => {
  expect((await pause(1, 5_000, { outcome })).did).toBe(false);
});
