import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateLimitSchema } from '../model/connector-rate-limit.ts';
import { answerFacts } from './answer-facts.ts';
import { rateSignals } from './rate-signals.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 10);
const day = 86_400_000;

type Rules = Parameters<typeof rateLimitSchema.parse>[0];

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

function signals(rules: Rules, { status = 200, headers = {}, body = '' }: Answer, random = () => 0) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = { status, headers, body: Buffer.from(text), durationMs: 1, sentAt: now - 1, receivedAt: now };
  return rateSignals(rateLimitSchema.parse(rules), answerFacts(response), { now, random });
}

const waitSeconds = (rules: Rules, answer: Answer): number | undefined => {
  const { throttled } = signals(rules, answer);
  return throttled && (throttled.untilMs - now) / 1000;
};

const heldSeconds = (rules: Rules, answer: Answer): number | undefined => {
  const { throttled, hold } = signals(rules, answer);
  expect(throttled).toBeUndefined();
  return hold.untilMs === 0 ? undefined : (hold.untilMs - now) / 1000;
};

test('1. 429 with Retry-After, in seconds or as a date; 503 only with it', () => {
  expect(waitSeconds({}, { status: 429, headers: { 'retry-after': '7' } })).toBe(7);
  const date = new Date(now + 8_000).toUTCString();
  expect(waitSeconds({}, { status: 429, headers: { 'retry-after': date } })).toBe(8);
  expect(waitSeconds({}, { status: 503, headers: { 'retry-after': '7' } })).toBe(7);
  expect(waitSeconds({}, { status: 503 })).toBeUndefined();
  expect(waitSeconds({}, { status: 429 })).toBe(60);
});

test('2. headers for what remains and when it starts again, as an epoch, a span or a date', () => {
  const rules = (unit: string) => ({
    remaining: [{ left: { header: 'X-Left' }, reset: { header: 'x-reset', unit } }],
  });
  const held = (unit: string, reset: string, left = '0') =>
    heldSeconds(rules(unit), { headers: { 'x-left': left, 'x-reset': reset } });
  expect(held('epochSeconds', String(now / 1000 + 20))).toBe(20);
  expect(held('seconds', '20')).toBe(20);
  expect(held('iso', new Date(now + 20_000).toISOString())).toBe(20);
  expect(held('seconds', '20', '1')).toBeUndefined();
  expect(held('seconds', '20', '-3')).toBe(20);
  expect(held('seconds', '20', 'many')).toBeUndefined();
});

test('3. 403 that is a limit, told from one that is a refusal by a header, a code in the body, or an empty body', () => {
  const byHeader = { throttledWhen: [{ status: 403, header: { name: 'x-left', equals: '0' } }] };
  expect(waitSeconds(byHeader, { status: 403, headers: { 'x-left': '0' } })).toBe(60);
  expect(waitSeconds(byHeader, { status: 403, headers: { 'x-left': '5' } })).toBeUndefined();
  const byCode = { throttledWhen: [{ status: 403, body: { path: '[0].errorCode', equals: 'LIMIT_EXCEEDED' } }] };
  expect(waitSeconds(byCode, { status: 403, body: [{ errorCode: 'LIMIT_EXCEEDED' }] })).toBe(60);
  expect(waitSeconds(byCode, { status: 403, body: [{ errorCode: 'NO_ACCESS' }] })).toBeUndefined();
  const byReason = {
    throttledWhen: [{ status: 403, body: { path: 'error.errors', contains: 'rateLimitExceeded' } }],
  };
  expect(waitSeconds(byReason, { status: 403, body: { error: { errors: [{ reason: 'rateLimitExceeded' }] } } })).toBe(
    60,
  );
  const empty = { throttledWhen: [{ status: 403, body: { equals: '' } }] };
  expect(waitSeconds(empty, { status: 403 })).toBe(60);
  expect(waitSeconds(empty, { status: 403, body: '<html>' })).toBeUndefined();
});

test('4. 200 with an error in the body', () => {
  const rules = {
    throttledWhen: [
      { status: 200, body: { path: 'error', equals: 'ratelimited' } },
      { status: 200, body: { path: 'errors', contains: 'THROTTLED' } },
    ],
  };
  expect(waitSeconds(rules, { body: { ok: false, error: 'ratelimited' } })).toBe(60);
  expect(waitSeconds(rules, { body: { errors: [{ extensions: { code: 'THROTTLED' } }] } })).toBe(60);
  expect(waitSeconds(rules, { body: { data: [] } })).toBeUndefined();
  expect(waitSeconds(rules, { body: 'not JSON' })).toBeUndefined();
});

test('5. what is used of a limit, as a pair, with a floor', () => {
  const rules = { remaining: [{ usedOfLimit: { header: 'x-calls' }, reset: { restoredPerSecond: 2 }, floor: 3 }] };
  expect(heldSeconds(rules, { headers: { 'x-calls': '36/40' } })).toBeUndefined();
  expect(heldSeconds(rules, { headers: { 'x-calls': '37/40' } })).toBe(1);
  expect(heldSeconds(rules, { headers: { 'x-calls': '40/40' } })).toBe(2);
  const info = { remaining: [{ usedOfLimit: { header: 'info' }, reset: { everySeconds: 86_400 } }] };
  expect(heldSeconds(info, { headers: { info: 'api-usage=18/5000' } })).toBeUndefined();
  expect(heldSeconds(info, { headers: { info: 'api-usage=5000/5000' } })).toBe(12 * 3600 - 10);
});

