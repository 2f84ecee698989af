import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webhooksSchema, type WebhookRegistration } from './connector-webhooks.ts';
import {
  afterStep,
  stepOf,
  type RegistrationState,
  type RegistrationStep,
  type StepOutcome,
} from './webhook-registration.ts';

const minute = 60_000;
const day = 86_400_000;
const request = { path: '/hooks' };

function declare(values: object = {}): WebhookRegistration {
  const registrations = { hook: { subscribe: { request }, ...values } };
  const { hook } = webhooksSchema.parse({ verify: { kind: 'none' }, registrations }).registrations;
  if (!hook) throw new Error('none');
  return hook;
}

const wanted: RegistrationState = {
  status: 'wanted',
  attempts: 0,
  stands: false,
  renewAt: undefined,
  checkAt: undefined,
  expiresAt: undefined,
  nextStepAt: 0,
};
const done = (expiresAt?: number): StepOutcome => ({ kind: 'done', expiresAt });
const failed: StepOutcome = { kind: 'failed', retryAt: undefined };

/** Takes the step that is due at `now`. */
function take(state: RegistrationState, declared: WebhookRegistration, outcome: StepOutcome, now: number) {
  const step = stepOf(state, declared, now);
  const next = afterStep(state, { step, outcome, declared, now });
  if (!next) throw new Error(`forgotten after ${step}`);
  return { step, next };
}

test('what is wanted is asked for, and then nothing is to be done where it neither ends nor can be checked', () => {
  const { step, next } = take(wanted, declare(), done(), 0);
  expect(step).toBe('subscribe');
  expect(next).toMatchObject({ status: 'active', stands: true, attempts: 0, nextStepAt: undefined });
});

test('it is renewed so long before its end as declared, or at half of its life where that is later', () => {
  const declared = declare({ renew: { step: { request }, expires: { capture: 'ends', aheadSeconds: 3_600 } } });
  expect(take(wanted, declared, done(3 * day), 0).next.renewAt).toBe(3 * day - 60 * minute);
  expect(take(wanted, declared, done(60 * minute), 0).next.renewAt).toBe(30 * minute);
  const active = take(wanted, declared, done(3 * day), 0).next;
  expect(stepOf(active, declared, 3 * day - 60 * minute)).toBe('renew');
  expect(stepOf(active, declared, 3 * day)).toBe('subscribe');
});

test('where no step renews it, it is subscribed anew', () => {
  const declared = declare({ renew: { everySeconds: 600 } });
  const { next } = take(wanted, declared, done(), 0);
  expect(next.nextStepAt).toBe(10 * minute);
  expect(stepOf(next, declared, 10 * minute)).toBe('subscribe');
});

test('a renewal that fails is tried several times before the end, and afterwards it is subscribed anew', () => {
  const declared = declare({ renew: { step: { request }, expires: { capture: 'ends', aheadSeconds: 3_600 } } });
  let state = take(wanted, declared, done(2 * day), 0).next;
  const steps: RegistrationStep[] = [];
  while ((state.nextStepAt ?? Infinity) < 3 * day) {
    const { step, next } = take(state, declared, failed, state.nextStepAt ?? 0);
    steps.push(step);
    state = next;
  }
  expect(steps.filter((step) => step === 'renew').length).toBeGreaterThan(5);
  expect(steps.slice(steps.lastIndexOf('renew') + 1)).toContain('subscribe');
  expect(state.status).toBe('failed');
});

test('one that the provider has forgotten is asked for anew at once', () => {
  const declared = declare({ check: { request } });
  const active = take(wanted, declared, done(), 0).next;
  expect(active.nextStepAt).toBe(day);
  const { step, next } = take(active, declared, { kind: 'gone' }, day);
  expect(step).toBe('check');
  expect(next).toMatchObject({ status: 'wanted', stands: false, nextStepAt: day });
});

test('asked after because it is quiet, one with a heartbeat and no check is subscribed anew; others rest', () => {
  const quiet = { ...wanted, status: 'active', stands: true, checkAt: 5 } as const;
  expect(stepOf(quiet, declare({ quiet: { heartbeatSeconds: 60 } }), 5)).toBe('subscribe');
  const { step, next } = take(quiet, declare(), done(), 5);
  expect(step).toBe('rest');
  expect(next).toMatchObject({ status: 'active', checkAt: undefined, nextStepAt: undefined });
});

test('the provider says when trying again makes sense', () => {
  expect(take(wanted, declare(), { kind: 'failed', retryAt: 7 * day }, 0).next.nextStepAt).toBe(7 * day);
});

