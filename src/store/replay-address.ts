import { sql } from 'kysely';
import type { Db } from './database.ts';
import { whyNotSent } from './why-not-sent.ts';

/**
 * Replays that go to the instance's own callback URL have its settings, and so follow it: what is set for a new address is
 * never sent to the old one. Without an address they stop, and are ended as failed.
 */
export async function moveReplays(
  db: Db,
  { instanceId, url, now }: { instanceId: number; url: string | undefined; now: number },
): Promise<void> {
  const ofInstance = sql`
    from replays r where r.id = s.replay_id and r.instance_id = ${instanceId} and r.url is null`;
  await (
    url === undefined
      ? sql`
        update subscriptions s set
          active = false, inactive_reason = ${whyNotSent(instanceId)}, inactive_since_ms = ${now}, next_due_at_ms = null
        ${ofInstance} and s.active`
      : sql`update subscriptions s set url = ${url}, fence = s.fence + 1 ${ofInstance} and s.url <> ${url}`
  ).execute(db);
}
