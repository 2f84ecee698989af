import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Notification } from '../model/event.ts';
import type { InstanceIdentity } from '../model/instance.ts';
import { restrictToReplay, type ReplayFilter } from '../model/replay.ts';
import type { Db } from './database.ts';
import { mostPageBytes } from './page-bytes.ts';
import { openReadable, type Unreadable } from './open-readable.ts';
import { instanceIdentity, openInstance, type InstanceRow } from './instance-row.ts';
import type { Sendable } from './pick-sendable.ts';
import { readNotifications } from './read-notifications.ts';
import { readOutstanding, type SendableDelivery } from './read-outstanding.ts';
import { openSubscriptionSettings, type SubscriptionSettingsRow } from './subscription-settings.ts';

/**
 * A subscription that this process alone may send to until its lease ends, with its oldest deliveries that may go now: those
 * that no earlier one holds back because it tells of the same record and waits for its retry.
 */
export interface ClaimedSubscription {
  id: number;
  fence: number;
  /** Epoch milliseconds. */
  leaseUntil: number;
  organizationId: number;
  url: string;
  /** In the lane of those that fail or are slow. */
  slow: boolean;
  /** The instance that the subscription belongs to, or whose events are replayed; undefined: one made for its topics. */
  instanceId: number | undefined;
  /** Set: what is sent is a repetition, and is marked with this. */
  replayId: number | undefined;
  /** Settings by key, secrets in clear: its own, or those of its instance. */
  configuration: Record<string, string>;
  /** Settings of the account that it belongs to, by key. */
  accountSettings: Record<string, string>;
  /** Its deliveries that were outstanding when it was claimed, also those that were not read. */
  pending: number;
  deliveries: OutstandingDelivery[];
  /** Deliveries that were looked at and may not go before `heldUntil`. */
  held: number;
  /** Epoch milliseconds of the earliest retry that is not due; undefined: none waits. */
  heldUntil: number | undefined;
}

export interface OutstandingDelivery {
  notification: Notification;
  /** Whose events these are; undefined for a message. */
  instance: InstanceIdentity | undefined;
  /** Attempts made so far. */
  attempts: number;
}

export interface DeliveriesDue {
  /** Epoch milliseconds. */
  now: number;
  leaseUntil: number;
  /** Of which lane. */
  slow: boolean;
  subscriptions: number;
  deliveriesEach: number;
  /** Not those of these endpoints (`<organization>:<url>`), which have enough under way. */
  exceptEndpoints: string[];
  /** Absent: one that does not open spoils the claim of all. */
  unreadable?: Unreadable;
}

interface SubscriptionRow extends SubscriptionSettingsRow {
  id: number;
  fence: number;
  url: string;
  slow: boolean;
  pending: number;
  /** Of the subscription, or of the replay that it is for. */
  instance_id: number | null;
  replay_id: number | null;
  filter: ReplayFilter | null;
  account_settings: Record<string, string>;
  /** At least one delivery waits for a retry that is not due. */
  waits: boolean;
}

/** Claims the subscriptions that have waited longest, and reads what each has to send, in a few statements for all. */
export async function claimDeliveries(db: Db, sealer: Sealer, due: DeliveriesDue): Promise<ClaimedSubscription[]> {
  const claimed = await claim(db, due);
  if (claimed.length === 0) return [];
  const outstanding = await readOutstanding(db, claimed, due);
  const chosen = [...outstanding.values()].flatMap((sendable) => sendable.chosen);
  const instanceIds = [...claimed.map((row) => row.instance_id), ...chosen.map(({ instanceId }) => instanceId)];
  const [instances, notifications] = await Promise.all([
    readInstances(db, [...new Set(instanceIds.filter((id) => id !== null && id !== undefined))]),
    readNotifications(db, [...new Set(chosen.map(({ notificationId }) => notificationId))], {
      mostRawBytes: mostPageBytes,
    }),
  ]);
  const toSend = (row: SubscriptionRow) => {
    const instance = instances.get(row.instance_id ?? 0);
    const own = openSubscriptionSettings(sealer, row);
    const configuration = own ?? (instance && openInstance(sealer, instance).configuration);
    const sendable = outstanding.get(row.id);
    // Deleted meanwhile, with its instance.
    if (!configuration || !sendable) return [];
    return [toClaimed(row, { configuration, sendable, instances, notifications, leaseUntil: due.leaseUntil })];
  };
  const { unreadable } = due;
  const left = ({ id, instance_id }: SubscriptionRow, error: unknown) =>
    unreadable?.({ subscriptionId: id, ...(instance_id !== null && { instanceId: instance_id }) }, error);
  return openReadable(claimed, toSend, unreadable && left).flat();
}

/**
 * While it is claimed a subscription is due at the end of its lease; whoever makes it due before that tells the end of the
 * claim that something came, or went, in the meantime.
 */
async function claim(db: Db, due: DeliveriesDue): Promise<SubscriptionRow[]> {
  const { rows } = await sql<SubscriptionRow>`
    with due as (
      select id from subscriptions
      where slow = ${due.slow} and next_due_at_ms <= ${due.now} and (lease_until_ms is null or lease_until_ms <= ${due.now})
        and organization_id || ':' || url <> all(${due.exceptEndpoints}::text[])
      order by next_due_at_ms limit ${due.subscriptions} for update skip locked),
    claimed as (
      update subscriptions s set
        lease_until_ms = ${due.leaseUntil}, next_due_at_ms = ${due.leaseUntil}, fence = s.fence + 1
      from due where s.id = due.id
      returning s.*)
    select c.id, c.fence, c.organization_id, c.url, c.slow, c.pending, coalesce(c.instance_id, r.instance_id) instance_id, c.replay_id,
      r.filter, c.config, c.secrets_sealed, c.created_at_ms, a.settings account_settings,
      exists (
        select from deliveries d
        where d.subscription_id = c.id and d.status = 'retry' and d.next_attempt_at_ms > ${due.now}) waits
    from claimed c join accounts a on a.id = c.account_id left join replays r on r.id = c.replay_id`.execute(db);
  return rows;
}

async function readInstances(db: Db, ids: number[]): Promise<Map<number, InstanceRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<InstanceRow>`select * from instances where id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

interface Read {
  configuration: Record<string, string>;
  sendable: Sendable<SendableDelivery>;
  instances: Map<number, InstanceRow>;
  notifications: Map<number, Notification>;
  leaseUntil: number;
}

function toClaimed(
  row: SubscriptionRow,
  { configuration, sendable, instances, notifications, leaseUntil }: Read,
): ClaimedSubscription {
  const deliveries = sendable.chosen.flatMap(({ notificationId, instanceId, attempts }): OutstandingDelivery[] => {
    const notification = notifications.get(notificationId);
    const instance = instanceId === undefined ? undefined : instances.get(instanceId);
    // Deleted meanwhile.
    if (!notification || (instanceId !== undefined && !instance)) return [];
    const told = row.filter ? restrictToReplay(notification, row.filter) : notification;
    return [{ notification: told, instance: instance && instanceIdentity(instance), attempts }];
  });
  return {
    id: row.id,
    fence: row.fence,
    leaseUntil,
    organizationId: row.organization_id,
    url: row.url,
    slow: row.slow,
    instanceId: row.instance_id ?? undefined,
    replayId: row.replay_id ?? undefined,
    configuration,
    accountSettings: row.account_settings,
    pending: row.pending,
    deliveries,
    held: sendable.held,
    heldUntil: sendable.heldUntil,
  };
}
