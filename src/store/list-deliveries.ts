import { sql, type RawBuilder } from 'kysely';
import type { Db } from './database.ts';
import type { DeliveryStatus } from './delivery-condition.ts';

/** One notification for one subscription. Those of replays are not among them. */
export interface StoredDelivery {
  notificationId: number;
  subscriptionId: number;
  status: DeliveryStatus;
  attempts: number;
  /** Epoch milliseconds. */
  nextAttemptAt: number | null;
  createdAt: number;
  deliveredAt: number | null;
}

export type DeliveryKey = Pick<StoredDelivery, 'notificationId' | 'subscriptionId'>;

export interface DeliverySearch {
  organizationId: number;
  /** Over `d`, `s`, `n` and `i`, as deliveryCondition makes it. */
  condition: RawBuilder<boolean>;
  /** Only those after this one; undefined: from the newest on. */
  after: DeliveryKey | undefined;
  limit: number;
}

export interface DeliveryPage {
  deliveries: StoredDelivery[];
  /** On all pages; undefined: more than anybody would count. */
  total: number | undefined;
}

const mostCounted = 100_000;

const columns = sql`
  d.notification_id "notificationId", d.subscription_id "subscriptionId", d.status, d.attempts,
  d.next_attempt_at_ms "nextAttemptAt", d.created_at_ms "createdAt", d.delivered_at_ms "deliveredAt"`;

/** The organisation's deliveries that fulfil a condition. */
export const matchingDeliveries = ({
  organizationId,
  condition,
}: Pick<DeliverySearch, 'organizationId' | 'condition'>) =>
  sql`
    from deliveries d
    join subscriptions s on s.id = d.subscription_id
    join notifications n on n.id = d.notification_id
    left join instances i on i.id = n.instance_id
    where s.organization_id = ${organizationId} and s.replay_id is null and (n.instance_id is null or i.id is not null)
      and (${condition})`;

/** Newest notification first. */
export async function listDeliveries(db: Db, search: DeliverySearch): Promise<DeliveryPage> {
  const matching = matchingDeliveries(search);
  const { after, limit } = search;
  const [notificationId, subscriptionId] = [after?.notificationId ?? null, after?.subscriptionId ?? null];
  const page = await sql<StoredDelivery>`
    select ${columns} ${matching}
      and (${notificationId}::bigint is null
        or (d.notification_id, d.subscription_id) < (${notificationId}::bigint, ${subscriptionId}::bigint))
    order by d.notification_id desc, d.subscription_id desc limit ${limit}`.execute(db);
  const count = await sql<{ total: number }>`
    select count(*) total from (select ${matching} limit ${mostCounted + 1}) counted`.execute(db);
  const total = count.rows[0]?.total ?? 0;
  return { deliveries: page.rows, total: total > mostCounted ? undefined : total };
}
