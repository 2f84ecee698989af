import type { JsonValue } from '../../lib/json.ts';
import { isConnectionHeader, otherHeader } from '../../model/connection-headers.ts';
import { withQuery, type ProviderCall } from '../call-provider.ts';
import { HookResultError, notAllowed, plainText, type HookResult } from './hook-result.ts';
import { splitUrl } from './hook-variables.ts';

/**
 * The request with the changes of a preRequest hook. Headers and query parameters are merged into those that are there; null
 * takes one away. Throws HookResultError for what is no request, or leads to another host, which would get the credentials.
 */
export function changedRequest(call: ProviderCall, baseUrl: string, result: HookResult): ProviderCall {
  const { body: before, ...rest } = call;
  const body = bodyOf(result.value('request_vendor_body'), before);
  refuseConnectionHeaders(result);
  const headers = mergedHeaders(call.headers, result, 'request_vendor_headers');
  const isJson = typeof result.value('request_vendor_body') === 'object' && body !== undefined;
  return {
    ...rest,
    method: methodOf(result.text('request_vendor_method')) ?? call.method,
    url: changedUrl(call.url, baseUrl, result),
    headers: isJson ? { 'content-type': 'application/json', ...headers } : headers,
    ...(body !== undefined && { body }),
  };
}

function refuseConnectionHeaders(result: HookResult): void {
  const found = result
    .changes('request_vendor_headers')
    .find(([name, value]) => value !== null && isConnectionHeader(name));
  if (found) throw notAllowed('request_vendor_headers', found[0], otherHeader);
}

function bodyOf(value: JsonValue | undefined, before: string | undefined): string | undefined {
  if (value === undefined) return before;
  if (value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function methodOf(name: string | undefined): string | undefined {
  if (name === undefined || /^[A-Za-z]+$/.test(name)) return name?.toUpperCase();
  throw notAllowed('request_vendor_method', name, 'an HTTP method');
}

/** Headers with the changes of a hook; names in lower case. */
export function mergedHeaders(
  headers: Readonly<Record<string, string>>,
  result: HookResult,
  part: string,
): Record<string, string> {
  const merged = new Map(Object.entries(headers));
  for (const [name, value] of result.changes(part)) {
    if (value === null) merged.delete(name.toLowerCase());
    else merged.set(name.toLowerCase(), headerValue(`${part}.${name}`, value));
  }
  return Object.fromEntries(merged);
}

function headerValue(name: string, value: JsonValue): string {
  const text = plainText(name, value);
  if (/[\r\n\0]/.test(text)) throw notAllowed(name, text, 'a text of one line');
  return text;
}

function changedUrl(url: string, baseUrl: string, result: HookResult): string {
  const address = result.text('request_vendor_url') ?? pathUrl(result.text('request_vendor_path'), baseUrl);
  const changes = result.changes('request_vendor_parameters');
  if (address === undefined && changes.length === 0) return url;
  const old = splitUrl(url);
  const fresh = splitUrl(address ?? old.url);
  const parameters: Record<string, JsonValue> = {
    ...old.parameters,
    ...fresh.parameters,
    ...Object.fromEntries(changes),
  };
  return sameOrigin(withQuery(fresh.url, pairsOf(parameters)), url);
}

const pathUrl = (path: string | undefined, baseUrl: string): string | undefined =>
  path === undefined || /^https?:/i.test(path) ? path : `${baseUrl}/${path.replace(/^\/+/, '')}`;

const pairsOf = (parameters: Record<string, JsonValue>): [string, string][] =>
  Object.entries(parameters).flatMap(([name, value]) => {
    const values = value === null ? [] : [value].flat();
    return values.map((one): [string, string] => [name, plainText(`request_vendor_parameters.${name}`, one)]);
  });

function sameOrigin(changed: string, before: string): string {
  const origin = URL.parse(changed)?.origin;
  const allowed = new URL(before).origin;
  if (origin === allowed) return changed;
  throw new HookResultError(
    'the request would go to',
    origin ?? JSON.stringify(changed),
    `${allowed}, which the credentials are for`,
  );
}
