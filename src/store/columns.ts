import { sql, type RawBuilder } from 'kysely';

/** Columns of a batch as array parameters, for `unnest`: one statement whatever the number of rows. */
type Column = RawBuilder<unknown>;

export const bigints = <T>(rows: T[], of: (row: T) => number | null): Column => sql`${rows.map(of)}::bigint[]`;
export const ints = <T>(rows: T[], of: (row: T) => number | null): Column => sql`${rows.map(of)}::int[]`;
export const texts = <T>(rows: T[], of: (row: T) => string | null): Column =>
  sql`${rows.map((row) => storable(of(row)))}::text[]`;
export const jsons = <T>(rows: T[], of: (row: T) => object | null): Column =>
  sql`${rows.map((row) => toJson(of(row)))}::jsonb[]`;
export const booleans = <T>(rows: T[], of: (row: T) => boolean): Column => sql`${rows.map(of)}::boolean[]`;

const toJson = (value: object | null) => value && JSON.stringify(value, (_key, member: unknown) => storable(member));

/** PostgreSQL holds no NUL in text; one in a message of somebody else must not keep a whole batch from being written. */
const storable = <T>(value: T): T => (typeof value === 'string' ? (value.replaceAll('\0', '\uFFFD') as T) : value);
