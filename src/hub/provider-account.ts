import { createHash } from 'node:crypto';
import type { Authorization, AuthorizeOptions, CredentialOwner } from '../credentials/authorize.ts';
import type { RequestBudget } from '../egress/egress-messages.ts';
import type { Connector } from '../model/connector.ts';
import { connectorEntries } from '../model/instance-configuration/connector-entries.ts';
import { isSecretKey } from '../model/instance-configuration/is-secret-key.ts';

/** Whose data is read: an instance with its connector and configuration (secrets in clear). */
export interface ProviderAccount {
  organizationId: number;
  /** 0: it is about to be made. */
  instanceId: number;
  connector: Connector;
  configuration: Readonly<Record<string, string>>;
  /** What texts for people must not hold beside the secrets of the configuration. */
  secrets?: readonly string[];
  /** True for work that can wait, such as a reconciliation: it leaves half of the rate limits to polls and users. */
  background?: boolean;
  /** Whose rate limits these are where the connector does not tell accounts apart. Default: the instance's own. */
  budgetOwner?: string;
}

/** `authorize` of src/credentials with its dependencies bound. */
export type Authorize = (owner: CredentialOwner, options?: AuthorizeOptions) => Promise<Authorization>;

/**
 * The rate limits of a request to `url`. All instances of an organisation that are of one provider account share them where
 * the connector can tell, and every account has a budget: without limits it is still held when the provider asks to wait.
 * Which account it is are words of the organisation, and so is a connector that it has built: neither may touch the budget
 * of another organisation, or of another connector. The key holds no secret, as it is stored and told.
 */
export function requestBudget(account: ProviderAccount, url: string): RequestBudget {
  const { connector, background = false } = account;
  const { limits, concurrency } = connector.rateLimit;
  const owner =
    connector.accountKeys.length > 0
      ? JSON.stringify(accountValues(account))
      : (account.budgetOwner ?? `instance ${account.instanceId}`);
  return {
    key: `${account.organizationId} ${connector.id} ${owner}`,
    limits,
    concurrency,
    cost: expectedCost(account, url),
    background,
  };
}

/** In the place of a secret value stands its digest, which tells accounts apart as well. */
function accountValues({ organizationId, connector, configuration }: ProviderAccount): string[] {
  const entries = connectorEntries(connector);
  return connector.accountKeys.map((key) => {
    const value = configuration[key] ?? '';
    if (value === '' || !isSecretKey(key, entries)) return value;
    return createHash('sha256')
      .update(JSON.stringify([organizationId, connector.id, key, value]))
      .digest('base64url');
  });
}

function expectedCost({ connector }: ProviderAccount, url: string): number {
  const { perRequest, byPage } = connector.rateLimit.cost;
  if (!byPage) return perRequest;
  const page = Number(new URL(url).searchParams.get(byPage.parameter) ?? NaN);
  const steps = byPage.steps.filter(({ from }) => page >= from);
  return steps.toSorted((a, b) => b.from - a.from)[0]?.cost ?? perRequest;
}
