import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Nothing of the instance is due any more; a poll that is running is fenced off. Cursors stay where they are. */
export async function pausePolls(db: Db, instanceId: number): Promise<void> {
  await sql`select id from polls where instance_id = ${instanceId} order by id for update`.execute(db);
  await db
    .updateTable('polls')
    .set({
      enabled: false,
      next_poll_at_ms: null,
      lease_until_ms: null,
      overdue_since_ms: null,
      idle_since_ms: null,
      fence: sql<number>`fence + 1`,
    })
    .where('instance_id', '=', instanceId)
    .execute();
}
