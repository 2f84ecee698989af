import type { QuotaUse } from './operations-queries.ts';

export interface ConnectorQuotas {
  connector: string;
  name: string;
  /** In the order of the list. */
  accounts: QuotaUse[];
}

/** The accounts of each connector, in the order in which the connectors come first: those in need before others. */
export function quotasByConnector(quotas: readonly QuotaUse[]): ConnectorQuotas[] {
  const groups = new Map<string, ConnectorQuotas>();
  for (const quota of quotas) {
    const { connector, connectorName: name } = quota;
    const group = groups.get(connector) ?? { connector, name, accounts: [] };
    group.accounts.push(quota);
    groups.set(connector, group);
  }
  return [...groups.values()];
}
