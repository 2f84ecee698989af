import { sql, type Kysely } from 'kysely';

/** Which processes are alive and what they do, and the polls that are overdue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // One row for each process, written anew every few seconds and deleted when it stops: one that is old was killed.
  // under_way: by kind of work, how much of it the process does at this moment.
  `create table workers (
    id text primary key,
    host text not null,
    pid int not null,
    roles text[] not null,
    started_at_ms bigint not null,
    beat_at_ms bigint not null,
    stopping boolean not null default false,
    under_way jsonb not null)`,
  `create index polls_overdue on polls (instance_id) where overdue_since_ms is not null`,
];
