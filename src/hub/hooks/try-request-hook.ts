import type { EgressResponse } from '../../egress/egress.ts';
import { jsonOrNothing, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import type { ProviderCall } from '../call-provider.ts';
import type { ProviderAccount } from '../provider-account.ts';
import { changedAnswer, errorOf, ownAnswer } from './changed-answer.ts';
import { changedRequest } from './changed-request.ts';
import type { HookResult } from './hook-result.ts';
import type { HookScope } from './hook-scope.ts';
import { requestVariables, responseVariables } from './hook-variables.ts';

/** A request that was never sent, and its answer, for a hook that is tried. */
export interface TriedRequest {
  scope: HookScope;
  call: ProviderCall;
  response: EgressResponse;
}

/** What becomes of the request or the answer by the hook. */
export type HookEffect =
  | { request: { method: string; url: string; headers: JsonRecord; body: JsonValue } }
  | { response: { status: number; headers: JsonRecord; body: JsonValue } }
  | { errorMessage: string };

/** What a hook of this kind would see. */
export const triedVariables = (
  kind: 'preRequest' | 'postRequest',
  account: ProviderAccount,
  { scope, call, response }: TriedRequest,
): JsonRecord => {
  const request = requestVariables(account, scope, call);
  return kind === 'preRequest' ? request : responseVariables(request, response);
};

/** Throws HookResultError for a result that cannot be used. */
export function hookEffect(
  kind: 'preRequest' | 'postRequest',
  result: HookResult,
  { scope, call, response }: TriedRequest,
): HookEffect {
  const errorMessage = errorOf(result);
  if (errorMessage !== undefined) return { errorMessage };
  if (kind === 'postRequest') return shownAnswer(changedAnswer(response, result));
  if (result.stops) return shownAnswer(ownAnswer(result, response.receivedAt));
  const { method, url, headers, body = null } = changedRequest(call, scope.baseUrl, result);
  return { request: { method, url, headers: { ...headers }, body } };
}

function shownAnswer({ status, headers, body }: EgressResponse): HookEffect {
  const text = body.toString('utf8');
  return { response: { status, headers: { ...headers }, body: jsonOrNothing(text) ?? text } };
}
