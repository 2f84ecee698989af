import { sql } from 'kysely';
import type { Condition } from './conditions.ts';

/** Whose events: those of an organisation, or of one of its instances. */
export interface EventScope {
  organizationId: number;
  instanceId: number | undefined;
}

/** Conditions on `instances i`. */
export const inScope = ({ organizationId, instanceId }: EventScope): Condition[] => [
  sql`i.organization_id = ${organizationId}`,
  ...(instanceId === undefined ? [] : [sql`i.id = ${instanceId}`]),
];
