import { readField } from '../lib/field-path.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { DeletedWhen } from './connector-polling.ts';

/** Whether a record says of itself that it was deleted. */
export function saysDeleted({ field, values }: DeletedWhen, record: JsonRecord): boolean {
  const value = readField(record, field);
  if (values) return values.some((each) => each === value);
  return value !== undefined && value !== null && value !== false && value !== '';
}
