import { sql } from 'kysely';
import { lockCredentials, shortWaitMs } from './credential-store.ts';
import type { Db } from './database.ts';
import { registrationsHeld } from './registrations-held.ts';

/**
 * Deletes the organisation's instance: from now on nobody finds anything of it. What it has told, and seen, may be millions of
 * rows: they go afterwards, in small batches (clear-leftovers.ts). False when there is none.
 */
export async function deleteInstance(
  db: Db,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockCredentials(trx, id, { waitMs: shortWaitMs });
    // In the order in which polls and deliveries lock them, so that neither waits for the other for ever.
    await trx.selectFrom('polls').select('id').where('instance_id', '=', id).orderBy('id').forUpdate().execute();
    await trx.selectFrom('replays').select('id').where('instance_id', '=', id).orderBy('id').forUpdate().execute();
    await trx.selectFrom('event_feeds').select('instance_id').where('instance_id', '=', id).forUpdate().execute();
    await sql`
      select id from subscriptions
      where instance_id = ${id} or replay_id in (select id from replays where instance_id = ${id})
      order by id for update`.execute(trx);
    await registrationsHeld(id).execute(trx);
    const { numDeletedRows } = await trx
      .deleteFrom('instances')
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows === 1n;
  });
}
