import { sql, type Kysely } from 'kysely';

/** What lists and figures of events, at a hundred thousand of one instance, are found by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Of one record, or of ids that begin so.
  `create index events_by_record on events (record_id collate "C", notification_id)`,
  // A list of the other types finds a page soon; these may be a few among a hundred thousand.
  `create index events_of_rare_types on events (type, notification_id) where type not in ('CREATED', 'UPDATED')`,

  // Attempts in a time, and how the last ones went, without their rows.
  `create index delivery_attempts_by_subscription on delivery_attempts (subscription_id, started_at_ms) include (outcome)`,
];
