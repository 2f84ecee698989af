import type { JsonRecord } from '../../lib/json.ts';

/** The value as its JSON text would give it back: without members that are undefined. */
export const asJson = (value: object): JsonRecord => JSON.parse(JSON.stringify(value)) as JsonRecord;
