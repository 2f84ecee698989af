import { credentialOwner, type Authorization } from '../credentials/authorize.ts';
import type { SignedRequest } from '../credentials/sign-oauth1.ts';
import type { Egress, EgressResponse } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { Fault } from '../model/fault.ts';
import { answerFacts } from './answer-facts.ts';
import type { HookDependencies } from './hooks/run-hook.ts';
import { withoutSecrets } from './hooks/without-secrets.ts';
import { requestBudget, type Authorize, type ProviderAccount } from './provider-account.ts';
import { providerMessage } from './provider-message.ts';
import { rateSignals } from './rate-signals.ts';

export interface HubDependencies extends HookDependencies {
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
  return checkStatus(account, call, await exchange(dependencies, account, call));
}

/** As callProvider, but an answer that is an error is an answer, unless it refuses the credentials or asks to wait. */
export async function exchange(
  dependencies: HubDependencies,
  account: ProviderAccount,
  call: ProviderCall,
): Promise<EgressResponse> {
  const { authorize } = dependencies;
  const owner = credentialOwner(account);
  const request = signedParts(call);
  const credentials = await authorize(owner, { request });
  const response = await send(dependencies, account, call, credentials);
  if (!isUnauthorized(account, response)) return response;
  if (credentials.token === undefined) throw unauthorized(account, response);
  const renewed = await authorize(owner, { request, force: credentials.token });
  const second = await send(dependencies, account, call, renewed);
  if (isUnauthorized(account, second)) throw unauthorized(account, second);
  return second;
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
    ...wordsOf(account, response),
    retryAt: throttled.retryAt,
  });
}

const isUnauthorized = ({ connector }: ProviderAccount, { status }: EgressResponse): boolean =>
  connector.unauthorizedStatuses.includes(status);

/** Some authentications sign what is sent. */
function signedParts({ method, url, headers, body }: ProviderCall): SignedRequest {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  return { method, url, ...(isForm && { form: new URLSearchParams(body) }) };
}

/** The answer, unless it is an error that the call does not expect. Throws `provider.refused`. */
export function checkStatus(account: ProviderAccount, call: ProviderCall, response: EgressResponse): EgressResponse {
  const { status } = response;
  if ((status >= 200 && status < 300) || call.expectedStatuses.includes(status)) return response;
  throw refusal(account, call, response);
}

/** The fault of an answer that is an error, or says that it is one. */
export const refusal = (account: ProviderAccount, call: ProviderCall, response: EgressResponse): Fault =>
  new Fault('provider.refused', `${place(account, call)} answered ${response.status}`, {
    ...wordsOf(account, response),
    providerStatus: response.status,
  });

const unauthorized = (account: ProviderAccount, response: EgressResponse) =>
  new Fault(
    'provider.unauthorized',
    `${account.connector.name} refused the credentials${ofInstance(account)} with status ${response.status}`,
    wordsOf(account, response),
  );

const ofInstance = ({ instanceId }: ProviderAccount): string => (instanceId === 0 ? '' : ` of instance ${instanceId}`);

/** The host and path of a call, for messages: queries may hold personal data. */
export const place = ({ connector }: ProviderAccount, { method, url }: Pick<ProviderCall, 'method' | 'url'>): string =>
  `${connector.name} (${method} ${url.split('?')[0]})`;

/** Some providers repeat what they were sent. */
function wordsOf(account: ProviderAccount, { body }: EgressResponse): { providerMessage?: string } {
  const words = providerMessage(body.toString('utf8'), withoutSecrets(account));
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
