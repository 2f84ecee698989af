import { byNeed, type QuotaUse, type QuotaUseWanted } from '../model/quota-use.ts';

/** Whose quota a budget is: what `requestBudget` has written into its key. */
export interface QuotaOwner {
  organizationId: number;
  connectorId: number;
  /** The values of the connector's `accountKeys`, in their order, digests of those that are secret; undefined: it does not tell accounts apart. */
  accountValues: string[] | undefined;
  /** Then it is the quota of this instance; undefined: of one that was about to be made. */
  instanceId: number | undefined;
}

const form = /^(\d+) (\d+) (.*)$/s;

/** Undefined for a budget that is no provider's: that of a callback URL, for instance. */
export function readQuotaOwner(budgetKey: string): QuotaOwner | undefined {
  const match = form.exec(budgetKey);
  if (!match) return undefined;
  const [, organizationId, connectorId, owner = ''] = match;
  const instance = /^instance (\d+)$/.exec(owner)?.[1];
  return {
    organizationId: Number(organizationId),
    connectorId: Number(connectorId),
    accountValues: owner.startsWith('[') ? (JSON.parse(owner) as string[]) : undefined,
    instanceId: instance === undefined ? undefined : Number(instance),
  };
}

/** Of what one process knows, that which is asked for, those in need first. */
export function quotaUseOf(known: QuotaUse[], { organizationId, limit }: QuotaUseWanted): QuotaUse[] {
  const isWanted = ({ key }: QuotaUse) => {
    const owner = readQuotaOwner(key);
    return owner !== undefined && (organizationId === undefined || owner.organizationId === organizationId);
  };
  return known.filter(isWanted).toSorted(byNeed).slice(0, limit);
}
