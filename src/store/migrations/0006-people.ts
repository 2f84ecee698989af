import { sql, type Kysely } from 'kysely';

/** Who may sign in, how long, and how often somebody may guess. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // operator: its admins may make and list organisations. The one of the first start is.
  `alter table organizations add column operator boolean not null default false`,
  `update organizations set operator = true where id = (select min(id) from organizations)`,
  // Until this instant the secret before the last one is taken, too.
  `alter table organizations
    add column old_secret_hash bytea,
    add column old_secret_until_ms bigint`,

  // false: the secret and the password are refused.
  `alter table users add column active boolean not null default true`,
  `create index users_by_organization on users (organization_id, id)`,
  // A deletion looks for what the user owns.
  `create index instances_by_user on instances (user_id)`,

  // token: of POST /authentication, sent as Bearer; browser: of the cookie. Sessions that there are are of the first kind,
  // and so are those that a process of the version before still opens.
  `alter table sessions
    add column kind text not null default 'token' check (kind in ('token', 'browser')),
    add column created_at_ms bigint not null default 0`,
  `create index sessions_by_user on sessions (user_id)`,

  // One row for each log-in that failed, or is being checked. name: a hash, since people type passwords into the wrong field.
  `create table log_in_failures (
    id bigint generated always as identity primary key,
    name_hash bytea not null,
    network text not null,
    failed_at_ms bigint not null,
    checking boolean not null default false)`,
  `create index log_in_failures_by_name on log_in_failures (name_hash, failed_at_ms)`,
  `create index log_in_failures_by_network on log_in_failures (network, failed_at_ms)`,
  `create index log_in_failures_by_time on log_in_failures (failed_at_ms)`,
];
