import type { WebhookRegistration } from './connector-webhooks.ts';

/** How the asking for webhooks stands, and what is to be done next. Times are epoch milliseconds. */

/**
 * `wanted`: not asked for yet, or to be asked for anew. `active`: the provider sends. `failed`: asking has failed and is tried
 * again. `unwanted`: to be taken back, then forgotten.
 */
export const registrationStatuses = ['wanted', 'active', 'failed', 'unwanted'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export interface RegistrationState {
  status: RegistrationStatus;
  /** Steps in a row that failed. */
  attempts: number;
  /** Something of ours stands at the provider, as far as we know. */
  stands: boolean;
  renewAt: number | undefined;
  checkAt: number | undefined;
  expiresAt: number | undefined;
  /** Undefined: nothing is to be done by itself. */
  nextStepAt: number | undefined;
}

/** `rest`: nothing but to wait for the next step. `forget`: nothing is left to be done at the provider. */
export type RegistrationStep = 'subscribe' | 'renew' | 'check' | 'unsubscribe' | 'rest' | 'forget';

/** What came of a step. `gone`: the provider does not know it any more. */
export type StepOutcome =
  | { kind: 'done'; expiresAt: number | undefined }
  | { kind: 'gone' }
  /** `retryAt`: before then trying again is pointless. */
  | { kind: 'failed'; retryAt: number | undefined };

const checkEveryMs = 86_400_000;
const leastRetryMs = 30_000;
const mostRetryMs = 6 * 3_600_000;
/** Between two steps of one registration, whatever a provider says of its end. */
const leastPauseMs = 60_000;
/** A provider that does not let go is left with it: its webhooks are refused at the door. */
const mostUnsubscribes = 8;
/** A connector that is missing, e.g. while servers of two versions run, is mostly there again soon. */
const undeclaredPauseMs = 3_600_000;
const mostUndeclared = 7 * 24;

/** What is to be done now with a registration whose time has come. `declared` undefined: its connector has none such. */
export function stepOf(
  state: RegistrationState,
  declared: WebhookRegistration | undefined,
  now: number,
): RegistrationStep {
  if (!declared) return isWaitedFor(state) ? 'rest' : 'forget';
  switch (state.status) {
    case 'unwanted':
      return state.stands && declared.unsubscribe ? 'unsubscribe' : 'forget';
    case 'wanted':
    case 'failed':
      return 'subscribe';
    case 'active':
      return stepOfActive(state, declared, now);
  }
}

const isWaitedFor = ({ status, stands, attempts }: RegistrationState): boolean =>
  attempts < mostUndeclared && (stands || status !== 'unwanted');

function stepOfActive(
  { renewAt, checkAt, expiresAt }: RegistrationState,
  declared: WebhookRegistration,
  now: number,
): RegistrationStep {
  const isDue = (at: number | undefined) => at !== undefined && at <= now;
  if (isDue(expiresAt)) return 'subscribe';
  if (isDue(renewAt)) return declared.renew?.step ? 'renew' : 'subscribe';
  if (!isDue(checkAt)) return 'rest';
  if (declared.check) return 'check';
  // It was asked whether it is there because it is quiet, which a provider with a heartbeat never is.
  return declared.quiet.heartbeatSeconds === undefined ? 'rest' : 'subscribe';
}

export interface StepTaken {
  step: RegistrationStep;
  outcome: StepOutcome;
  declared: WebhookRegistration | undefined;
  now: number;
}

/** How it stands after a step; undefined: it is to be forgotten. */
export function afterStep(
  state: RegistrationState,
  { step, outcome, declared, now }: StepTaken,
): RegistrationState | undefined {
  if (step === 'forget') return undefined;
  if (!declared) return { ...state, attempts: state.attempts + 1, nextStepAt: now + undeclaredPauseMs };
  if (step === 'unsubscribe')
    return outcome.kind === 'failed' ? unsubscribedLater(state, outcome.retryAt, now) : undefined;
  if (outcome.kind === 'failed') return triedAgain(state, { step, retryAt: outcome.retryAt, now });
  // Only renewals and checks can find that it is gone: who subscribes expects nothing there.
  if (outcome.kind === 'gone') return { ...anew, nextStepAt: now };
  if (step === 'rest') return planned({ ...state, checkAt: later(state.checkAt, now) }, now);
  const checkAt = declared.check ? now + checkEveryMs : undefined;
  if (step === 'check') return planned({ ...state, attempts: 0, checkAt }, now);
  const { expiresAt } = outcome;
  const renewAt = renewalOf(declared, expiresAt, now);
  return planned({ ...anew, status: 'active', stands: true, renewAt, checkAt, expiresAt }, now);
}

const later = (at: number | undefined, now: number): number | undefined =>
  at !== undefined && at > now ? at : undefined;

const anew: RegistrationState = {
  status: 'wanted',
  attempts: 0,
  stands: false,
  renewAt: undefined,
  checkAt: undefined,
  expiresAt: undefined,
  nextStepAt: undefined,
};

function renewalOf({ renew }: WebhookRegistration, expiresAt: number | undefined, now: number): number | undefined {
  const { everySeconds, expires } = renew ?? {};
  const byPeriod = everySeconds === undefined ? undefined : now + everySeconds * 1000;
  const byEnd =
    !expires || expiresAt === undefined
      ? undefined
      : Math.max(expiresAt - expires.aheadSeconds * 1000, (now + expiresAt) / 2);
  return earliest([byPeriod, byEnd]);
}

/** An active one acts when the first of its moments comes. */
function planned(state: RegistrationState, now: number): RegistrationState {
  const next = earliest([state.renewAt, state.checkAt, state.expiresAt]);
  return { ...state, nextStepAt: next === undefined ? undefined : Math.max(next, now + leastPauseMs) };
}

interface Failure {
  step: RegistrationStep;
  retryAt: number | undefined;
  now: number;
}

/** One that stands stays active while it is tried again; before it ends there are some tries. */
function triedAgain(state: RegistrationState, { step, retryAt, now }: Failure): RegistrationState {
  const attempts = state.attempts + 1;
  const isValid = state.status === 'active' && (state.expiresAt === undefined || state.expiresAt > now);
  const latest = state.expiresAt === undefined || !isValid ? Infinity : now + (state.expiresAt - now) / 4;
  const pauseMs = Math.max(Math.min(retryPauseMs(attempts), latest - now), leastRetryMs);
  const at = Math.max(now + pauseMs, retryAt ?? 0);
  if (!isValid) return { ...state, status: 'failed', attempts, nextStepAt: at };
  const moment = step === 'check' ? { checkAt: at } : { renewAt: at };
  return planned({ ...state, attempts, ...moment }, now);
}

function unsubscribedLater(
  state: RegistrationState,
  retryAt: number | undefined,
  now: number,
): RegistrationState | undefined {
  const attempts = state.attempts + 1;
  if (attempts >= mostUnsubscribes) return undefined;
  return { ...state, attempts, nextStepAt: Math.max(now + retryPauseMs(attempts), retryAt ?? 0) };
}

const retryPauseMs = (attempts: number): number => Math.min(leastRetryMs * 2 ** (attempts - 1), mostRetryMs);

function earliest(moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.round(Math.min(...known));
}
