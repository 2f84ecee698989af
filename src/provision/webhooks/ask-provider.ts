import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { readDate } from '../../lib/date-pattern/read-date.ts';
import { msFromInstant } from '../../lib/instant.ts';
import type { LifecycleStep } from '../../model/connector-lifecycle.ts';
import type { WebhookRegistration } from '../../model/connector-webhooks.ts';
import { Fault } from '../../model/fault.ts';
import { webhookSecretKey } from '../../model/webhook-address.ts';
import type { Captured, Standing } from '../../store/registrations-captured.ts';
import { lifecycleRequest } from '../lifecycle-request.ts';
import type { StepOptions } from '../send-step.ts';
import { entriesOfSteps, namedIn } from './entries-of-steps.ts';
import { sendRegistrationStep, type AskDeps, type Asking } from './send-registration-step.ts';
import { callbackName, registeredAddress, stepValues } from './step-values.ts';

/** What the provider has told; `gone`: it knows nothing of the registration any more. */
export type Told = Stands | { kind: 'gone' };

interface Stands {
  kind: 'told';
  standing: Standing;
  /** Epoch milliseconds; undefined: it does not end. */
  expiresAt: number | undefined;
  /** What stood before, and is to be taken back as soon as the new one is known to all. */
  former?: Standing | undefined;
}

const mayBeGone: StepOptions = { goneStatuses: [404, 410], goneUnlessSuccess: false };
const nothing: Standing = { captured: {}, entries: {} };

/** Asks for webhooks. A provider that takes no second one has what stood before taken back first. */
export async function subscribe(deps: AskDeps, asking: Asking): Promise<Stands> {
  const { standing: former } = asking.claimed;
  try {
    const told = await subscribeOnce(deps, asking);
    return { ...told, former: former && (removesBoth(deps, asking, former, told.standing) ? undefined : former) };
  } catch (error) {
    if (!former || !maySayThereIsOne(error)) throw error;
    if (!(await unsubscribe(deps, asking, former))) throw error;
    return subscribeOnce(deps, asking);
  }
}

const saysThereIsOne: readonly number[] = [400, 409, 422];

/** By its status, or in the body of an answer that is none by its status. All else says that it cannot be asked for now. */
function maySayThereIsOne(error: unknown): boolean {
  if (!(error instanceof Fault) || error.code !== 'provider.refused') return false;
  const { providerStatus: status = 0 } = error;
  return saysThereIsOne.includes(status) || (status >= 200 && status < 300);
}

async function subscribeOnce(deps: AskDeps, asking: Asking): Promise<Stands> {
  const { connector, declared, claimed } = asking;
  const address = registeredAddress(deps.sealer, connector, claimed);
  const { configuration } = claimed.instance;
  const asked: Standing = {
    captured: { [callbackName]: address },
    entries: entriesOfSteps(connector, declared, configuration),
  };
  const step = { name: 'subscribe', step: declared.subscribe, standing: asked };
  const { values } = await sendRegistrationStep(deps, asking, step);
  const captured = { ...values, ...secretGiven(deps, asking, asked), ...asked.captured };
  return { kind: 'told', standing: { ...asked, captured }, expiresAt: expiryIn(declared, captured) };
}

/** What it sends is signed with this, until it is asked for anew. */
function secretGiven({ sealer }: AskDeps, { declared, claimed }: Asking, asked: Standing): Captured {
  const { webhookSecret = '' } = stepValues(sealer, claimed, asked);
  return namedIn(declared.subscribe).includes('webhookSecret') ? { [webhookSecretKey]: webhookSecret } : {};
}

/** Asks for more time. The answer may replace what was told before. */
export async function renew(deps: AskDeps, asking: Asking, step: LifecycleStep): Promise<Told> {
  const { standing = nothing } = asking.claimed;
  const { isGone, values } = await sendRegistrationStep(deps, asking, { name: 'renew', step, standing }, mayBeGone);
  if (isGone) return { kind: 'gone' };
  const captured = { ...standing.captured, ...values };
  return { kind: 'told', standing: { ...standing, captured }, expiresAt: expiryIn(asking.declared, captured) };
}

/** Asks whether it is still there. */
export async function check(deps: AskDeps, asking: Asking, step: LifecycleStep): Promise<Told> {
  const { standing = nothing } = asking.claimed;
  const options = { ...mayBeGone, goneUnlessSuccess: true };
  const { isGone } = await sendRegistrationStep(deps, asking, { name: 'check', step, standing }, options);
  return isGone ? { kind: 'gone' } : { kind: 'told', standing, expiresAt: undefined };
}

/** Takes back what stands. False: the connector declares no way to. One that the provider does not know is taken back. */
export async function unsubscribe(deps: AskDeps, asking: Asking, standing: Standing): Promise<boolean> {
  const { unsubscribe: step } = asking.declared;
  if (!step) return false;
  await sendRegistrationStep(deps, asking, { name: 'unsubscribe', step, standing }, mayBeGone);
  return true;
}

/** A provider that knows registrations by their address, or gives the same one again, would lose the new one with the old. */
export function removesBoth(
  { sealer }: AskDeps,
  { connector, declared, claimed }: Asking,
  before: Standing,
  after: Standing,
): boolean {
  const { unsubscribe: step } = declared;
  if (!step) return true;
  const removal = (standing: Standing) => {
    try {
      const { method, url, body } = lifecycleRequest(connector, step.request, stepValues(sealer, claimed, standing));
      return JSON.stringify([method, url, body]);
    } catch (error) {
      if (error instanceof Fault) return undefined;
      throw error;
    }
  };
  return removal(before) === removal(after);
}

/** Epoch milliseconds; undefined: it does not end. Throws `provider.malformed` for an end that cannot be read. */
function expiryIn({ renew: renewal }: WebhookRegistration, captured: Captured): number | undefined {
  if (!renewal?.expires) return undefined;
  const { capture, format } = renewal.expires;
  const reading = readDate(captured[capture], datePattern(format, 'UTC'));
  if (reading.kind === 'instant') return msFromInstant(reading.instant);
  if (reading.kind === 'none') return undefined;
  throw new Fault(
    'provider.malformed',
    `${capture}: found ${JSON.stringify(reading.text)}, expected a date of the form ${format}`,
  );
}
