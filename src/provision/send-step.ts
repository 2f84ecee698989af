import { answerSays } from '../hub/answer-says.ts';
import { refusal, type HubDependencies } from '../hub/call-provider.ts';
import { callStep } from '../hub/hooks/call-step.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import { JsonSyntaxError, parseJson, type JsonValue } from '../lib/json.ts';
import type { LifecycleStep } from '../model/connector-lifecycle.ts';
import { Fault } from '../model/fault.ts';
import { capturesOf } from './lifecycle-captures.ts';
import { lifecycleRequest } from './lifecycle-request.ts';

export interface StepOptions {
  /** Statuses which say that what the step is about is not there. */
  goneStatuses: readonly number[];
  /** True: so does a body that `successWhen` of the step does not hold for. */
  goneUnlessSuccess: boolean;
}

const nothingGone: StepOptions = { goneStatuses: [], goneUnlessSuccess: false };

export interface StepAnswer {
  isGone: boolean;
  /** What the step captures, and what its hooks gave: name → text. */
  values: Record<string, string>;
}

/** Sends the request of a step. Faults: those of callProvider, lifecycleRequest and capturesOf, and `hook.failed`. */
export async function sendStep(
  hub: HubDependencies,
  account: ProviderAccount,
  step: LifecycleStep,
  { goneStatuses, goneUnlessSuccess }: StepOptions = nothingGone,
): Promise<StepAnswer> {
  const { connector, configuration } = account;
  const call = { ...lifecycleRequest(connector, step.request, configuration), expectedStatuses: goneStatuses };
  const { response, configuration: written } = await callStep(hub, account, step.hooks, call);
  if (goneStatuses.includes(response.status)) return { isGone: true, values: {} };
  const text = response.body.toString('utf8');
  const success = step.successWhen ?? (text.trim() === '' ? undefined : connector.successWhen);
  if (!success && Object.keys(step.capture).length === 0) return { isGone: false, values: written };
  const answer = parseAnswer(text);
  if (success && !answerSays(success, answer)) {
    if (goneUnlessSuccess && step.successWhen) return { isGone: true, values: {} };
    throw refusal(account, call, response);
  }
  return { isGone: false, values: { ...written, ...capturesOf(step, answer, configuration) } };
}

function parseAnswer(text: string): JsonValue {
  if (text.trim() === '') return null;
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new Fault('provider.malformed', `expected JSON, found ${error.message}`, { cause: error });
  }
}
