import type { EgressResponse } from '../../egress/egress.ts';
import { callProvider, type HubDependencies, type ProviderCall } from '../call-provider.ts';
import type { ProviderAccount } from '../provider-account.ts';
import type { QueryPlan } from '../query-plan.ts';
import { scopeOf } from './hook-scope.ts';
import { hasHooks, withHooks } from './with-hooks.ts';

/** Sends a request for the records of a plan, with the hooks around it where there are any. Faults: those of withHooks. */
export async function callResource(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  call: ProviderCall,
): Promise<EgressResponse> {
  if (!hasHooks(account, plan.resource.hooks)) return callProvider(dependencies, account, call);
  const { response } = await withHooks(dependencies, account, scopeOf(plan), call);
  return response;
}
