import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webhooksSchema } from './connector-webhooks.ts';
import { afterReceived, nextQuietLook, noPulse, quietRules, type WebhookPulse } from './webhook-pulse.ts';

const hour = 3_600_000;
const rules = { leastMs: 6 * hour, heartbeatMs: undefined };

const heard = (pauses: readonly number[], given = rules as Parameters<typeof afterReceived>[2]): WebhookPulse =>
  pauses.reduce<WebhookPulse>(
    (pulse, pause) => afterReceived(pulse, { count: 1, at: (pulse.lastReceivedAt ?? 0) + pause }, given),
    noPulse,
  );

test('less than ten webhooks do not tell what is usual', () => {
  expect(heard(Array<number>(9).fill(hour)).quietAt).toBeUndefined();
  expect(heard(Array<number>(10).fill(hour)).quietAt).toBeDefined();
});

test('it is quiet after twenty usual pauses, and not before the least silence of the connector', () => {
  expect(heard(Array<number>(10).fill(hour)).quietAt).toBe(10 * hour + 20 * hour);
  expect(heard(Array<number>(10).fill(1000)).quietAt).toBe(10_000 + 6 * hour);
});

test('a provider that promises to send something is quiet after two heartbeats, from the first webhook on', () => {
  expect(heard([0], { leastMs: 6 * hour, heartbeatMs: hour }).quietAt).toBe(2 * hour);
});

test('the mean lies between the shortest and the longest pause, however many come together', () => {
  const batches = fc.array(fc.record({ count: fc.integer({ min: 1, max: 50 }), pause: fc.nat(1e9) }), { minLength: 2 });
  fc.assert(
    fc.property(batches, (all) => {
      let pulse = noPulse;
      for (const { count, pause } of all) {
        pulse = afterReceived(pulse, { count, at: (pulse.lastReceivedAt ?? 0) + pause }, rules);
      }
      const pauses = all.slice(1).map(({ count, pause }) => pause / count);
      expect(pulse.received).toBe(all.reduce((sum, { count }) => sum + count, 0));
      expect(pulse.meanPauseMs).toBeGreaterThanOrEqual(Math.min(...pauses) - 1e-3);
      expect(pulse.meanPauseMs).toBeLessThanOrEqual(Math.max(...pauses) + 1e-3);
    }),
  );
});

test('a webhook that is received late does not turn time back', () => {
  const pulse = heard([hour, hour]);
  expect(afterReceived(pulse, { count: 1, at: 0 }, rules)).toMatchObject({ lastReceivedAt: 2 * hour, received: 3 });
});

test('who stays quiet is looked at less and less often', () => {
  const pulse = heard(Array<number>(10).fill(hour));
  expect(nextQuietLook(pulse, 11 * hour)).toBe(17 * hour);
  expect(nextQuietLook(pulse, 40 * hour)).toBe(70 * hour);
  expect(nextQuietLook(pulse, 1e12)).toBe(1e12 + 7 * 24 * hour);
});

test('of several registrations the longest silence and the shortest heartbeat count', () => {
  const subscribe = { request: { path: '/hooks' } };
  const { data: webhooks } = webhooksSchema.safeParse({
    verify: { kind: 'none' },
    registrations: {
      one: { subscribe, quiet: { leastSeconds: 60, heartbeatSeconds: 600 } },
      two: { subscribe, quiet: { heartbeatSeconds: 30 } },
    },
  });
  expect(quietRules(webhooks)).toEqual({ leastMs: 6 * hour, heartbeatMs: 30_000 });
  expect(quietRules(undefined)).toEqual({ leastMs: 6 * hour, heartbeatMs: undefined });
});
