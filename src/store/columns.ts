import { sql, type RawBuilder } from 'kysely';

/** Columns of a batch as array parameters, for `unnest`: one statement whatever the number of rows. */
type Column = RawBuilder<unknown>;

export const bigints = <T>(rows: T[], of: (row: T) => number | null): Column => sql`${rows.map(of)}::bigint[]`;
export const doubles = <T>(rows: T[], of: (row: T) => number | null): Column =>
  sql`${rows.map(of)}::double precision[]`;
export const ints = <T>(rows: T[], of: (row: T) => number | null): Column => sql`${rows.map(of)}::int[]`;
export const texts = <T>(rows: T[], of: (row: T) => string | null): Column =>
  sql`${rows.map((row) => storable(of(row)))}::text[]`;
export const jsons = <T>(rows: T[], of: (row: T) => object | null): Column =>
  sql`${rows.map((row) => toJson(of(row)))}::jsonb[]`;
export const booleans = <T>(rows: T[], of: (row: T) => boolean): Column => sql`${rows.map(of)}::boolean[]`;

/** PostgreSQL holds neither NUL nor half a surrogate pair; one from somebody else must not keep a whole batch from being written. */
const storable = (value: string | null) => value && value.toWellFormed().replaceAll('\0', '\uFFFD');

/** The same in keys and values of JSON text, where such characters stand escaped. */
const toJson = (value: object | null) => {
  const text = value && JSON.stringify(value);
  return text?.includes('\\u') ? text.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|[^])/g, storableEscape) : text;
};
const storableEscape = (escape: string) => (escape.length > 2 ? '\uFFFD' : escape);
