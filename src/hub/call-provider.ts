import type { Authorization } from '../credentials/authorize.ts';
import type { Egress, EgressResponse } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { Fault } from '../model/fault.ts';
import { answerFacts } from './answer-facts.ts';
import { requestBudget, type Authorize, type ProviderAccount } from './provider-account.ts';
import { providerMessage } from './provider-message.ts';
import { rateSignals } from './rate-signals.ts';

export interface HubDependencies {
  egress: Pick<Egress, 'request' | 'hold' | 'charge'>;
  authorize: Authorize;
  clock: Clock;
  random: Random;
}

export interface ProviderCall {
  method: string;
  /** Without credentials. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** Statuses that are an answer although they are errors. */
  expectedStatuses: readonly number[];
}

/**
 * Sends one request with the account's credentials and rate limits. An answer that means "wait" holds the whole account,
 * whatever its status. A refused access token is renewed once; a refused key stays refused. Faults:
 * `provider.unauthorized`, `provider.throttled` (with retryAt), `provider.refused`, and those of egress and credentials.
 */
export async function callProvider(
  dependencies: HubDependencies,
  account: ProviderAccount,
  call: ProviderCall,
): Promise<EgressResponse> {
  const { authorize } = dependencies;
  const { instanceId, configuration, connector } = account;
  const owner = { instanceId, configuration, authentication: connector.authentication };
  const credentials = await authorize(owner);
  const response = await send(dependencies, account, call, credentials);
  if (!isUnauthorized(account, response)) return checked(account, call, response);
  const rejected = connector.authentication.type === 'oauth2' ? accessToken(credentials) : undefined;
  if (rejected === undefined) throw unauthorized(account, response);
  const second = await send(dependencies, account, call, await authorize(owner, { force: rejected }));
  if (isUnauthorized(account, second)) throw unauthorized(account, second);
  return checked(account, call, second);
}

/** Sends one request within the account's quota, and learns from the answer how much of it is left. */
async function send(
  { egress, clock, random }: HubDependencies,
  account: ProviderAccount,
  call: ProviderCall,
  credentials: Authorization,
): Promise<EgressResponse> {
  const url = withQuery(call.url, Object.entries(credentials.query));
  const budget = requestBudget(account, call.url);
  const headers = { ...call.headers, ...credentials.headers };
  const { method, body } = call;
  const response = await egress.request({ method, url, headers, budget, ...(body === undefined ? {} : { body }) });
  const now = clock.now();
  const { throttled, hold, cost } = rateSignals(account.connector.rateLimit, answerFacts(response), { now, random });
  const unpaid = (cost ?? 0) - (budget.cost ?? 1);
  if (unpaid > 0) egress.charge(budget.key, unpaid);
  if (Math.max(hold.untilMs, hold.backgroundUntilMs) > now) await egress.hold(budget.key, hold);
  if (!throttled) return response;
  throw new Fault('provider.throttled', `${place(account, call)} answered ${response.status}: too many requests`, {
    ...wordsOf(response),
    retryAt: throttled.retryAt,
  });
}

const isUnauthorized = ({ connector }: ProviderAccount, { status }: EgressResponse): boolean =>
  connector.unauthorizedStatuses.includes(status);

const accessToken = ({ headers }: Authorization): string | undefined =>
  /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];

function checked(account: ProviderAccount, call: ProviderCall, response: EgressResponse): EgressResponse {
  const { status } = response;
  if ((status >= 200 && status < 300) || call.expectedStatuses.includes(status)) return response;
  throw refusal(account, call, response);
}

/** The fault of an answer that is an error, or says that it is one. */
export const refusal = (account: ProviderAccount, call: ProviderCall, response: EgressResponse): Fault =>
  new Fault('provider.refused', `${place(account, call)} answered ${response.status}`, wordsOf(response));

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
