import { sql } from 'kysely';
import { forgottenAfterMs, type Worker } from '../model/worker.ts';
import type { Db } from './database.ts';

export interface StoredWorker extends Worker {
  /** When it last told of itself. */
  beatAt: number;
}

/** More would be no list to look at. */
const most = 200;

/** Writes that the process is alive; those that have been lost for long are forgotten. `now` is epoch milliseconds. */
export async function saveBeat(db: Db, worker: Worker, now: number): Promise<void> {
  const underWay = JSON.stringify(worker.underWay);
  await sql`
    with forgotten as (delete from workers where beat_at_ms < ${now - forgottenAfterMs} and id <> ${worker.id})
    insert into workers (id, host, pid, roles, started_at_ms, beat_at_ms, stopping, under_way)
    values (${worker.id}, ${worker.host}, ${worker.pid}, ${worker.roles}::text[], ${worker.startedAt}, ${now},
      ${worker.stopping}, ${underWay}::jsonb)
    on conflict (id) do update set
      beat_at_ms = excluded.beat_at_ms, stopping = excluded.stopping, under_way = excluded.under_way`.execute(db);
}

/** The process has ended as it should. */
export async function removeWorker(db: Db, id: string): Promise<void> {
  await db.deleteFrom('workers').where('id', '=', id).execute();
}

/** The processes that have told of themselves, the oldest first. */
export async function listWorkers(db: Db): Promise<StoredWorker[]> {
  const { rows } = await sql<StoredWorker>`
    select id, host, pid, roles, started_at_ms "startedAt", beat_at_ms "beatAt", stopping, under_way "underWay"
    from workers order by started_at_ms, id limit ${most}`.execute(db);
  return rows;
}
