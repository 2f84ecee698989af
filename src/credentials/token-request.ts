/**
 * Why not an OAuth library: they insist on what the specifications demand, and vendors do not keep to them. A wrong
 * refresh token is answered with 400, 401 or 403, or with 200 and an `error`; JSON comes as text/html; token_type is
 * missing; the client's way to identify itself differs between code and refresh. All of it is declared by the connector.
 */
import type { Egress, EgressResponse } from '../egress/egress.ts';
import { isRecord, parseJson, type JsonRecord, type JsonValue } from '../lib/json.ts';
import { retryAfterMs } from '../lib/retry-after.ts';
import type { OAuth2 } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { GrantedAnswer } from './tokens.ts';

export interface TokenRequest {
  url: string;
  clientId: string;
  clientSecret: string;
  clientAuthentication: OAuth2['clientAuthentication']['code'];
  /** grant_type and what belongs to it. */
  parameters: Record<string, string>;
}

export type TokenAnswer =
  | { kind: 'granted'; answer: GrantedAnswer }
  /** `error` is the OAuth error code, empty when the answer has none; `message` are the provider's words. */
  | { kind: 'refused'; host: string; status: number; error: string; message: string };

const timeoutMs = 20_000;
const maxBodyBytes = 1024 * 1024;
const maxMessageLength = 300;

/**
 * Asks a token endpoint. What may pass is thrown: `provider.throttled` (429, and 503 with Retry-After),
 * `provider.refused` (other 5xx, redirects), `provider.malformed` (success without a token), and the faults of egress.
 */
export async function requestTokens(
  { egress }: { egress: Pick<Egress, 'request'> },
  request: TokenRequest,
): Promise<TokenAnswer> {
  const { clientId, clientSecret, clientAuthentication, parameters } = request;
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const form = new URLSearchParams(parameters);
  if (clientAuthentication === 'basic') {
    // Not form-encoded first, as RFC 6749 has it: vendors document, and accept, the plain pair only.
    headers['authorization'] = `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}`;
  } else {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const response = await egress.request({
    method: 'POST',
    url: request.url,
    headers,
    body: form.toString(),
    timeoutMs,
    maxBodyBytes,
  });
  return readAnswer(response, URL.parse(request.url)?.host ?? '');
}

function readAnswer(response: EgressResponse, host: string): TokenAnswer {
  const { status } = response;
  const answer = readBody(response);
  const message = providerMessage(answer);
  throwIfPassing(response, host, message);
  const error = errorCode(answer);
  if (status >= 400 || error !== '') return { kind: 'refused', host, status, error, message };
  if (isGranted(answer)) return { kind: 'granted', answer };
  throw new Fault('provider.malformed', `The token endpoint of ${host} answered ${status} without an access_token.`);
}

const isGranted = (answer: JsonRecord | undefined): answer is GrantedAnswer =>
  asText(answer?.['access_token']) !== undefined;

/** Everything that says nothing about the tokens: too many requests, errors of the server, redirects. */
function throwIfPassing({ status, headers, receivedAt }: EgressResponse, host: string, providerMessage: string): void {
  const waitMs = retryAfterMs(headers['retry-after'], receivedAt);
  if (status === 429 || (status === 503 && waitMs !== undefined)) {
    const retry = waitMs === undefined ? {} : { retryAt: receivedAt + waitMs };
    throw new Fault('provider.throttled', `The token endpoint of ${host} asks to wait (status ${status}).`, {
      ...retry,
      providerMessage,
    });
  }
  if (status >= 500 || (status >= 300 && status < 400)) {
    throw new Fault('provider.refused', `The token endpoint of ${host} answered with status ${status}.`, {
      providerMessage,
    });
  }
}

/** JSON whatever its content type says; else the form encoding of OAuth's early days; else nothing. */
function readBody({ headers, body }: EgressResponse): JsonRecord | undefined {
  const content = body.toString('utf8');
  try {
    const parsed = parseJson(content);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
    return isForm ? Object.fromEntries(new URLSearchParams(content)) : undefined;
  }
}

const errorCode = (answer: JsonRecord | undefined): string => asText(answer?.['error']) ?? '';

function providerMessage(answer: JsonRecord | undefined): string {
  const said = asText(answer?.['error_description']) ?? asText(answer?.['message']) ?? errorCode(answer);
  return said.slice(0, maxMessageLength);
}

const asText = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
