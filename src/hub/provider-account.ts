import type { Authorization, AuthorizeOptions, CredentialOwner } from '../credentials/authorize.ts';
import type { RequestBudget } from '../egress/egress-messages.ts';
import type { Connector } from '../model/connector.ts';

/** Whose data is read: an instance with its connector and configuration (secrets in clear). */
export interface ProviderAccount {
  instanceId: number;
  connector: Connector;
  configuration: Readonly<Record<string, string>>;
}

/** `authorize` of src/credentials with its dependencies bound. */
export type Authorize = (owner: CredentialOwner, options?: AuthorizeOptions) => Promise<Authorization>;

/** The rate limits of a request: shared by all instances of one provider account where the connector can tell. */
export function requestBudget({ connector, configuration, instanceId }: ProviderAccount): RequestBudget | undefined {
  if (connector.rateLimits.length === 0) return undefined;
  const account = connector.accountKeys.map((key) => configuration[key] ?? '');
  const owner = account.length > 0 ? JSON.stringify(account) : `instance ${instanceId}`;
  return { key: `${connector.key} ${owner}`, limits: connector.rateLimits };
}
