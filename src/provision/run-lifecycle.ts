import type { HubDependencies } from '../hub/call-provider.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { LifecycleStep } from '../model/connector-lifecycle.ts';
import { Fault } from '../model/fault.ts';
import { sendStep } from './send-step.ts';

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

/** Throws the faults of sendStep, with the name of the step before their words. */
async function runStep(
  hub: HubDependencies,
  account: ProviderAccount,
  { name, step }: NamedStep,
): Promise<FoundAccount> {
  const { values: all } = await namedStep(name, sendStep(hub, account, step));
  const values = Object.fromEntries(Object.entries(all).filter(([key]) => !isOfEvents(key)));
  return { values, hookKeys: Object.keys(values).filter((key) => !Object.hasOwn(step.capture, key)) };
}

/** Lets a fault of a step say which one it was. */
export async function namedStep<T>(name: string, sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, message, cause, issues, providerMessage, providerStatus, retryAt } = error;
    throw new Fault(code, `${name}: ${message}`, {
      cause,
      issues,
      ...(providerMessage !== undefined && { providerMessage }),
      ...(providerStatus !== undefined && { providerStatus }),
      ...(retryAt !== undefined && { retryAt }),
    });
  }
}

/** Where events go and how they come is for the owner of the instance to say. */
const isOfEvents = (key: string): boolean => key.startsWith('event.');
