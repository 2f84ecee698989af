import { sql } from 'kysely';
import { eventsAreOn } from './instance-events.ts';

/** Why nothing is sent to the instance's own URL, by what the instance says now. */
export const whyNotSent = (instanceId: number) => sql<string>`(
  select case
    when i.disabled then 'The instance is disabled.'
    when ${eventsAreOn} then 'The instance has no callback URL.'
    else 'Events are switched off.' end
  from instances i where i.id = ${instanceId})`;
