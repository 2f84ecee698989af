import { sql, type RawBuilder } from 'kysely';

export type Condition = RawBuilder<unknown>;

/** All of them, of which there is at least one. */
export const and = (conditions: Condition[]): Condition => sql.join(conditions, sql` and `);
