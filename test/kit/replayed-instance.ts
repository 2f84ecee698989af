import { sql } from 'kysely';
import type { EventType } from '../../src/model/change.ts';
import type { Replay, ReplayFilter } from '../../src/model/replay.ts';
import { createCommitChanges } from '../../src/store/commit-changes.ts';
import type { Db } from '../../src/store/database.ts';
import { insertReplay } from '../../src/store/replay-request.ts';
import { aCommit, claimPoll, storePolledInstance } from './polled-instance.ts';
import { storeNow, storeSealer } from './stored-instance.ts';

export interface ToldEvent {
  eventId: string;
  recordId?: string;
  type?: EventType;
  /** Provider's date; default: that of storing. */
  date?: number;
}

export interface ToldNotification {
  /** Epoch milliseconds of storing; default: storeNow. */
  at?: number;
  resource?: string;
  events: ToldEvent[];
}

/** An instance that has told these notifications, one commit each; answers its id and theirs. */
export async function storeTold(db: Db, told: ToldNotification[]): Promise<{ instanceId: number; ids: number[] }> {
  const { instanceId } = await storePolledInstance(db);
  const poll = await claimPoll(db, instanceId);
  const commit = createCommitChanges(db);
  for (const { at = storeNow, resource = 'contacts', events } of told) {
    const notification = {
      pollDate: at * 1000,
      initial: false,
      events: events.map(
        ({ eventId, recordId = `record-${eventId}`, type = 'CREATED' as const, date = at * 1000 }) => ({
          eventId,
          recordId,
          type,
          date,
          record: '{"id":1}',
        }),
      ),
    };
    await commit({ ...aCommit(poll, { now: at, notifications: [notification] }), resource });
  }
  const rows = await db
    .selectFrom('notifications')
    .select('id')
    .where('instance_id', '=', instanceId)
    .orderBy('id')
    .execute();
  return { instanceId, ids: rows.map(({ id }) => id) };
}

/** So many notifications of one event each, with deliveries that were acknowledged. */
export async function storeMany(db: Db, instanceId: number, count: number): Promise<void> {
  await sql`
    with made as (
      insert into notifications (id, instance_id, resource, scope, poll_date_us, initial, created_at_ms)
      select nextval('notification_ids'), ${instanceId}, 'contacts', '', ${storeNow * 1000}, false, ${storeNow}
      from generate_series(1, ${count}::int) returning id),
    told as (
      insert into events (notification_id, position, event_id, record_id, type, date_us, record)
      select id, 0, 'many-' || id, 'record-' || id, 'CREATED', ${storeNow * 1000}, '{"id":1}' from made)
    insert into deliveries (subscription_id, notification_id, status, created_at_ms, delivered_at_ms)
    select s.id, made.id, 'delivered', ${storeNow}, ${storeNow} from made join subscriptions s on s.instance_id = ${instanceId}`.execute(
    db,
  );
}

export async function askForReplay(
  db: Db,
  instanceId: number,
  filter: ReplayFilter = { from: 0 },
  settings?: Record<string, string>,
): Promise<Replay> {
  const { organization_id, account_id } = await db
    .selectFrom('instances')
    .select(['organization_id', 'account_id'])
    .where('id', '=', instanceId)
    .executeTakeFirstOrThrow();
  const instance = { id: instanceId, organizationId: organization_id, accountId: account_id };
  const request = { instance, filter, url: 'http://127.0.0.1:9/replay', settings, now: storeNow };
  return insertReplay({ db, sealer: storeSealer }, request);
}

/** The notifications that the replay has made deliveries of, in their order. */
export async function replayedIds(db: Db, replayId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('subscriptions', 'subscriptions.id', 'deliveries.subscription_id')
    .select('notification_id')
    .where('replay_id', '=', replayId)
    .orderBy('notification_id')
    .execute();
  return rows.map((row) => row.notification_id);
}

/** As if the receiver had acknowledged so many of what a replay, or an instance, has outstanding; undefined: all. */
export async function acknowledge(
  db: Db,
  of: { replayId?: number; instanceId?: number },
  count = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  await sql`
    with chosen as (
      select d.subscription_id, d.notification_id from deliveries d join subscriptions s on s.id = d.subscription_id
      where (s.replay_id = ${of.replayId ?? null} or s.instance_id = ${of.instanceId ?? null}) and d.status <> 'delivered'
      order by d.notification_id limit ${count}),
    acknowledged as (
      update deliveries d set status = 'delivered', delivered_at_ms = ${storeNow} from chosen
      where d.subscription_id = chosen.subscription_id and d.notification_id = chosen.notification_id
      returning d.subscription_id)
    update subscriptions s set pending = s.pending - n, next_due_at_ms = case when s.pending > n then s.next_due_at_ms end
    from (select subscription_id, count(*) n from acknowledged group by subscription_id) done
    where s.id = done.subscription_id`.execute(db);
}
