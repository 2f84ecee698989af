import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { acknowledge, storeTold } from './replayed-instance.ts';
import { storeNow } from './stored-instance.ts';

/** So many attempts of each delivery, a millisecond apart. */
export async function storeAttempts(db: Db, each: number): Promise<void> {
  await sql`
    insert into delivery_attempts (subscription_id, notification_id, attempt, started_at_ms, duration_ms, outcome)
    select subscription_id, notification_id, n, ${storeNow}::bigint + n - 1, 1, 'failed'
    from deliveries, generate_series(1, ${each}::int) n`.execute(db);
}

/** An instance with one notification that was delivered, one attempt, one notice, one past poll and one entry of the usage log. */
export async function storeOneOfEach(db: Db): Promise<void> {
  const { instanceId } = await storeTold(db, [{ events: [{ eventId: 'a' }] }]);
  await acknowledge(db, { instanceId });
  await storeAttempts(db, 1);
  await sql`
    insert into notices (instance_id, kind, message, created_at_ms)
    values (${instanceId}, 'polling.paused', '', ${storeNow})`.execute(db);
  await sql`
    insert into poll_runs (poll_id, slot, number, polls, begun_at_ms, started_at_ms, finished_at_ms, outcome, counts)
    select id, 1, 1, 1, ${storeNow}::bigint, ${storeNow}::bigint, ${storeNow}::bigint, 'completed', '{}'
    from polls where instance_id = ${instanceId}`.execute(db);
  await sql`delete from usage_records`.execute(db);
  await sql`
    insert into usage_records (id, organization_id, account_id, user_id, method, uri, status_code, duration_ms, created_at_ms)
    select 'u' || id, organization_id, account_id, user_id, 'GET', '/', 200, 1, ${storeNow}::bigint
    from instances where id = ${instanceId}`.execute(db);
}

/** Two messages of the organisation, of which the later is outstanding for the instance's subscription. */
export async function storeTwoMessages(db: Db, instanceId: number): Promise<void> {
  await sql`
    insert into notifications (id, organization_id, topic, severity, message, initial, created_at_ms)
    select nextval('notification_ids'), organization_id, 'weather', 'low', '"rain"', false, ${storeNow}::bigint
    from instances, generate_series(1, 2) where id = ${instanceId}`.execute(db);
  await sql`
    insert into deliveries (subscription_id, notification_id, status, created_at_ms)
    select s.id, (select max(id) from notifications), 'created', ${storeNow}::bigint from subscriptions s
    where s.instance_id = ${instanceId}`.execute(db);
}

/** Reconciliations of its poll that ended when they began. */
export async function storeEndedReconciliations(db: Db, instanceId: number, count: number): Promise<void> {
  await sql`
    insert into reconciliations (instance_id, poll_id, reason, status, progress, counts, created_at_ms, finished_at_ms)
    select ${instanceId}, id, 'requested', 'completed', '{}', '{}', ${storeNow}::bigint, ${storeNow}::bigint
    from polls, generate_series(1, ${count}::int) where instance_id = ${instanceId}`.execute(db);
}

/** The only sessions there are, one for each of these ends. */
export async function storeSessions(db: Db, endsAt: number[]): Promise<void> {
  await sql`delete from sessions`.execute(db);
  await sql`
    insert into sessions (token_hash, user_id, kind, created_at_ms, expires_at_ms)
    select ends_at::text::bytea, (select min(id) from users), 'token', 0, ends_at from unnest(${endsAt}::bigint[]) ends_at`.execute(
    db,
  );
}