test('what is unwanted is taken back, and forgotten when the provider has let go, knows it no longer, or never does', () => {
  const declared = declare({ unsubscribe: { request } });
  const unwanted: RegistrationState = { ...wanted, status: 'unwanted', stands: true };
  expect(stepOf(unwanted, declared, 0)).toBe('unsubscribe');
  expect(stepOf({ ...unwanted, stands: false }, declared, 0)).toBe('forget');
  expect(stepOf(unwanted, declare(), 0)).toBe('forget');
  const taken = { step: 'unsubscribe', declared, now: 0 } as const;
  expect(afterStep(unwanted, { ...taken, outcome: done() })).toBeUndefined();
  expect(afterStep(unwanted, { ...taken, outcome: { kind: 'gone' } })).toBeUndefined();
  let state: RegistrationState | undefined = unwanted;
  let tries = 0;
  while (state) {
    state = afterStep(state, { ...taken, outcome: failed });
    tries += 1;
  }
  expect(tries).toBe(8);
});

test('one that its connector does not declare is kept for a week, and goes on where it was when it is declared again', () => {
  const active: RegistrationState = { ...wanted, status: 'active', stands: true, checkAt: 10 * day, nextStepAt: 0 };
  let state = active;
  let now = 0;
  while (stepOf(state, undefined, now) === 'rest') {
    const next = afterStep(state, { step: 'rest', outcome: failed, declared: undefined, now });
    if (!next) throw new Error('forgotten');
    expect(next).toMatchObject({ status: 'active', stands: true });
    state = next;
    now = next.nextStepAt ?? 0;
  }
  expect(now).toBe(7 * day);
  expect(stepOf(state, undefined, now)).toBe('forget');
  const declared = declare({ check: { request } });
  expect(take({ ...state, nextStepAt: now }, declared, done(), now)).toMatchObject({
    step: 'rest',
    next: { status: 'active', checkAt: 10 * day, nextStepAt: 10 * day },
  });
});

test('one that is neither declared nor wanted, and does not stand, is forgotten', () => {
  expect(stepOf({ ...wanted, status: 'unwanted' }, undefined, 0)).toBe('forget');
});

const outcomes = fc.oneof(
  fc.record({ kind: fc.constant('done' as const), expiresAt: fc.option(fc.nat(4 * day), { nil: undefined }) }),
  fc.constant({ kind: 'gone' as const }),
  fc.record({ kind: fc.constant('failed' as const), retryAt: fc.option(fc.nat(2 * day), { nil: undefined }) }),
);
const declarations = fc
  .record({
    renew: fc.constantFrom(
      undefined,
      { everySeconds: 3_600 },
      { step: { request }, expires: { capture: 'ends', aheadSeconds: 600 } },
    ),
    check: fc.constantFrom(undefined, { request }),
    unsubscribe: fc.constantFrom(undefined, { request }),
  })
  .map((values) => declare(JSON.parse(JSON.stringify(values)) as object));

/** The states of a registration whose provider answers like this, until it is at rest for good. */
function livedThrough(declared: WebhookRegistration, outcomes: readonly StepOutcome[]) {
  const states = [{ now: 0, state: wanted }];
  for (const outcome of outcomes) {
    const { state } = states.at(-1) ?? { state: wanted };
    if (state.nextStepAt === undefined) break;
    const now = state.nextStepAt;
    const isSubscribed = stepOf(state, declared, now) === 'subscribe';
    const answered = isSubscribed && outcome.kind === 'gone' ? failed : movedTo(outcome, now);
    states.push({ now, state: take(state, declared, answered, now).next });
  }
  return states.slice(1);
}

const movedTo = (outcome: StepOutcome, now: number): StepOutcome =>
  outcome.kind === 'done' && outcome.expiresAt !== undefined ? done(now + outcome.expiresAt) : outcome;

test('whatever providers answer, a registration never hangs, never storms, and never forgets what it should keep', () => {
  fc.assert(
    fc.property(declarations, fc.array(outcomes, { maxLength: 40 }), (declared, all) => {
      for (const { now, state } of livedThrough(declared, all)) {
        const { status, stands, expiresAt, nextStepAt } = state;
        const pauseMs = (nextStepAt ?? Infinity) - now;
        expect(status === 'wanted' ? pauseMs : Math.min(pauseMs, 30_000)).toBe(status === 'wanted' ? 0 : 30_000);
        expect(status !== 'active' || stands).toBe(true);
        // At rest for good only while it stands, and nothing of it ends.
        expect(nextStepAt !== undefined || (status === 'active' && expiresAt === undefined)).toBe(true);
      }
    }),
  );
});
