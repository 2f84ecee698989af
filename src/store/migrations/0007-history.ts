import { sql, type Kysely } from 'kysely';

/** What polls did, and what was changed of instances. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // runs: how many rows of poll_runs the poll has had; the last one is that of this number. idle_since_ms: when the first poll
  // of that row ended, if it is of polls that found nothing; null: it is of another.
  `alter table polls
    add column runs bigint not null default 0,
    add column idle_since_ms bigint`,

  // The last so many runs of each poll, in a ring: slot is number modulo its size, so that a new run takes the place of the
  // oldest and nothing has to be deleted. polls: how many polls one after the other found nothing, of which started_at_ms,
  // finished_at_ms and the rest are those of the last. No index on what changes with each of them.
  `create table poll_runs (
    poll_id bigint not null references polls on delete cascade,
    slot smallint not null,
    number bigint not null,
    polls int not null,
    begun_at_ms bigint not null,
    started_at_ms bigint not null,
    finished_at_ms bigint not null,
    outcome text not null,
    fault jsonb,
    counts jsonb not null,
    next_poll_at_ms bigint,
    changes_per_hour double precision,
    primary key (poll_id, slot)) with (fillfactor = 80)`,
  `create index poll_runs_by_age on poll_runs (begun_at_ms)`,

  // user_id, user_email: who did it, as the user was named then; null: the server. changes: what was before and is now, by key,
  // without secrets.
  `create table instance_changes (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    kind text not null,
    user_id bigint,
    user_email text,
    changes jsonb not null,
    reason text,
    changed_at_ms bigint not null)`,
  `create index instance_changes_by_instance on instance_changes (instance_id, id)`,

  // The health of an instance counts those of the last day.
  `create index received_webhooks_failed on received_webhooks (instance_id, received_at_ms) where status = 'failed'`,
];
