import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Replay, ReplayFilter } from '../model/replay.ts';
import type { Db } from './database.ts';
import { findReplay } from './replay-list.ts';
import { sealSubscriptionSettings } from './subscription-settings.ts';

export interface ReplayRequest {
  instance: { id: number; organizationId: number; accountId: number };
  filter: ReplayFilter;
  /** Where the events are sent. */
  url: string;
  /** How they are sent there, secrets in clear; undefined: as the instance's events are, to its own callback URL. */
  settings: Record<string, string> | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Makes a replay of what is stored now, with a subscription of its own. What is stored later is none of it, so that it
 * comes to an end.
 */
export async function insertReplay(
  { db, sealer }: { db: Db; sealer: Sealer },
  { instance, filter, url, settings, now }: ReplayRequest,
): Promise<Replay> {
  return db.transaction().execute(async (trx) => {
    // Commits that have drawn ids have ended then: none of them appears below the greatest id any more.
    await sql`select from event_feeds where instance_id = ${instance.id} for share`.execute(trx);
    const { rows } = await sql<{ id: number }>`
      insert into replays (instance_id, filter, url, status, up_to_id, next_step_at_ms, created_at_ms)
      select ${instance.id}, ${JSON.stringify(filter)}::jsonb, ${settings === undefined ? null : url}, 'waiting',
        coalesce(max(id), 0), ${now}, ${now}
      from notifications where instance_id = ${instance.id}
      returning id`.execute(trx);
    const id = rows[0]?.id ?? 0;
    const owner = { organization_id: instance.organizationId, created_at_ms: now };
    await trx
      .insertInto('subscriptions')
      .values({
        ...owner,
        account_id: instance.accountId,
        replay_id: id,
        url,
        ...(settings && sealSubscriptionSettings(sealer, owner, settings)),
      })
      .execute();
    const made = await findReplay(trx, { instanceId: instance.id, id });
    if (!made) throw new Error(`The replay ${id} is not there.`);
    return made;
  });
}
