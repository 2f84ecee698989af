import type { Authorization, AuthorizeOptions, CredentialOwner } from '../credentials/authorize.ts';
import type { RequestBudget } from '../egress/egress-messages.ts';
import type { Connector } from '../model/connector.ts';

/** Whose data is read: an instance with its connector and configuration (secrets in clear). */
export interface ProviderAccount {
  instanceId: number;
  connector: Connector;
  configuration: Readonly<Record<string, string>>;
  /** True for work that can wait, such as a reconciliation: it leaves half of the rate limits to polls and users. */
  background?: boolean;
}

/** `authorize` of src/credentials with its dependencies bound. */
export type Authorize = (owner: CredentialOwner, options?: AuthorizeOptions) => Promise<Authorization>;

/**
 * The rate limits of a request to `url`. All instances of one provider account share them where the connector can tell, and
 * every account has a budget: without limits it is still held when the provider asks to wait.
 */
export function requestBudget(account: ProviderAccount, url: string): RequestBudget {
  const { connector, configuration, instanceId, background = false } = account;
  const { limits, concurrency } = connector.rateLimit;
  const keys = connector.accountKeys.map((key) => configuration[key] ?? '');
  const owner = keys.length > 0 ? JSON.stringify(keys) : `instance ${instanceId}`;
  return { key: `${connector.key} ${owner}`, limits, concurrency, cost: expectedCost(account, url), background };
}

function expectedCost({ connector }: ProviderAccount, url: string): number {
  const { perRequest, byPage } = connector.rateLimit.cost;
  if (!byPage) return perRequest;
  const page = Number(new URL(url).searchParams.get(byPage.parameter) ?? NaN);
  const steps = byPage.steps.filter(({ from }) => page >= from);
  return steps.toSorted((a, b) => b.from - a.from)[0]?.cost ?? perRequest;
}