test('6. costs: what a request cost, and what is left of a bucket that refills, told in the body', () => {
  const told = { cost: { told: { header: 'x-cost' } } };
  expect(signals(told, { headers: { 'x-cost': '30' } }).cost).toBe(30);
  expect(signals(told, { headers: { 'x-cost': '-5' } }).cost).toBe(0);
  expect(signals(told, { headers: { 'x-cost': 'free' } }).cost).toBeUndefined();
  expect(signals(told, { headers: { 'x-cost': '9'.repeat(30) } }).cost).toBe(1_000_000);
  const bucket = {
    remaining: [
      {
        left: { body: 'cost.available' },
        limit: { body: 'cost.maximum' },
        reset: { restoredPerSecond: { body: 'cost.rate' } },
        floor: 100,
      },
    ],
  };
  const answer = (available: number) => ({ body: { cost: { available, maximum: 1000, rate: 50 } } });
  expect(signals(bucket, answer(900)).hold).toEqual({ untilMs: 0, backgroundUntilMs: 0 });
  expect(signals(bucket, answer(401)).hold).toEqual({ untilMs: 0, backgroundUntilMs: now + 2_000 });
  expect(heldSeconds(bucket, answer(1))).toBe(2);
});

test('7. several spans: the one that is used up longest counts', () => {
  const rules = {
    remaining: [
      { left: { header: 'minute' }, reset: { everySeconds: 60 } },
      { left: { header: 'day' }, reset: { everySeconds: 86_400 } },
    ],
  };
  expect(heldSeconds(rules, { headers: { minute: '0', day: '9' } })).toBe(50);
  expect(heldSeconds(rules, { headers: { minute: '0', day: '0' } })).toBe(12 * 3600 - 10);
  expect(heldSeconds(rules, { headers: {} })).toBeUndefined();
});

test('8. no sign at all: limits and requests at the same time are declared', () => {
  const rules = rateLimitSchema.parse({ limits: [{ requests: 5, seconds: 1 }], concurrency: 10 });
  expect([rules.limits, rules.concurrency]).toEqual([[{ requests: 5, seconds: 1 }], 10]);
});

test('9. a fixed penalty, or a wait in the body', () => {
  const fixed = { wait: { told: [], otherwiseSeconds: 30 } };
  expect(waitSeconds(fixed, { status: 429, headers: { 'retry-after': '3' } })).toBe(30);
  const inBody = {
    wait: {
      told: [
        { header: 'retry-after', unit: 'retryAfter' },
        { body: 'error.retry_after', unit: 'seconds' },
      ],
    },
  };
  expect(waitSeconds(inBody, { status: 429, body: { error: { retry_after: 4 } } })).toBe(4);
  expect(
    waitSeconds(inBody, { status: 429, headers: { 'retry-after': '9' }, body: { error: { retry_after: 4 } } }),
  ).toBe(9);
});

test('a throttled answer without a wait of its own waits for what is used up', () => {
  const rules = { remaining: [{ left: { header: 'left' }, reset: { header: 'reset', unit: 'seconds' } }] };
  expect(waitSeconds(rules, { status: 429, headers: { left: '0', reset: '300' } })).toBe(300);
  expect(waitSeconds(rules, { status: 429, headers: { left: '5', reset: '300' } })).toBe(60);
});

test('everybody who is told to wait is given a moment of his own, and the account is held until the first of them', () => {
  const { throttled, hold } = signals({}, { status: 429, headers: { 'retry-after': '100' } }, () => 0.5);
  expect(throttled).toEqual({ untilMs: now + 100_000, retryAt: now + 105_000 });
  expect(hold.untilMs).toBe(now + 100_000);
});

test('whatever a provider sends, nobody is held for more than a day, and who is throttled waits for a second at least', () => {
  const value = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.bigInt().map(String),
    fc.constantFrom('0', '-1', '1e9'),
  );
  const unit = fc.constantFrom('retryAfter', 'seconds', 'milliseconds', 'epochSeconds', 'epochMilliseconds', 'iso');
  fc.assert(
    fc.property(fc.tuple(value, value, value, value), unit, ([left, reset, retryAfter, pair], unit) => {
      const rules = {
        wait: { told: [{ header: 'retry-after', unit }] },
        remaining: [
          { left: { header: 'left' }, reset: { header: 'reset', unit } },
          { usedOfLimit: { header: 'pair' }, reset: { restoredPerSecond: { header: 'left' } } },
        ],
      };
      const headers = { left, reset, 'retry-after': retryAfter, pair, date: reset };
      const { throttled, hold } = signals(rules, { status: 429, headers });
      expect(throttled?.untilMs).toBeGreaterThanOrEqual(now + 1_000);
      for (const moment of [throttled?.untilMs, throttled?.retryAt, hold.untilMs, hold.backgroundUntilMs]) {
        expect(moment).toBeLessThanOrEqual(now + day);
      }
    }),
  );
});

test('rules that say two things or nothing are refused', () => {
  const issues = (rules: Rules) => rateLimitSchema.safeParse(rules).error?.issues.map(({ message }) => message);
  expect(issues({ remaining: [{ left: { header: 'a' }, usedOfLimit: { header: 'b' } }] })).toEqual([
    'exactly one of left, used and usedOfLimit',
  ]);
  expect(issues({ remaining: [{ used: { header: 'a' } }] })).toEqual(['used needs limit']);
  expect(issues({ throttledWhen: [{ status: 403, body: { path: 'a' } }] })).toEqual([
    'exactly one of equals and contains',
  ]);
});
