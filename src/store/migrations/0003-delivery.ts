import { sql, type Kysely } from 'kysely';

/** Subscriptions by topic, messages, replays, the feed, what attempts were told, account settings, the usage log, retention. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table accounts add settings jsonb not null default '{}'`,

  // Locked by a commit before it draws the ids of notifications: within an instance they appear in the order of their ids.
  // forgotten_up_to: the greatest id of a notification that retention has deleted. bodies_forgotten_up_to: up to this one,
  // no event has a record any more.
  `create table event_feeds (
    instance_id bigint primary key references instances on delete cascade,
    forgotten_up_to bigint not null default 0,
    bodies_forgotten_up_to bigint not null default 0)`,
  // before_us: the greatest date of an event of the resource that retention has deleted, as the provider tells dates.
  `create table forgotten_events (
    instance_id bigint not null references instances on delete cascade,
    resource text not null,
    before_us bigint not null,
    primary key (instance_id, resource))`,
  `insert into event_feeds (instance_id) select id from instances`,
  // By a trigger, as a commit of an instance without its row would tell nothing.
  `create function make_event_feed() returns trigger language plpgsql as $$
    begin
      insert into event_feeds (instance_id) values (new.id);
      return null;
    end $$`,
  `create trigger make_event_feed after insert on instances for each row execute function make_event_feed()`,

  // A notification is of an instance, or a message: then it has a topic of its own.
  `alter table notifications
    alter instance_id drop not null,
    alter resource drop not null,
    alter poll_date_us drop not null,
    add organization_id bigint references organizations,
    add topic text,
    add severity text,
    add sender text,
    add message jsonb,
    add acknowledged_at_ms bigint,
    add constraint of_instance_or_topic check ((instance_id is null) = (topic is not null))`,
  `create index notifications_by_age on notifications (created_at_ms)`,
  `create index messages_by_topic on notifications (organization_id, topic, id) where topic is not null`,

  // Null when the record is no longer kept.
  `alter table events alter record drop not null`,

  // after_id, up_to_id: the notifications that are still to be looked at. found: notifications that hold what is asked for;
  // skipped: those of them whose records are no longer kept.
  `create table replays (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    filter jsonb not null,
    url text,
    status text not null check (status in ('waiting', 'running', 'delivering', 'completed', 'failed', 'cancelled')),
    found bigint not null default 0,
    skipped bigint not null default 0,
    after_id bigint not null default 0,
    up_to_id bigint not null,
    fault jsonb,
    next_step_at_ms bigint,
    created_at_ms bigint not null,
    started_at_ms bigint,
    finished_at_ms bigint)`,
  `create index replays_due on replays (next_step_at_ms) where next_step_at_ms is not null`,
  `create index replays_by_instance on replays (instance_id, id)`,
  `create index replays_under_way on replays (instance_id) where status in ('waiting', 'running', 'delivering')`,

  // instance_id: the subscription that the instance's configuration makes. replay_id: that of a replay. Neither: one that
  // was made for its topics. config, secrets_sealed: the settings of those that no instance has.
  // slow: sent to apart from the others, so that it does not take their places.
  // given_up: deliveries of a replay that were deleted before they were acknowledged.
  `alter table subscriptions
    alter instance_id drop not null,
    add account_id bigint references accounts,
    add replay_id bigint unique references replays on delete cascade,
    add config jsonb,
    add secrets_sealed bytea,
    add slow boolean not null default false,
    add given_up bigint not null default 0,
    add inactive_since_ms bigint`,
  `update subscriptions s set account_id = i.account_id from instances i where i.id = s.instance_id`,
  `alter table subscriptions alter account_id set not null`,
  `drop index subscriptions_due`,
  `create index subscriptions_due on subscriptions (slow, next_due_at_ms) where next_due_at_ms is not null`,
  `create index subscriptions_by_organization on subscriptions (organization_id, id)`,
  `create index subscriptions_by_url on subscriptions (url)`,

  // instance_id: of the instance that the topic is of; its events are for the subscription.
  `create table subscription_topics (
    subscription_id bigint not null references subscriptions on delete cascade,
    topic text not null,
    organization_id bigint not null,
    instance_id bigint references instances on delete cascade,
    primary key (subscription_id, topic))`,
  `create index subscription_topics_by_instance on subscription_topics (instance_id) where instance_id is not null`,
  `create index subscription_topics_by_topic on subscription_topics (organization_id, topic)`,
  `insert into subscription_topics (subscription_id, topic, organization_id, instance_id)
    select s.id, 'instance-' || i.id || '-' || i.connector_key || '-events', s.organization_id, i.id
    from subscriptions s join instances i on i.id = s.instance_id`,

  `create index deliveries_waiting on deliveries (subscription_id, notification_id) where status = 'retry'`,

  // What was sent where, and what was answered; secret headers are masked, and only the beginning of the answer is kept.
  `alter table delivery_attempts
    add url text,
    add request_headers jsonb,
    add response_headers jsonb,
    add response_body text`,
  `create index delivery_attempts_by_age on delivery_attempts (started_at_ms)`,
  `create index notices_by_age on notices (created_at_ms)`,

  // What was deleted goes at once, and what may be millions of rows of it goes later, in small batches: by these triggers it
  // is noted whose rows are to go. They are found through the row that is gone only, so nobody sees them meanwhile; no foreign
  // keys are there, which would delete all in one statement. Whoever adds such rows does so under the lock of the one that
  // they belong to (polls and event feeds for an instance).
  `create table leftovers (
    kind text not null check (kind in ('notifications', 'deliveries', 'versions')),
    owner_id bigint not null,
    primary key (kind, owner_id))`,
  `create function note_leftovers() returns trigger language plpgsql as $$
    begin
      insert into leftovers (kind, owner_id) select tg_argv[0], id from gone on conflict do nothing;
      return null;
    end $$`,
  `create trigger note_leftovers after delete on instances
    referencing old table as gone for each statement execute function note_leftovers('notifications')`,
  `create trigger note_leftovers after delete on subscriptions
    referencing old table as gone for each statement execute function note_leftovers('deliveries')`,
  `create trigger note_leftovers after delete on cursors
    referencing old table as gone for each statement execute function note_leftovers('versions')`,
  `alter table notifications drop constraint notifications_instance_id_fkey`,
  `alter table deliveries drop constraint deliveries_subscription_id_fkey`,
  `drop trigger delete_versions on cursors`,
  `drop function delete_versions_of_cursors`,

  `create table usage_records (
    id text primary key,
    organization_id bigint not null references organizations,
    account_id bigint not null,
    user_id bigint not null,
    instance_id bigint,
    connector_key text,
    instance_name text,
    tags text[],
    hub text,
    method text not null,
    uri text not null,
    ip text,
    status_code int not null,
    duration_ms int not null,
    created_at_ms bigint not null)`,
  `create index usage_by_organization on usage_records (organization_id, created_at_ms)`,
  `create index usage_by_age on usage_records (created_at_ms)`,
];
