import { sql, type RawBuilder } from 'kysely';

/** Whether the column holds this organisation; without one everything is asked for. */
export const isOf = (organizationId: number | undefined, column: RawBuilder<unknown>): RawBuilder<boolean> =>
  organizationId === undefined ? sql`true` : sql`${column} = ${organizationId}`;

/** The same for rows that have an `instance_id`. */
export const isOfInstance = (organizationId: number | undefined): RawBuilder<boolean> =>
  organizationId === undefined
    ? sql`true`
    : sql`instance_id in (select id from instances where organization_id = ${organizationId})`;
