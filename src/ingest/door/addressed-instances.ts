import type { WebhookRequest } from '../../model/webhook-request.ts';
import { Fault } from '../../model/fault.ts';
import type { WebhookInstance } from '../../store/find-webhook-instances.ts';
import { isListening, type Candidate } from './candidate.ts';
import { decodeInstanceId } from './decode-instance-id.ts';
import type { DoorDeps } from './door-deps.ts';
import { noConnector } from './shared-connector.ts';
import { connectorTakesWebhooks } from './webhooks-of.ts';

/** What an address says: the connector, and the instance if it names one. */
export interface WebhookAddress {
  key: string;
  /** As it stands in the path. */
  encodedId: string | undefined;
}

const instancesHeader = 'element-instances';
const mostNamed = 20;

/**
 * The instances that the path, or the header Element-Instances, names; undefined where neither does. Faults: what keeps all of
 * them from being called.
 */
export async function addressedInstances(
  deps: Pick<DoorDeps, 'findInstance' | 'catalog'>,
  { key, encodedId }: WebhookAddress,
  request: Pick<WebhookRequest, 'headers'>,
): Promise<Candidate[] | undefined> {
  const named = encodedId === undefined ? namedInHeader(request) : [encodedId];
  if (named === undefined) return undefined;
  const ids = named.map((name) => (encodedId === undefined ? plainId(name) : decodeInstanceId(name)));
  const distinct = [...new Set(ids.filter((id) => id !== undefined))];
  const found = await Promise.all(distinct.map((id) => deps.findInstance(id)));
  const known = found.filter((one) => one !== undefined);
  if (known.length === 0) throw unknownInstance(named);
  const own = known.filter(({ instance }) => instance.connectorKey === key);
  if (own.length === 0) throw ofOtherConnector(key);
  const candidates = await withConnectors(deps, own);
  const listening = candidates.filter(isListening);
  if (listening.length > 0) return listening;
  throw candidates.some(({ connector }) => connectorTakesWebhooks(connector)) ? notTaken() : noConnector(key);
}

function namedInHeader({ headers }: Pick<WebhookRequest, 'headers'>): string[] | undefined {
  const names = (headers[instancesHeader] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length <= mostNamed) return names.length === 0 ? undefined : names;
  throw new Fault(
    'request.malformed',
    `Element-Instances names ${names.length} instances; allowed: ${mostNamed} at most.`,
  );
}

const plainId = (name: string): number | undefined => (/^\d{1,15}$/.test(name) ? Number(name) : undefined);

async function withConnectors({ catalog }: Pick<DoorDeps, 'catalog'>, found: WebhookInstance[]): Promise<Candidate[]> {
  const candidates = await Promise.all(
    found.map(async (one) => {
      const { organizationId, connectorKey } = one.instance;
      const connector = await catalog.find(organizationId, connectorKey);
      return connector ? [{ ...one, connector, part: undefined }] : [];
    }),
  );
  return candidates.flat();
}

const unknownInstance = (named: readonly string[]): Fault =>
  new Fault('instance.not_found', `There is no instance ${named.map((name) => JSON.stringify(name)).join(', ')}.`);

const ofOtherConnector = (key: string): Fault =>
  new Fault('webhook.forbidden', `The instance that is named is not one of the connector ${JSON.stringify(key)}.`);

const notTaken = (): Fault =>
  new Fault(
    'webhook.not_taken',
    'The instance takes no webhooks: event.notification.enabled is not true, or event.vendor.type is neither webhooks nor both.',
  );
