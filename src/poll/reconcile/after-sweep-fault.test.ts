import { describe, expect, test } from 'vitest';
import { Fault } from '../../model/fault.ts';
import { afterSweepFault } from './after-sweep-fault.ts';

const now = 1_000_000_000;
const deps = { now, random: () => 0 };
const after = (fault: Fault, failures = 1, ofOneScope = false) =>
  afterSweepFault({ fault, failures, ofOneScope }, deps);
const refused = new Fault('provider.refused', 'no');

test('a fault is tried again ever later, then ends the sweep', () => {
  const waits = Array.from({ length: 9 }, (_, index) => after(refused, index + 1)).map((next) =>
    next.kind === 'retry' ? (next.at - now) / 1000 : next.kind,
  );
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 'fail']);
});

test('the wait is shorter by chance, by a fifth at most', () => {
  const next = afterSweepFault({ fault: refused, failures: 1, ofOneScope: false }, { now, random: () => 0.999_999 });
  expect(next).toEqual({ kind: 'retry', at: now + 12_000, fromBeginning: false });
});

test('a provider that says when to come back is obeyed up to a day, however often it does', () => {
  const throttled = (retryAt: number) => new Fault('provider.throttled', 'wait', { retryAt });
  expect(after(throttled(now + 600_000), 8)).toEqual({ kind: 'retry', at: now + 600_000, fromBeginning: false });
  expect(after(throttled(now + 90 * 3_600_000))).toMatchObject({ at: now + 24 * 3_600_000 });
  expect(after(new Fault('provider.throttled', 'wait'))).toMatchObject({ at: now + 15_000 });
});

test('a place that is refused again and again, or has expired, is given up for the beginning of the query', () => {
  expect(after(refused, 2)).toMatchObject({ fromBeginning: false });
  expect(after(refused, 3)).toMatchObject({ fromBeginning: true });
  expect(after(new Fault('provider.cursor_expired', 'gone'))).toMatchObject({ fromBeginning: true });
});

test('one scope of several is passed over at its third fault', () => {
  expect(after(refused, 2, true)).toMatchObject({ kind: 'retry' });
  expect(after(refused, 3, true)).toEqual({ kind: 'skipScope' });
});

describe('what does not mend itself ends the sweep at once', () => {
  test.each(['instance.reconnect', 'configuration.invalid', 'connector.not_found', 'query.unsupported'] as const)(
    '%s',
    (code) => expect(after(new Fault(code, 'no'))).toEqual({ kind: 'fail' }),
  );
});
