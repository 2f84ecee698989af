import type { Instant } from '../lib/instant.ts';
import type { Db } from './database.ts';

/**
 * The greatest date of an event of the resource that retention has deleted, as the provider tells dates. Of what is dated
 * later every event that was told is stored. Undefined: none was deleted.
 */
export async function eventsForgottenUpTo(
  db: Db,
  { instanceId, resource }: { instanceId: number; resource: string },
): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('forgotten_events')
    .select('before_us')
    .where('instance_id', '=', instanceId)
    .where('resource', '=', resource)
    .executeTakeFirst();
  return row?.before_us;
}
