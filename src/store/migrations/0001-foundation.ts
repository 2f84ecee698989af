import { sql, type Kysely } from 'kysely';

/**
 * Times that drive the engine are epoch milliseconds (`_at_ms`), so that the clock stays an argument; dates of records
 * are epoch microseconds (`_us`), the finest that providers send.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table organizations (
    id bigint generated always as identity primary key,
    name text not null,
    secret_hash bytea not null unique,
    secret_sealed bytea not null,
    created_at_ms bigint not null)`,

  `create table accounts (
    id bigint generated always as identity primary key,
    organization_id bigint not null references organizations,
    name text not null,
    created_at_ms bigint not null)`,

  `create table users (
    id bigint generated always as identity primary key,
    organization_id bigint not null references organizations,
    account_id bigint not null references accounts,
    email text not null unique,
    first_name text not null default '',
    last_name text not null default '',
    role text not null check (role in ('admin', 'member', 'viewer')),
    password_hash text not null,
    secret_hash bytea not null unique,
    secret_sealed bytea not null,
    created_at_ms bigint not null)`,

  `create table sessions (
    token_hash bytea primary key,
    user_id bigint not null references users on delete cascade,
    expires_at_ms bigint not null)`,

  `create table instances (
    id bigint generated always as identity (start with 1000) primary key,
    organization_id bigint not null references organizations,
    account_id bigint not null references accounts,
    user_id bigint not null references users,
    connector_key text not null,
    name text not null,
    tags text[] not null,
    token_hash bytea not null unique,
    token_sealed bytea not null,
    configuration jsonb not null,
    secrets_sealed bytea not null,
    disabled boolean not null default false,
    connection text not null default 'connected' check (connection in ('connected', 'reconnect')),
    connection_reason text,
    external_authentication text not null default 'none',
    created_at_ms bigint not null,
    updated_at_ms bigint not null)`,
  `create index instances_by_organization on instances (organization_id, id)`,

  `create table credentials (
    instance_id bigint primary key references instances on delete cascade,
    tokens_sealed bytea,
    updated_at_ms bigint not null)`,

  // One row per polled resource: when it is due, who polls it now, and how the last poll went.
  `create table polls (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    resource text not null,
    definition jsonb not null,
    identity text not null,
    interval_ms bigint not null,
    start_us bigint not null,
    initial_before_us bigint not null,
    silent_initial boolean not null default false,
    fence bigint not null default 0,
    lease_until_ms bigint,
    enabled boolean not null default true,
    next_poll_at_ms bigint,
    last_started_at_ms bigint,
    last_finished_at_ms bigint,
    last_outcome text,
    last_fault jsonb,
    last_counts jsonb,
    consecutive_failures int not null default 0,
    unique (instance_id, resource))`,
  `create index polls_due on polls (next_poll_at_ms) where next_poll_at_ms is not null`,

  // How far a resource is read. A resource that fans out over a parent has one cursor per parent value.
  `create table cursors (
    id bigint generated always as identity primary key,
    poll_id bigint not null references polls on delete cascade,
    scope text not null,
    watermark_us bigint,
    scanned_at_us bigint,
    complete_up_to_us bigint,
    clock_skew_us bigint,
    least_clock_skew_us bigint,
    baseline_complete boolean not null default false,
    unique (poll_id, scope))`,

  // The versions seen that the next query can return again, and all that is known of records without dates. Here and in
  // events no foreign key is checked for each row, which would cost a third of a commit: both are written only under the
  // lock of their poll, so the parent is there, and a trigger on the parent deletes them.
  `create table record_versions (
    cursor_id bigint not null,
    record_id text collate "C" not null,
    version text collate "C" not null,
    revision int not null default 0,
    date_us bigint,
    primary key (cursor_id, record_id))`,
  `create index record_versions_by_date on record_versions (cursor_id, date_us) where date_us is not null`,

  `create sequence notification_ids`,
  `create table notifications (
    id bigint primary key,
    instance_id bigint not null references instances on delete cascade,
    resource text not null,
    poll_date_us bigint not null,
    initial boolean not null,
    created_at_ms bigint not null)`,
  `create index notifications_by_instance on notifications (instance_id, id)`,

  // An event belongs to one notification, which says of which instance and resource it is.
  `create table events (
    notification_id bigint not null,
    position int not null,
    event_id text collate "C" not null unique,
    record_id text not null,
    type text not null,
    date_us bigint not null,
    record text not null,
    primary key (notification_id, position))`,
  `create function delete_versions_of_cursors() returns trigger language plpgsql as $$
    begin
      delete from record_versions where cursor_id in (select id from gone);
      return null;
    end $$`,
  `create trigger delete_versions after delete on cursors
    referencing old table as gone for each statement execute function delete_versions_of_cursors()`,
  `create function delete_events_of_notifications() returns trigger language plpgsql as $$
    begin
      delete from events where notification_id in (select id from gone);
      return null;
    end $$`,
  `create trigger delete_events after delete on notifications
    referencing old table as gone for each statement execute function delete_events_of_notifications()`,

  // next_due_at_ms: null when there is nothing to send. pending: deliveries not yet delivered.
  // resting: the endpoint is down, and new events do not bring its next attempt forward.
  `create table subscriptions (
    id bigint generated always as identity primary key,
    organization_id bigint not null references organizations,
    instance_id bigint not null unique references instances on delete cascade,
    url text not null,
    active boolean not null default true,
    inactive_reason text,
    pending bigint not null default 0,
    resting boolean not null default false,
    next_due_at_ms bigint,
    lease_until_ms bigint,
    fence bigint not null default 0,
    created_at_ms bigint not null)`,
  `create index subscriptions_due on subscriptions (next_due_at_ms) where next_due_at_ms is not null`,

  `create table deliveries (
    subscription_id bigint not null references subscriptions on delete cascade,
    notification_id bigint not null references notifications on delete cascade,
    status text not null check (status in ('created', 'retry', 'queued', 'delivered')),
    attempts int not null default 0,
    next_attempt_at_ms bigint,
    created_at_ms bigint not null,
    delivered_at_ms bigint,
    primary key (subscription_id, notification_id))`,
  `create index deliveries_outstanding on deliveries (subscription_id, notification_id) where status <> 'delivered'`,
  `create index deliveries_by_notification on deliveries (notification_id)`,

  `create table delivery_attempts (
    id bigint generated always as identity primary key,
    subscription_id bigint not null,
    notification_id bigint not null,
    attempt int not null,
    started_at_ms bigint not null,
    duration_ms int not null,
    outcome text not null,
    status_code int,
    detail text,
    foreign key (subscription_id, notification_id) references deliveries on delete cascade)`,
  `create index delivery_attempts_by_delivery on delivery_attempts (subscription_id, notification_id)`,
];
