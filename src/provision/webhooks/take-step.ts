import type { Connector } from '../../model/connector.ts';
import type { WebhookRegistration } from '../../model/connector-webhooks.ts';
import { Fault, faultOfOurs } from '../../model/fault.ts';
import { afterStep, stepOf, type RegistrationStep, type StepOutcome } from '../../model/webhook-registration.ts';
import type { Db } from '../../store/database.ts';
import type { Standing } from '../../store/registrations-captured.ts';
import type { ClaimedRegistration } from '../../store/registrations-claim.ts';
import { settleRegistration, type RegistrationSettlement } from '../../store/registrations-settle.ts';
import type { Sealer } from '../../lib/sealer.ts';
import { afterFailure } from './after-failure.ts';
import { check, renew, subscribe, unsubscribe, type Told } from './ask-provider.ts';
import { messageOf } from './message-of.ts';
import type { AskDeps, Asking } from './send-registration-step.ts';
import { takeBackSurplus } from './take-back-surplus.ts';

export interface StepDeps extends AskDeps {
  db: Db;
  sealer: Sealer;
}

export interface StepReport {
  step: RegistrationStep;
  /** Undefined: it went well. */
  fault: Fault | undefined;
  /** Why what stood before is left at the provider; undefined: it is not. */
  left: Fault | undefined;
  /** The next step is due already. */
  goesOn: boolean;
}

/** No step takes longer: one whose lease has run out is taken to have been interrupted. */
export const registrationLeaseMs = 5 * 60_000;

/**
 * Takes the step of a claimed registration that is due, and writes what came of it; only then is what stood before taken back, so
 * that no webhook meets a key that is not known yet. A step that fails is tried again later; so is one that the connector does
 * not declare, for a week. The first of several that fail is told by a notice.
 */
export async function takeStep(
  deps: StepDeps,
  { connector, claimed }: { connector: Connector | undefined; claimed: ClaimedRegistration },
): Promise<StepReport> {
  const { state, name } = claimed;
  const declared = connector?.webhooks?.registrations[name];
  const step = stepOf(state, declared, deps.clock.now());
  const asking = connector && declared && { connector, declared, claimed };
  const tried = asking ? await tryStep(deps, asking, step) : { told: undefined, fault: notDeclared(claimed) };
  const settlement = settlementOf(claimed, { step, declared, ...tried }, deps.clock.now());
  const settled = await settleRegistration(deps, claimed, settlement);
  const left = asking && (await takeBackSurplus(deps, asking, { told: tried.told, settled }));
  const nextStepAt = settlement.state?.nextStepAt ?? Infinity;
  return { step, fault: tried.fault, left, goesOn: settled === 'superseded' || nextStepAt <= settlement.now };
}

/** Of one that does not stand nothing is lost. */
const notDeclared = ({ name, instance, standing }: ClaimedRegistration): Fault | undefined =>
  standing &&
  new Fault(
    'connector.part_not_found',
    `webhooks.registrations.${name}: the connector ${instance.connectorKey} is not there, or declares no such registration any more`,
  );

interface Taken extends Tried {
  step: RegistrationStep;
  declared: WebhookRegistration | undefined;
}

function settlementOf(
  { state, standing, instance }: ClaimedRegistration,
  { step, declared, told, fault }: Taken,
  now: number,
): RegistrationSettlement {
  const next = afterStep(state, { step, outcome: outcomeOf(told, fault), declared, now });
  const isFirst = state.attempts === 0 || !next;
  const isAskedFor = step === 'subscribe' && !fault;
  return {
    state: next,
    standing: told?.kind === 'told' ? told.standing : keptAfter(standing, told),
    fault: fault && { code: fault.code, message: messageOf(fault) },
    step,
    notice: fault && isFirst ? `${messageOf(fault)}. ${afterFailure(step, next, instance.configuration)}` : undefined,
    // What happened before the provider sends is found by a poll.
    polls: isAskedFor ? (declared?.resources ?? []) : undefined,
    now,
  };
}

interface Tried {
  told: Told | undefined;
  fault: Fault | undefined;
}

async function tryStep(deps: AskDeps, asking: Asking, step: RegistrationStep): Promise<Tried> {
  try {
    return { told: await ask(deps, asking, step), fault: undefined };
  } catch (error) {
    return { told: undefined, fault: error instanceof Fault ? error : faultOfOurs('A registration', error) };
  }
}

async function ask(deps: AskDeps, asking: Asking, step: RegistrationStep): Promise<Told | undefined> {
  const { declared, claimed } = asking;
  switch (step) {
    case 'subscribe':
      return subscribe(deps, asking);
    case 'renew':
      return declared.renew?.step && renew(deps, asking, declared.renew.step);
    case 'check':
      return declared.check && check(deps, asking, declared.check);
    case 'unsubscribe':
      if (claimed.standing) await unsubscribe(deps, asking, claimed.standing);
      return undefined;
    case 'rest':
    case 'forget':
      return undefined;
  }
}

function outcomeOf(told: Told | undefined, fault: Fault | undefined): StepOutcome {
  if (fault) return { kind: 'failed', retryAt: fault.retryAt };
  if (told?.kind === 'gone') return { kind: 'gone' };
  return { kind: 'done', expiresAt: told?.expiresAt };
}

const keptAfter = (before: Standing | undefined, told: Told | undefined): Standing | undefined =>
  told?.kind === 'gone' ? undefined : before;
