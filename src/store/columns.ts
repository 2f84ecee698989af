import { sql, type RawBuilder } from 'kysely';
import { storableJson, storableText } from './storable.ts';

/** Columns of a batch as array parameters, for `unnest`: one statement whatever the number of rows. */
type Column = RawBuilder<unknown>;

export const bigints = <T>(rows: T[], of: (row: T) => number | null): Column => sql`${rows.map(of)}::bigint[]`;
export const doubles = <T>(rows: T[], of: (row: T) => number | null): Column =>
  sql`${rows.map(of)}::double precision[]`;
export const ints = <T>(rows: T[], of: (row: T) => number | null): Column => sql`${rows.map(of)}::int[]`;
export const texts = <T>(rows: T[], of: (row: T) => string | null): Column =>
  sql`${rows.map((row) => mapped(of(row), storableText))}::text[]`;
export const jsons = <T>(rows: T[], of: (row: T) => object | null): Column =>
  sql`${rows.map((row) => mapped(of(row), storableJson))}::jsonb[]`;
export const booleans = <T>(rows: T[], of: (row: T) => boolean): Column => sql`${rows.map(of)}::boolean[]`;

const mapped = <Given, Made>(value: Given | null, make: (value: Given) => Made): Made | null =>
  value === null ? null : make(value);
