import type { Catalog } from '../../catalog/catalog.ts';
import { readQuotaOwner, type QuotaOwner } from '../../hub/quota-owner.ts';
import type { Connector } from '../../model/connector.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { isSecretKey, maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import type { QuotaUse } from '../../model/quota-use.ts';
import type { QuotaBody } from './operations-body.ts';
import { isoDateOrNull } from './to-queue-body.ts';

/** Undefined where the connector is no longer there. */
export async function toQuotaBody(catalog: Catalog, use: QuotaUse): Promise<QuotaBody | undefined> {
  const owner = readQuotaOwner(use.key);
  const connector = owner && (await catalog.find(owner.organizationId, owner.connectorId));
  if (!owner || !connector) return undefined;
  return {
    connector: connector.key,
    connectorName: connector.name,
    account: accountText(connector, owner),
    instanceId: owner.instanceId ?? null,
    limits: use.limits,
    underWay: use.underWay,
    waiting: use.waiting,
    heldUntilDate: isoDateOrNull(use.heldUntil),
    backgroundHeldUntilDate: isoDateOrNull(use.backgroundHeldUntil),
  };
}

function accountText(connector: Connector, { accountValues, instanceId }: QuotaOwner): string {
  if (instanceId !== undefined) return `instance ${instanceId}`;
  if (!accountValues) return 'an instance that was being made';
  const entries = connectorEntries(connector);
  const shown = connector.accountKeys.map((key, index) =>
    isSecretKey(key, entries) ? maskedValue : (accountValues[index] ?? ''),
  );
  return shown.filter((value) => value !== '').join(', ');
}
