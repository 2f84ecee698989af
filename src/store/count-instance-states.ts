import { sql } from 'kysely';
import type { Db } from './database.ts';
import { stateConditions, type InstancesAsked, type InstanceState } from './instance-states.ts';

/** How many instances of the organisation are in each state. */
export async function countInstanceStates(db: Db, asked: InstancesAsked): Promise<Record<InstanceState, number>> {
  const { disabled, reconnect, paused, failing, other } = stateConditions(asked);
  const { rows } = await sql<Record<InstanceState, number>>`
    with own as materialized (
      select ${reconnect} reconnect, ${paused} paused, ${failing} failing, ${other} other
      from instances where organization_id = ${asked.organizationId} and not ${disabled})
    select
      count(*) filter (where not (reconnect or paused or failing or other)) healthy,
      count(*) filter (where reconnect or paused or failing or other) attention,
      count(*) filter (where reconnect) reconnect,
      count(*) filter (where paused) paused,
      count(*) filter (where failing) failing,
      (select count(*) from instances where organization_id = ${asked.organizationId} and ${disabled}) disabled
    from own`.execute(db);
  return rows[0] ?? { healthy: 0, attention: 0, reconnect: 0, paused: 0, failing: 0, disabled: 0 };
}
