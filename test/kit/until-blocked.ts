import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';

/** Until another statement in this database waits for a lock. */
export async function untilBlocked(db: Db): Promise<void> {
  const isBlocked = async () =>
    (
      await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    ).rows.length > 0;
  while (!(await isBlocked()));
}
