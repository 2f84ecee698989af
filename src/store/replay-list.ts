import { sql } from 'kysely';
import type { Replay } from '../model/replay.ts';
import type { Db } from './database.ts';
import { replayColumns } from './replay-row.ts';

export interface ReplaySearch {
  instanceId: number;
  /** Only ids below this one; undefined: from the newest on. */
  beforeId: number | undefined;
  limit: number;
}

/** The newest first, and how many there are on all pages. */
export async function listReplays(
  db: Db,
  { instanceId, beforeId, limit }: ReplaySearch,
): Promise<{ replays: Replay[]; total: number }> {
  const [page, count] = await Promise.all([
    sql<Replay>`
      select ${replayColumns} from replays r join subscriptions s on s.replay_id = r.id
      where r.instance_id = ${instanceId} and (${beforeId ?? null}::bigint is null or r.id < ${beforeId ?? null})
      order by r.id desc limit ${limit}`.execute(db),
    sql<{ total: number }>`select count(*) total from replays where instance_id = ${instanceId}`.execute(db),
  ]);
  return { replays: page.rows, total: count.rows[0]?.total ?? 0 };
}

export interface ReplayOfInstance {
  instanceId: number;
  id: number;
}

export async function findReplay(db: Db, { instanceId, id }: ReplayOfInstance): Promise<Replay | undefined> {
  const { rows } = await sql<Replay>`
    select ${replayColumns} from replays r join subscriptions s on s.replay_id = r.id
    where r.instance_id = ${instanceId} and r.id = ${id}`.execute(db);
  return rows[0];
}
