import { sql, type Kysely } from 'kysely';

/** What providers send by themselves, and how it is asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The inbox: one row per request and instance, written before it is answered. Headers are those that are not secret.
  // identity: what makes it the same request when it is sent again; null when nothing does.
  // trusted: its verification proves that the provider sent it, which a secret address alone does not.
  `create table received_webhooks (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    identity text collate "C",
    method text not null,
    query jsonb not null,
    headers jsonb not null,
    content_type text,
    body bytea,
    trusted boolean not null,
    -- false: it became so many notifications that each is told with what it holds itself.
    whole_raw boolean not null default true,
    received_at_ms bigint not null,
    status text not null check (status in ('waiting', 'done', 'failed')),
    attempts int not null default 0,
    next_attempt_at_ms bigint,
    lease_until_ms bigint,
    fence bigint not null default 0,
    outcome jsonb,
    fault jsonb,
    finished_at_ms bigint)`,
  `create unique index received_webhooks_by_identity on received_webhooks (instance_id, identity) where identity is not null`,
  `create index received_webhooks_due on received_webhooks (instance_id, next_attempt_at_ms, id) where status = 'waiting'`,
  `create index received_webhooks_by_instance on received_webhooks (instance_id, id)`,
  // Instances of which webhooks are being worked on: the others of theirs wait.
  `create index received_webhooks_held on received_webhooks (instance_id, lease_until_ms)
    where status = 'waiting' and lease_until_ms is not null`,

  // What was told from the content of a webhook has no poll date of its own, and its raw form is that of the webhook.
  `alter table notifications add column received_id bigint`,
  `create index notifications_by_received on notifications (received_id) where received_id is not null`,
  // Where a file was and is, as hooks tell it.
  `alter table events add column paths jsonb`,

  // received: webhooks bring changes of this resource too, so that pages are judged and written under the lock of their poll.
  // wanted_at_ms: a webhook asked for a poll; one that began before is followed by another.
  `alter table polls add column received boolean not null default false`,
  `alter table polls add column wanted_at_ms bigint`,

  // How the webhooks of an instance were asked for. each: the value that it stands for; empty where there is one only.
  // captured: what stands at the provider, as sealed JSON: what the provider told of it, and with which entries of the
  // configuration it was asked for; null: nothing of ours. digest: what was asked for; base_url: the public address of this
  // server that is to be given to the provider. revision: goes up whenever something else is wanted of it; a step that began
  // before then tells only what stands.
  `create table webhook_registrations (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    name text not null,
    each text not null default '',
    status text not null check (status in ('wanted', 'active', 'failed', 'unwanted')),
    digest text not null,
    base_url text,
    captured_sealed bytea,
    fault jsonb,
    attempts int not null default 0,
    next_step_at_ms bigint,
    lease_until_ms bigint,
    fence bigint not null default 0,
    revision bigint not null default 0,
    renew_at_ms bigint,
    check_at_ms bigint,
    expires_at_ms bigint,
    subscribed_at_ms bigint,
    renewed_at_ms bigint,
    checked_at_ms bigint,
    created_at_ms bigint not null,
    unique (instance_id, name, each))`,
  `create index webhook_registrations_due on webhook_registrations (next_step_at_ms) where next_step_at_ms is not null`,

  // Keys that handshakes brought, sealed.
  `create table webhook_keys (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    name text not null,
    value_sealed bytea not null,
    created_at_ms bigint not null)`,
  `create index webhook_keys_by_instance on webhook_keys (instance_id, name, id)`,

  // When an instance last heard of its provider, and how long the pauses between are, so that silence is noticed.
  `create table webhook_pulse (
    instance_id bigint primary key references instances on delete cascade,
    received bigint not null default 0,
    last_received_at_ms bigint,
    mean_pause_ms double precision,
    quiet_at_ms bigint)`,
  `create index webhook_pulse_quiet on webhook_pulse (quiet_at_ms) where quiet_at_ms is not null`,

  // Instances are found by a value of their configuration, or as those of a connector, in all organisations.
  `create index instances_by_configuration on instances using gin (configuration jsonb_path_ops)`,
  `create index instances_by_key on instances (connector_key, organization_id, id)`,
];
