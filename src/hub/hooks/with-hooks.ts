import type { EgressResponse } from '../../egress/egress.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { Hooks } from '../../model/connector-hooks.ts';
import { Fault } from '../../model/fault.ts';
import { checkStatus, exchange, place, type HubDependencies, type ProviderCall } from '../call-provider.ts';
import type { ProviderAccount } from '../provider-account.ts';
import { changedAnswer, errorOf, ownAnswer } from './changed-answer.ts';
import { changedRequest } from './changed-request.ts';
import { hookConfiguration } from './hook-configuration.ts';
import type { HookScope } from './hook-scope.ts';
import { requestVariables, responseVariables } from './hook-variables.ts';
import type { HookResult } from './hook-result.ts';
import { runHook, type PlacedHook } from './run-hook.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface HookedAnswer {
  /** The request as it was sent, or would have been. */
  call: ProviderCall;
  response: EgressResponse;
  /** Entries of the configuration that postRequest hooks gave. */
  configuration: Record<string, string>;
}

/**
 * As callProvider, with the hooks of the connector and of the scope around it: the connector's preRequest, that of the scope,
 * the request, postRequest of the scope, that of the connector. Hooks after the request see error answers too, except
 * refused credentials and what asks to wait. Faults beside those of callProvider: `hook.failed`, and `provider.refused` where
 * a hook tells of an error.
 */
export async function withHooks(
  dependencies: HubDependencies,
  account: ProviderAccount,
  scope: HookScope,
  call: ProviderCall,
): Promise<HookedAnswer> {
  const before = await beforeRequest(dependencies, account, scope, call);
  if (before.answer)
    return { call: before.call, response: checkStatus(account, call, before.answer), configuration: {} };
  const response = await exchange(dependencies, account, before.call);
  if (response.status === 304) {
    return { call: before.call, response: checkStatus(account, call, response), configuration: {} };
  }
  const after = await afterRequest(dependencies, account, scope, { ...before, response });
  return { ...after, call: before.call, response: checkStatus(account, before.call, after.response) };
}

/** Whether a request has hooks. */
export const hasHooks = ({ connector }: ProviderAccount, own: Hooks): boolean =>
  [connector.hooks, own].some(({ preRequest, postRequest }) => preRequest !== undefined || postRequest !== undefined);

interface PreparedRequest {
  call: ProviderCall;
  /** What hooks after the request see of it. */
  variables: JsonRecord;
  /** Given by a hook in place of the provider's. */
  answer?: EgressResponse;
}

async function beforeRequest(
  dependencies: HubDependencies,
  account: ProviderAccount,
  scope: HookScope,
  asked: ProviderCall,
): Promise<PreparedRequest> {
  let call = asked;
  for (const hook of placed('preRequest', [account.connector.hooks, ''], [scope.hooks, scope.at])) {
    const variables = requestVariables(account, scope, call);
    const use = (result: HookResult) => {
      throwErrorOf(result, account, call);
      return result.stops
        ? { call, answer: ownAnswer(result, dependencies.clock.now()) }
        : { call: changedRequest(call, scope.baseUrl, result) };
    };
    const prepared = await runHook(dependencies, account, hook, { variables, use });
    if ('answer' in prepared) return { ...prepared, variables };
    call = prepared.call;
  }
  return { call, variables: requestVariables(account, scope, call) };
}

async function afterRequest(
  dependencies: HubDependencies,
  account: ProviderAccount,
  scope: HookScope,
  sent: PreparedRequest & { response: EgressResponse },
): Promise<Pick<HookedAnswer, 'response' | 'configuration'>> {
  let { response } = sent;
  let configuration: Record<string, string> = {};
  for (const hook of placed('postRequest', [scope.hooks, scope.at], [account.connector.hooks, ''])) {
    const variables = responseVariables(sent.variables, response);
    const use = (result: HookResult) => {
      throwErrorOf(result, account, sent.call);
      return { changed: changedAnswer(response, result), entries: entriesOf(result, account), stops: result.stops };
    };
    const { changed, entries, stops } = await runHook(dependencies, account, hook, { variables, use });
    response = changed;
    configuration = { ...configuration, ...entries };
    if (stops) break;
  }
  return { response, configuration };
}

const placed = (kind: keyof Hooks, ...owners: [hooks: Hooks, at: string][]): PlacedHook[] =>
  owners.flatMap(([hooks, at]) => {
    const hook = hooks[kind];
    return hook ? [{ hook, at: `${at}hooks.${kind}` }] : [];
  });

/** What differs from the configuration that the hook was given. */
function entriesOf(result: HookResult, account: ProviderAccount): Record<string, string> {
  const given = hookConfiguration(account);
  return Object.fromEntries(
    result.changes('configuration').flatMap(([key, value]) => {
      if (value === null) return [];
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      return text === given[key] ? [] : [[key, text]];
    }),
  );
}

function throwErrorOf(result: HookResult, account: ProviderAccount, call: ProviderCall): void {
  const message = errorOf(result);
  if (message === undefined) return;
  throw new Fault('provider.refused', `${place(account, call)}: a hook of the connector reports an error`, {
    providerMessage: withoutSecrets(account)(message).slice(0, 300),
  });
}
