import type { EgressResponse } from '../../egress/egress.ts';
import { isRecord, jsonOrNothing, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import type { ProviderCall } from '../call-provider.ts';
import type { ProviderAccount } from '../provider-account.ts';
import { providerMessage } from '../provider-message.ts';
import { hookConfiguration } from './hook-configuration.ts';
import type { HookScope } from './hook-scope.ts';

/** What a hook before a request sees. `null` stands for what there is not. */
export function requestVariables(account: ProviderAccount, scope: HookScope, call: ProviderCall): JsonRecord {
  const { url, parameters } = splitUrl(call.url);
  return {
    request_vendor_url: url,
    request_vendor_path: url.startsWith(`${scope.baseUrl}/`) ? url.slice(scope.baseUrl.length) : url,
    request_vendor_method: call.method,
    request_vendor_headers: { ...call.headers },
    request_vendor_parameters: parameters,
    request_vendor_body: call.body ?? null,
    request_vendor_body_map: recordOf(jsonOf(call.body ?? '')),
    request_method: 'GET',
    request_path: scope.path,
    request_path_variables: { ...scope.pathVariables },
    request_parameters: { ...scope.parameters },
    request_headers: {},
    request_body: null,
    request_body_map: null,
    request_expression: scope.expression,
    request_root_key: scope.rootKey,
    request_previous_response: null,
    request_previous_response_headers: null,
    meta_data: {},
    configuration: hookConfiguration(account),
    object_name: scope.objectName,
  };
}

/** What a hook after a request sees: the request as it was sent, and the answer. */
export function responseVariables(request: JsonRecord, { status, headers, body }: EgressResponse): JsonRecord {
  const raw = body.toString('utf8');
  const parsed = jsonOf(raw);
  const isError = status < 200 || status > 299;
  return {
    ...request,
    response_status_code: status,
    response_headers: { ...headers },
    response_body: parsed === undefined ? raw : parsed,
    response_body_raw: raw,
    response_body_map: recordOf(parsed),
    response_iserror: isError,
    response_error: isError ? (providerMessage(raw) ?? `status ${status}`) : null,
  };
}

/** Undefined where the text is not JSON; null where it is empty. */
function jsonOf(text: string): JsonValue | undefined {
  if (text.trim() === '') return null;
  return jsonOrNothing(text);
}

const recordOf = (value: JsonValue | undefined): JsonRecord | null => (isRecord(value) ? value : null);

/** A URL without its query, and the query: a name that comes several times has all its values. */
export function splitUrl(whole: string): { url: string; parameters: Record<string, string | string[]> } {
  const mark = whole.indexOf('?');
  if (mark < 0) return { url: whole, parameters: {} };
  const parameters: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(whole.slice(mark + 1))) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : [before, value].flat();
  }
  return { url: whole.slice(0, mark), parameters };
}
