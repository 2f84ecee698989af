import type { Catalog } from '../../catalog/catalog.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Sealer } from '../../lib/sealer.ts';
import type {
  FindWebhookInstance,
  InstancesByValue,
  InstancesOfConnector,
  WebhookInstance,
} from '../../store/find-webhook-instances.ts';
import type { InsertReceived } from '../../store/insert-received.ts';
import type { KeptKey, KeyToKeep } from '../../store/webhook-keys.ts';

/** What the door is built on. */
export interface DoorDeps {
  clock: Clock;
  log: Log;
  sealer: Pick<Sealer, 'sign'>;
  catalog: Pick<Catalog, 'find' | 'shipped'>;
  findInstance: FindWebhookInstance;
  findInstancesByValue(wanted: InstancesByValue): Promise<WebhookInstance[]>;
  findInstancesOfConnector(wanted: InstancesOfConnector): Promise<WebhookInstance[]>;
  findNewestInstances(wanted: InstancesOfConnector & { limit: number }): Promise<WebhookInstance[]>;
  /** The organisations that have built a connector with this key. */
  organizationsBuilding(connectorKey: string): Promise<number[]>;
  insertReceived: InsertReceived;
  keepKey(key: KeyToKeep): Promise<KeptKey>;
}
