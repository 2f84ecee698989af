import { sql } from 'kysely';
import type { Db } from './database.ts';
import { isOfInstance } from './organization-scope.ts';

/** Work that has no queue figure of its own. */
export interface WorkCounts {
  /** Polls that should have run and did not. */
  overduePolls: number;
  /** Replays that wait, run or deliver. */
  replays: number;
  /** Reconciliations that wait, run, or are held. */
  reconciliations: number;
}

/** Undefined: of all organisations. Each count is read from an index that holds nothing else. */
export async function countWork(db: Db, organizationId: number | undefined): Promise<WorkCounts> {
  const own = isOfInstance(organizationId);
  const { rows } = await sql<WorkCounts>`
    select
      (select count(*) from polls where overdue_since_ms is not null and ${own}) "overduePolls",
      (select count(*) from replays where status in ('waiting', 'running', 'delivering') and ${own}) replays,
      (select count(*) from reconciliations where status in ('waiting', 'running', 'held') and ${own}) reconciliations
  `.execute(db);
  return rows[0] ?? { overduePolls: 0, replays: 0, reconciliations: 0 };
}
