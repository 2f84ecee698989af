import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Notification } from '../model/event.ts';
import type { Instance } from '../model/instance.ts';
import { parseInstanceTopic } from '../model/instance-topic.ts';
import type { Db } from './database.ts';
import { findInstanceTopics } from './find-instance-topics.ts';
import { openInstance, type InstanceRow } from './instance-row.ts';
import { readNotificationSizes } from './notification-sizes.ts';
import { fittingPage } from './page-bytes.ts';
import { readNotifications } from './read-notifications.ts';

/** A notification as its organisation may see it. */
export interface ListedNotification {
  notification: Notification;
  /** Whose events these are; undefined for a message. */
  instance: Instance | undefined;
  /** Epoch milliseconds; undefined: nobody has acknowledged it yet. */
  acknowledgedAt: number | undefined;
}

interface Reading {
  db: Db;
  sealer: Sealer;
}

export interface NotificationSearch {
  organizationId: number;
  topics: string[];
  /** Only ids below this one; undefined: from the newest on. */
  beforeId: number | undefined;
  limit: number;
}

/**
 * Those with one of the topics, which are all different; newest first, and how many there are on all pages. A page ends early
 * where its records are long.
 */
export async function listNotifications(
  { db, sealer }: Reading,
  { organizationId, topics, beforeId, limit }: NotificationSearch,
): Promise<{ notifications: ListedNotification[]; total: number; hasMore: boolean }> {
  const own = topics.filter((topic) => parseInstanceTopic(topic) === undefined);
  const instanceIds = [...(await findInstanceTopics(db, { organizationId, topics })).values()];
  const newest = sql`
    (${beforeId ?? null}::bigint is null or n.id < ${beforeId ?? null}) order by n.id desc limit ${limit + 1}`;
  const [page, count] = await Promise.all([
    sql<{ id: number }>`
      select n.id from unnest(${instanceIds}::bigint[]) of_instance(id) cross join lateral (
        select n.id from notifications n where n.instance_id = of_instance.id and ${newest}) n
      union all
      select n.id from unnest(${own}::text[]) of_topic(topic) cross join lateral (
        select n.id from notifications n
        where n.organization_id = ${organizationId} and n.topic = of_topic.topic and ${newest}) n
      order by id desc limit ${limit + 1}`.execute(db),
    sql<{ total: number }>`
      select
        (select count(*) from notifications where instance_id = any(${instanceIds}::bigint[]))
        + (select count(*) from notifications
          where organization_id = ${organizationId} and topic = any(${own}::text[])) total`.execute(db),
  ]);
  const wanted = page.rows.slice(0, limit).map(({ id }) => id);
  const sizes = await readNotificationSizes(db, wanted);
  const ids = wanted.slice(
    0,
    fittingPage(wanted, (id) => sizes.get(id) ?? 0),
  );
  const found = await readListed({ db, sealer }, { organizationId, ids });
  return {
    notifications: ids.flatMap((id) => found.get(id) ?? []),
    total: count.rows[0]?.total ?? 0,
    hasMore: page.rows.length > ids.length,
  };
}

/** The organisation's notifications with these ids, by id. */
export async function readListed(
  { db, sealer }: Reading,
  { organizationId, ids }: { organizationId: number; ids: number[] },
): Promise<Map<number, ListedNotification>> {
  if (ids.length === 0) return new Map();
  const { rows: own } = await sql<{ id: number; instance_id: number | null; acknowledged_at_ms: number | null }>`
    select n.id, n.instance_id, n.acknowledged_at_ms from notifications n left join instances i on i.id = n.instance_id
    where n.id = any(${ids}::bigint[]) and coalesce(i.organization_id, n.organization_id) = ${organizationId}`.execute(
    db,
  );
  const [notifications, instances] = await Promise.all([
    readNotifications(
      db,
      own.map(({ id }) => id),
    ),
    readInstances({ db, sealer }, [...new Set(own.flatMap((row) => row.instance_id ?? []))]),
  ]);
  return new Map(
    own.flatMap((row): [number, ListedNotification][] => {
      const notification = notifications.get(row.id);
      const instance = row.instance_id === null ? undefined : instances.get(row.instance_id);
      // Deleted meanwhile.
      if (!notification || (row.instance_id !== null && !instance)) return [];
      return [[row.id, { notification, instance, acknowledgedAt: row.acknowledged_at_ms ?? undefined }]];
    }),
  );
}

async function readInstances({ db, sealer }: Reading, ids: number[]): Promise<Map<number, Instance>> {
  const { rows } = await sql<InstanceRow>`select * from instances where id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.id, openInstance(sealer, row)]));
}
