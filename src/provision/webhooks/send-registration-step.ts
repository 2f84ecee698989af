import { withoutSecrets } from '../../hub/hooks/without-secrets.ts';
import type { HubDependencies } from '../../hub/call-provider.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import type { Sealer } from '../../lib/sealer.ts';
import type { Connector } from '../../model/connector.ts';
import type { LifecycleStep } from '../../model/connector-lifecycle.ts';
import type { WebhookRegistration } from '../../model/connector-webhooks.ts';
import { Fault } from '../../model/fault.ts';
import { webhookTokenParameter } from '../../model/webhook-address.ts';
import type { Captured, Standing } from '../../store/registrations-captured.ts';
import type { ClaimedRegistration } from '../../store/registrations-claim.ts';
import { namedStep } from '../run-lifecycle.ts';
import { sendStep, type StepAnswer, type StepOptions } from '../send-step.ts';
import { callbackName, stepValues } from './step-values.ts';

export interface AskDeps extends HubDependencies {
  sealer: Pick<Sealer, 'sign'>;
}

export interface Asking {
  connector: Connector;
  declared: WebhookRegistration;
  claimed: ClaimedRegistration;
}

export interface TemplatedStep {
  name: string;
  step: LifecycleStep;
  /** What it is about. */
  standing: Standing;
}

/** Its faults hold nothing that only the provider and we may know. */
export async function sendRegistrationStep(
  deps: AskDeps,
  { connector, claimed }: Asking,
  { name, step, standing }: TemplatedStep,
  options?: StepOptions,
): Promise<StepAnswer> {
  const { organizationId, id: instanceId } = claimed.instance;
  const configuration = stepValues(deps.sealer, claimed, standing);
  const secrets = secretsOf(configuration, { ...claimed.standing?.captured, ...standing.captured });
  const account: ProviderAccount = { organizationId, instanceId, connector, configuration, secrets };
  const place = `webhooks.registrations.${claimed.name}.${name}`;
  try {
    return await namedStep(place, sendStep(deps, account, step, options));
  } catch (error) {
    throw error instanceof Fault ? cleanFault(error, withoutSecrets(account)) : error;
  }
}

/** Our secret, that of our address, and what the provider told. */
function secretsOf({ webhookSecret = '' }: Readonly<Record<string, string>>, told: Captured): string[] {
  const { [callbackName]: address = '', ...captured } = told;
  const token = URL.canParse(address) ? new URL(address).searchParams.get(webhookTokenParameter) : null;
  return [webhookSecret, token ?? '', ...Object.values(captured)];
}

/** Its cause is left out: it may have the same words. */
const cleanFault = (
  { code, message, issues, providerMessage, providerStatus, retryAt }: Fault,
  clean: (text: string) => string,
): Fault =>
  new Fault(code, clean(message), {
    issues: issues.map((issue) => ({ ...issue, message: clean(issue.message) })),
    ...(providerMessage !== undefined && { providerMessage: clean(providerMessage) }),
    ...(providerStatus !== undefined && { providerStatus }),
    ...(retryAt !== undefined && { retryAt }),
  });
