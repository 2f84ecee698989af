import type { ColumnType } from 'kysely';

/** Read parsed, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>;
