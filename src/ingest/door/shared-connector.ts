import { sameSecret } from '../../lib/same-secret.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { sharedWebhookToken } from '../../model/webhook-address.ts';
import type { DoorDeps } from './door-deps.ts';
import { connectorTakesWebhooks } from './webhooks-of.ts';

/** The connector that an address without an instance means, and whose instances can be called by it. */
export interface SharedConnector {
  connector: Connector;
  /** The organisation that has built it. Undefined: it comes with the server, and is that of all that have not built one of its key. */
  organizationId: number | undefined;
}

/**
 * One connector for a request, so that no organisation sees what is not for it: the one whose organisation the token of the
 * address is for, else the one that comes with the server, else the only one that was built. Throws `connector.not_found`.
 */
export async function sharedConnector(
  { catalog, sealer, organizationsBuilding }: Pick<DoorDeps, 'catalog' | 'sealer' | 'organizationsBuilding'>,
  key: string,
  token: string | undefined,
): Promise<SharedConnector> {
  const shipped = catalog.shipped.find((connector) => connector.key === key);
  const builders = shipped && token === undefined ? [] : await organizationsBuilding(key);
  const named = builders.find((builder) => sameSecret(token ?? '', sharedWebhookToken(sealer, builder)));
  if (named === undefined && shipped) return usable(key, shipped, undefined);
  if (named === undefined && builders.length > 1) throw ambiguous(key);
  const organizationId = named ?? builders[0];
  if (organizationId === undefined) throw noConnector(key);
  return usable(key, await catalog.find(organizationId, key), organizationId);
}

function usable(key: string, connector: Connector | undefined, organizationId: number | undefined): SharedConnector {
  if (!connector || !connectorTakesWebhooks(connector)) throw noConnector(key);
  return { connector, organizationId };
}

export const noConnector = (key: string): Fault =>
  new Fault('connector.not_found', `There is no connector ${JSON.stringify(key)}, or it takes no webhooks.`);

const ambiguous = (key: string): Fault =>
  new Fault(
    'connector.not_found',
    `Several organisations have built a connector ${JSON.stringify(key)}: use the address with its token, which GET /instances/{id}/webhooks/address shows.`,
  );
