import { answerSays } from '../hub/answer-says.ts';
import { refusal, type HubDependencies } from '../hub/call-provider.ts';
import { callStep } from '../hub/hooks/call-step.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import { JsonSyntaxError, parseJson, type JsonValue } from '../lib/json.ts';
import type { LifecycleStep } from '../model/connector-lifecycle.ts';
import { Fault } from '../model/fault.ts';
import { capturesOf } from './lifecycle-captures.ts';
import { lifecycleRequest } from './lifecycle-request.ts';

/** What an account was found to be when it was connected. */
export interface FoundAccount {
  /** Configuration entry → value. */
  values: Record<string, string>;
  /** The keys of those that hooks gave, and no `capture` names. */
  hookKeys: string[];
}

/**
 * The requests by which an instance is connected, and the one that tells whether its credentials are good; answers what
 * they tell of the account. Each step sees what those before it have captured. The first that fails ends it: its fault
 * names the step.
 */
export async function runConnect(hub: HubDependencies, account: ProviderAccount): Promise<FoundAccount> {
  const { connect, validate } = account.connector.lifecycle;
  const steps = [
    ...connect.map((step, index) => ({ name: `lifecycle.connect[${index}]`, step })),
    ...(validate ? [{ name: 'lifecycle.validate', step: validate }] : []),
  ];
  let found: FoundAccount = { values: {}, hookKeys: [] };
  for (const { name, step } of steps) {
    const configuration = { ...account.configuration, ...found.values };
    const { values, hookKeys } = await runStep(hub, { ...account, configuration }, { name, step });
    found = { values: { ...found.values, ...values }, hookKeys: [...new Set([...found.hookKeys, ...hookKeys])] };
  }
  return found;
}

/** The requests at the end of an instance. All are sent, whatever becomes of one; answers what went wrong. */
export async function runRemove(hub: HubDependencies, account: ProviderAccount): Promise<Fault[]> {
  const faults: Fault[] = [];
  let { configuration } = account;
  for (const [index, step] of account.connector.lifecycle.remove.entries()) {
    try {
      const { values } = await runStep(
        hub,
        { ...account, configuration },
        { name: `lifecycle.remove[${index}]`, step },
      );
      configuration = { ...configuration, ...values };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(error);
    }
  }
  return faults;
}

interface NamedStep {
  name: string;
  step: LifecycleStep;
}

async function runStep(
  hub: HubDependencies,
  account: ProviderAccount,
  { name, step }: NamedStep,
): Promise<FoundAccount> {
  try {
    return await sendStep(hub, account, step);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, message, cause, issues, providerMessage, retryAt } = error;
    throw new Fault(code, `${name}: ${message}`, {
      cause,
      issues,
      ...(providerMessage !== undefined && { providerMessage }),
      ...(retryAt !== undefined && { retryAt }),
    });
  }
}

async function sendStep(hub: HubDependencies, account: ProviderAccount, step: LifecycleStep): Promise<FoundAccount> {
  const { connector, configuration } = account;
  const call = lifecycleRequest(connector, step.request, configuration);
  const { response, configuration: written } = await callStep(hub, account, step.hooks, call);
  const given = Object.fromEntries(Object.entries(written).filter(([key]) => !isOfEvents(key)));
  const hookKeys = Object.keys(given).filter((key) => !Object.hasOwn(step.capture, key));
  const text = response.body.toString('utf8');
  const success = step.successWhen ?? (text.trim() === '' ? undefined : connector.successWhen);
  if (!success && Object.keys(step.capture).length === 0) return { values: given, hookKeys };
  const answer = parseAnswer(text);
  if (success && !answerSays(success, answer)) throw refusal(account, call, response);
  return { values: { ...given, ...capturesOf(step, answer, configuration) }, hookKeys };
}

/** Where events go and how they come is for the owner of the instance to say. */
const isOfEvents = (key: string): boolean => key.startsWith('event.');

function parseAnswer(text: string): JsonValue {
  if (text.trim() === '') return null;
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new Fault('provider.malformed', `expected JSON, found ${error.message}`, { cause: error });
  }
}
