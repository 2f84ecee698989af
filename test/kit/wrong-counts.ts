import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';

/** Subscriptions whose count of outstanding deliveries is not that of the rows, or that would never be sent to; none, if all is well. */
export async function wrongCounts(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select s.id, s.pending, count(d.*) outstanding, s.active, s.next_due_at_ms from subscriptions s
    left join deliveries d on d.subscription_id = s.id and d.status <> 'delivered'
    group by s.id
    having s.pending <> count(d.*) or (s.active and (s.pending > 0) <> (s.next_due_at_ms is not null))`.execute(db);
  return rows;
}
