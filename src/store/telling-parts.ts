import { sql } from 'kysely';
import { bigints, booleans, ints, jsons, texts } from './columns.ts';
import { placed } from './placed-commit.ts';
import type { NewNotification, VersionSeen } from './poll-commit.ts';
import { raisePending } from './raise-pending.ts';

/**
 * What tells of changes, whichever road brought them. Each part stands in a statement whose `fenced` has the places of the
 * commits that hold.
 */
export interface Telling {
  /** Tells the commits of a statement apart. */
  place: number;
  instanceId: number;
  resource: string;
  /** Epoch milliseconds. */
  now: number;
  versions: VersionSeen[];
  notifications: NewNotification[];
}

/** Notifications with their events, and their deliveries. Events that are stored already are told no second time. */
export const telling = (commits: Telling[]) => sql`
  ${ordered(commits)},
  ${numbered(commits)},
  ${inserted(commits)},
  ${told},
  addressed as (
    select id, active from subscriptions where id in (
      select subscription_id from subscription_topics where instance_id in (select instance_id from told))
    order by id for no key update),
  sent as (
    insert into deliveries (subscription_id, notification_id, status, created_at_ms)
    select s.id, told.id, case when s.active then 'created' else 'queued' end, told.created_at_ms
    from told join subscription_topics t on t.instance_id = told.instance_id join addressed s on s.id = t.subscription_id
    returning subscription_id, created_at_ms),
  woken as (${raisePending(
    sql`select subscription_id, count(*) n, max(created_at_ms) now from sent group by subscription_id`,
  )})`;

/** The versions seen. A commit names a record of a cursor once. */
export const versions = (commits: Telling[]) => {
  const seen = placed(commits, (commit) => commit.versions);
  return sql`
  versions as (
    insert into record_versions (cursor_id, record_id, version, revision, date_us, sweep, fields, record)
    select v.cursor_id, v.record_id, v.version, v.revision, v.date, v.sweep, v.fields, v.record
    from unnest(
      ${ints(seen, (v) => v.place)}, ${bigints(seen, (v) => v.cursorId)}, ${texts(seen, (v) => v.recordId)},
      ${texts(seen, (v) => v.version)}, ${ints(seen, (v) => v.revision)}, ${bigints(seen, (v) => v.date ?? null)},
      ${ints(seen, (v) => v.sweep ?? 0)}, ${jsons(seen, (v) => v.fields ?? null)}, ${texts(seen, (v) => v.record ?? null)}
    ) v(place, cursor_id, record_id, version, revision, date, sweep, fields, record)
    join fenced using (place)
    on conflict (cursor_id, record_id) do update
    set version = excluded.version, revision = excluded.revision, date_us = excluded.date_us,
      sweep = greatest(record_versions.sweep, excluded.sweep), fields = excluded.fields, record = excluded.record)`;
};

/**
 * Who holds these rows draws ids and commits before the next one draws any: within an instance, notifications appear in the
 * order of their ids, and whoever reads them by id never passes one that appears later.
 */
const ordered = (commits: Telling[]) => {
  const telling = commits.filter(({ notifications }) => notifications.length > 0);
  return sql`
  ordered as (
    select instance_id from event_feeds where instance_id = any(${bigints(telling, (c) => c.instanceId)})
    order by instance_id for no key update)`;
};

/** Ids in the order of commits: what is found later of one resource has the greater id. */
const numbered = (commits: Telling[]) => {
  const notifications = placed(commits, (commit) =>
    commit.notifications.map((notification) => ({ ...notification, commit })),
  );
  return sql`
  numbered as (
    select nextval('notification_ids') id, found.* from (
      select n.* from unnest(
        ${ints(notifications, (n) => n.place)}, ${bigints(notifications, (n) => n.commit.instanceId)},
        ${texts(notifications, (n) => n.resource ?? n.commit.resource)}, ${bigints(notifications, (n) => n.pollDate)},
        ${booleans(notifications, (n) => n.initial)}, ${bigints(notifications, (n) => n.commit.now)},
        ${texts(notifications, (n) => n.scope ?? null)}, ${bigints(notifications, (n) => n.receivedId ?? null)}
      ) with ordinality n(place, instance_id, resource, poll_date, initial, now, scope, received_id, number)
      join fenced using (place)
      join ordered using (instance_id)
      order by n.number) found)`;
};

const inserted = (commits: Telling[]) => {
  const events = commits
    .flatMap((commit) => commit.notifications)
    .flatMap(({ events }, index) => events.map((event, position) => ({ ...event, number: index + 1, position })));
  return sql`
  inserted as (
    insert into events (notification_id, position, event_id, record_id, type, date_us, record, changes, paths)
    select n.id, e.position, e.event_id, e.record_id, e.type, e.date, e.record, e.changes, e.paths
    from unnest(
      ${bigints(events, (e) => e.number)}, ${ints(events, (e) => e.position)}, ${texts(events, (e) => e.eventId)},
      ${texts(events, (e) => e.recordId)}, ${texts(events, (e) => e.type)}, ${bigints(events, (e) => e.date)},
      ${texts(events, (e) => e.record)}, ${jsons(events, (e) => e.changes ?? null)},
      ${jsons(events, (e) => e.paths ?? null)}
    ) e(number, position, event_id, record_id, type, date, record, changes, paths)
    join numbered n using (number)
    on conflict (event_id) do nothing
    returning notification_id)`;
};

/** A notification of which no event is new is not made. */
const told = sql`
  told as (
    insert into notifications (id, instance_id, resource, scope, poll_date_us, initial, created_at_ms, received_id)
    select id, instance_id, resource, scope, poll_date, initial, now, received_id
    from numbered where id in (select notification_id from inserted)
    returning id, instance_id, created_at_ms)`;
