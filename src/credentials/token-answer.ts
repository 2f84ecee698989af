/**
 * Why not an OAuth library: they insist on what the specifications demand, and vendors do not keep to them. A wrong
 * refresh token is answered with 400, 401 or 403, or with 200 and an `error`; JSON comes as text/html; token_type is
 * missing; the client's way to identify itself differs between code and refresh. All of it is declared by the connector.
 */
import type { Egress, EgressResponse } from '../egress/egress.ts';
import { readPath } from '../lib/field-path.ts';
import { isRecord, parseJson, type JsonRecord, type JsonValue } from '../lib/json.ts';
import { retryAfterMs } from '../lib/retry-after.ts';
import { Fault } from '../model/fault.ts';
import type { GrantedAnswer } from './tokens.ts';

export interface HttpTokenRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** `error` is the OAuth error code, empty when the answer has none; `message` are the provider's words. */
export interface RefusedAnswer {
  kind: 'refused';
  host: string;
  status: number;
  error: string;
  message: string;
  /** False for a page of something that stands before the provider, or for no words at all. */
  isWorded: boolean;
}

export type TokenAnswer = ({ kind: 'granted' } & GrantedAnswer) | RefusedAnswer;

const timeoutMs = 20_000;
const maxBodyBytes = 1024 * 1024;
const maxMessageLength = 300;

/**
 * Asks a provider for a token, which stands at `tokenPath` in the answer. What may pass is thrown: `provider.throttled`
 * (429, any error with Retry-After, and what says that it is one of too many), `provider.refused` (other 5xx, time-outs,
 * redirects, and what says that it passes), `provider.malformed`
 * (success without a token), and the faults of egress.
 */
export async function askForToken(
  { egress }: { egress: Pick<Egress, 'request'> },
  request: HttpTokenRequest,
  tokenPath: string,
): Promise<TokenAnswer> {
  const headers = { accept: 'application/json', ...request.headers };
  const response = await egress.request({ ...request, headers, timeoutMs, maxBodyBytes });
  const host = URL.parse(request.url)?.host ?? '';
  const { status } = response;
  const answer = readBody(response);
  const message = wordsOf(answer);
  const error = errorCode(answer);
  throwIfPassing(response, { host, error, message });
  if (status >= 400 || error !== '') {
    return { kind: 'refused', host, status, error, message, isWorded: answer !== undefined };
  }
  const accessToken = answer && asText(readPath(answer, tokenPath));
  if (answer && accessToken !== undefined) return { kind: 'granted', accessToken, answer };
  throw new Fault('provider.malformed', `The token endpoint of ${host} answered ${status} without ${tokenPath}.`, {
    providerMessage: message,
  });
}

const passingStatuses: readonly number[] = [408, 425];

/** Error codes and words of answers that are refusals in form only. */
const tooMany = /rate.?limit|slow_down|too.?many/i;
const passingErrors: readonly string[] = ['temporarily_unavailable', 'server_error'];

/** Everything that says nothing about the tokens: too many requests, errors of the server, redirects. */
function throwIfPassing(
  { status, headers, receivedAt }: EgressResponse,
  { host, error, message: providerMessage }: Pick<RefusedAnswer, 'host' | 'error' | 'message'>,
): void {
  const waitMs = retryAfterMs(headers['retry-after'], receivedAt);
  const isTooMany = status === 429 || tooMany.test(error) || (status === 403 && tooMany.test(providerMessage));
  if (isTooMany || (status >= 400 && waitMs !== undefined)) {
    const retry = waitMs === undefined ? {} : { retryAt: receivedAt + waitMs };
    throw new Fault('provider.throttled', `The token endpoint of ${host} asks to wait (status ${status}).`, {
      ...retry,
      providerMessage,
    });
  }
  if (status >= 500 || (status >= 300 && status < 400) || passes({ status, error })) {
    throw new Fault('provider.refused', `The token endpoint of ${host} answered with status ${status}.`, {
      providerMessage,
    });
  }
}

const passes = ({ status, error }: Pick<RefusedAnswer, 'status' | 'error'>): boolean =>
  passingStatuses.includes(status) || passingErrors.includes(error);

/** JSON whatever its content type says; else the form encoding of OAuth's early days; else nothing. */
function readBody({ headers, body }: EgressResponse): JsonRecord | undefined {
  const content = body.toString('utf8');
  try {
    const parsed = parseJson(content);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
    return isForm || looksLikeForm.test(content.trim()) ? Object.fromEntries(new URLSearchParams(content)) : undefined;
  }
}

/** OAuth 1 does not say of what type its answers are. */
const looksLikeForm = /^(?:[\w.]+=[^&<\s]*&)*\w*token=/;

/** Some vendors have an object there; what it says is in their words. */
const errorCode = (answer: JsonRecord | undefined): string =>
  asText(answer?.['error']) ?? (isRecord(answer?.['error']) ? 'error' : '');

function wordsOf(answer: JsonRecord | undefined): string {
  const said = ['error_description', 'message', 'error', 'errors'].map((name) => wordsIn(answer?.[name]));
  return (said.find((words) => words !== undefined) ?? '').slice(0, maxMessageLength);
}

function wordsIn(value: JsonValue | undefined): string | undefined {
  if (Array.isArray(value)) return wordsIn(value[0]);
  if (!isRecord(value)) return asText(value);
  return wordsIn(value['message'] ?? value['description'] ?? value['value']);
}

const asText = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
