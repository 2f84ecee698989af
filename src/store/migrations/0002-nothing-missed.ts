import { sql, type Kysely } from 'kysely';
import { providerQuotaTables } from './provider-quota-tables.ts';

/** Settle lane, resumable scans, feeds, learned lateness, reconciliation, field-level changes, notices, shared quota. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...statements, ...providerQuotaTables]) await sql.raw(statement).execute(db);
}

const statements = [
  // complete_up_to_us: the resource as a whole; it never moves back, whatever cursors are added.
  // remembers_all: versions of all records are kept, not only those of the overlap.
  // consecutive_throttles: counted apart from failures, as only these pause the polling of an instance.
  // sweeps: reconciliations begun; last_sweep: the number of the last one that was completed, 0 before the first.
  `alter table polls
    add complete_up_to_us bigint,
    add remembers_all boolean not null default false,
    add sweeps int not null default 0,
    add last_sweep int not null default 0,
    add reconcile_every_ms bigint,
    add next_reconciliation_at_ms bigint,
    add least_interval_ms bigint,
    add greatest_interval_ms bigint,
    add changes_per_hour double precision,
    add consecutive_throttles int not null default 0,
    add paused_at_ms bigint,
    add overdue_since_ms bigint`,
  `create index polls_to_reconcile on polls (next_reconciliation_at_ms) where next_reconciliation_at_ms is not null`,
  // Polls that nothing will start; the few that have a reason are among them.
  `create index polls_unscheduled on polls (id) where next_poll_at_ms is null and enabled and paused_at_ms is null`,
  `create index polls_paused on polls (instance_id) where paused_at_ms is not null`,

  // newest_seen_us: the newest date of a record that a scan returned. scan: a scan that broke off, to be gone on with.
  // feed: where a change feed goes on. validator: what an unchanged list is recognised by.
  // settled_us: the watermark of the last scan of the settle lane. bases: what the versions remembered were computed by, the present way first.
  // read_sweep: the number of the last sweep that read the scope to its end; last_sweep: of the last such sweep that was
  // completed, 0 before the first.
  `alter table cursors
    add newest_seen_us bigint,
    add scan jsonb,
    add feed jsonb,
    add validator jsonb,
    add bases jsonb,
    add settled_us bigint,
    add read_sweep int not null default 0,
    add last_sweep int not null default 0`,

  // sweep: the number of sweeps begun when the record was last seen. fields: fingerprints of its fields; record: the
  // record itself, where it is to be kept. Sweeps touch every row, so pages leave room for the new one beside the old.
  `alter table record_versions
    add sweep int not null default 0,
    add fields jsonb,
    add record text`,
  `alter table record_versions set (fillfactor = 80)`,

  `alter table events add changes jsonb`,

  // scope: the part of the resource in which the ids of its records are unique; null where it was told before this was kept.
  `alter table notifications add scope text`,

  // How late records became visible: those that were dated before a scan which did not return them, by powers of two
  // seconds.
  `create table record_lateness (
    poll_id bigint not null references polls on delete cascade,
    bucket int not null,
    count bigint not null,
    last_at_ms bigint not null,
    primary key (poll_id, bucket))`,

  `create table reconciliations (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    poll_id bigint not null references polls on delete cascade,
    reason text not null check (reason in ('requested', 'scheduled', 'feedReset')),
    status text not null check (status in ('waiting', 'running', 'held', 'completed', 'failed', 'cancelled')),
    progress jsonb not null,
    counts jsonb not null,
    fault jsonb,
    next_step_at_ms bigint,
    lease_until_ms bigint,
    fence bigint not null default 0,
    created_at_ms bigint not null,
    started_at_ms bigint,
    finished_at_ms bigint)`,
  `create index reconciliations_due on reconciliations (next_step_at_ms) where next_step_at_ms is not null`,
  `create index reconciliations_by_instance on reconciliations (instance_id, id)`,
  `create unique index one_reconciliation_at_a_time on reconciliations (poll_id)
    where status in ('waiting', 'running', 'held')`,

  `create table notices (
    id bigint generated always as identity primary key,
    instance_id bigint not null references instances on delete cascade,
    resource text,
    kind text not null,
    message text not null,
    created_at_ms bigint not null)`,
  `create index notices_by_instance on notices (instance_id, id)`,
];
