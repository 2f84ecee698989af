import type { Authorization } from '../credentials/authorize.ts';
import type { Egress, EgressResponse } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import { retryAfterMs } from '../lib/retry-after.ts';
import { Fault } from '../model/fault.ts';
import { requestBudget, type Authorize, type ProviderAccount } from './provider-account.ts';
import { providerMessage } from './provider-message.ts';

export interface HubDependencies {
  egress: Pick<Egress, 'request'>;
  authorize: Authorize;
  clock: Clock;
}

export interface ProviderCall {
  method: string;
  /** Without credentials. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Statuses that are an answer although they are errors. */
  expectedStatuses: readonly number[];
}

/** Wait after a 429 that does not say how long: the longest usual span of a limit. */
const defaultWaitMs = 60_000;

/**
 * Sends one request with the account's credentials and rate limits. A refused access token is renewed once; a
 * refused key stays refused. Faults:
 * `provider.unauthorized`, `provider.throttled` (with retryAt), `provider.refused`, and those of egress and credentials.
 */
export async function callProvider(
  { egress, authorize, clock }: HubDependencies,
  account: ProviderAccount,
  call: ProviderCall,
): Promise<EgressResponse> {
  const budget = requestBudget(account);
  const send = (credentials: Authorization) =>
    egress.request({
      method: call.method,
      url: withQuery(call.url, Object.entries(credentials.query)),
      headers: { ...call.headers, ...credentials.headers },
      ...(budget ? { budget } : {}),
    });
  const { instanceId, configuration, connector } = account;
  const owner = { instanceId, configuration, authentication: connector.authentication };
  const credentials = await authorize(owner);
  const response = await send(credentials);
  if (!isUnauthorized(account, response)) return checked({ clock }, account, call, response);
  const rejected = connector.authentication.type === 'oauth2' ? accessToken(credentials) : undefined;
  if (rejected === undefined) throw unauthorized(account, response);
  const second = await send(await authorize(owner, { force: rejected }));
  if (isUnauthorized(account, second)) throw unauthorized(account, second);
  return checked({ clock }, account, call, second);
}

const isUnauthorized = ({ connector }: ProviderAccount, { status }: EgressResponse): boolean =>
  connector.unauthorizedStatuses.includes(status);

const accessToken = ({ headers }: Authorization): string | undefined =>
  /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];

function checked(
  { clock }: Pick<HubDependencies, 'clock'>,
  account: ProviderAccount,
  call: ProviderCall,
  response: EgressResponse,
): EgressResponse {
  const { status, headers } = response;
  if ((status >= 200 && status < 300) || call.expectedStatuses.includes(status)) return response;
  const waitMs = retryAfterMs(headers['retry-after'], clock.now());
  if (status === 429 || (status === 503 && waitMs !== undefined)) {
    throw new Fault('provider.throttled', `${place(account, call)} answered ${status}: too many requests`, {
      ...wordsOf(response),
      retryAt: clock.now() + (waitMs ?? defaultWaitMs),
    });
  }
  throw new Fault('provider.refused', `${place(account, call)} answered ${status}`, wordsOf(response));
}

const unauthorized = (account: ProviderAccount, response: EgressResponse) =>
  new Fault(
    'provider.unauthorized',
    `${account.connector.name} refused the credentials of instance ${account.instanceId} with status ${response.status}`,
    wordsOf(response),
  );

/** The host and path of a call, for messages: queries may hold personal data. */
export const place = ({ connector }: ProviderAccount, { method, url }: Pick<ProviderCall, 'method' | 'url'>): string =>
  `${connector.name} (${method} ${url.split('?')[0]})`;

function wordsOf({ body }: EgressResponse): { providerMessage?: string } {
  const words = providerMessage(body.toString('utf8'));
  return words === undefined ? {} : { providerMessage: words };
}

/** Adds query parameters to a URL. */
export function withQuery(url: string, parameters: Iterable<readonly [string, string]>): string {
  let result = url;
  let separator = url.includes('?') ? '&' : '?';
  for (const [name, value] of parameters) {
    result += `${separator}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    separator = '&';
  }
  return result;
}
