import { sql } from 'kysely';
import type { Db } from './database.ts';
import { wantPolls } from './want-polls.ts';

/**
 * Polls of an instance are due at once, as webhooks may have been missed; one that runs is followed by another. Those that rest,
 * or wait because the provider did not answer, do as before. Empty `resources`: all.
 */
export async function wantPollsOfInstance(
  db: Db,
  { instanceId, resources, now }: { instanceId: number; resources: readonly string[]; now: number },
): Promise<void> {
  const named = resources.length === 0 ? sql`` : sql`and resource = any(${[...resources]}::text[])`;
  const { rows } = await sql<{ id: number }>`
    select id from polls where instance_id = ${instanceId} and enabled and paused_at_ms is null ${named}`.execute(db);
  await wantPolls(
    db,
    rows.map(({ id }) => ({ pollId: id, at: now })),
  );
}
