import type { EgressResponse } from '../../egress/egress.ts';
import type { Hooks } from '../../model/connector-hooks.ts';
import { callProvider, type HubDependencies, type ProviderCall } from '../call-provider.ts';
import { isSet } from '../fill-template.ts';
import { baseUrl } from '../plan-query.ts';
import type { ProviderAccount } from '../provider-account.ts';
import { hasHooks, withHooks } from './with-hooks.ts';

/**
 * Sends the request of a lifecycle step with the hooks around it, if any. `configuration` are entries that its postRequest
 * hooks gave. Faults: those of withHooks.
 */
export async function callStep(
  dependencies: HubDependencies,
  account: ProviderAccount,
  hooks: Hooks,
  call: ProviderCall,
): Promise<{ response: EgressResponse; configuration: Record<string, string> }> {
  if (!hasHooks(account, hooks)) {
    return { response: await callProvider(dependencies, account, call), configuration: {} };
  }
  const scope = {
    hooks,
    at: '',
    baseUrl: baseOf(account, call),
    objectName: '',
    path: '',
    pathVariables: {},
    parameters: {},
    expression: null,
    rootKey: '',
  };
  return withHooks(dependencies, account, scope, call);
}

/** A step may have a whole URL, and its connector none. */
const baseOf = ({ connector, configuration }: ProviderAccount, { url }: ProviderCall): string =>
  connector.baseUrl === '' && !isSet(configuration['base.url'])
    ? new URL(url).origin
    : baseUrl(connector, configuration);
