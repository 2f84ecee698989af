import { sql, type RawBuilder } from 'kysely';

/** The ids of an instance's registrations, locked in the one order in which none waits for another for ever. */
export const registrationsHeld = (instanceId: number): RawBuilder<{ id: number }> =>
  sql`select id from webhook_registrations where instance_id = ${instanceId} order by id for update`;
