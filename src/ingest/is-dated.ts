import { datePattern } from '../lib/date-pattern/date-pattern.ts';
import { readDate, type DateReading } from '../lib/date-pattern/read-date.ts';
import { readField } from '../lib/field-path.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { DateField, PollDefinition } from '../model/poll-definition.ts';

/** Whether the poll tells records of this resource by a date at all. */
export const tellsByDate = ({ updated, created }: PollDefinition): boolean =>
  updated !== undefined || created !== undefined;

/** Whether the record has the date by which the poll would tell it: without one it cannot be put in order. */
export function isDated(definition: PollDefinition, record: JsonRecord): boolean {
  const { updated, created, filterByUpdatedDate } = definition;
  const [first, second] = filterByUpdatedDate ? [updated, created] : [created, updated];
  const reading = read(record, first);
  return (reading.kind === 'none' ? read(record, second) : reading).kind === 'instant';
}

const read = (record: JsonRecord, field: DateField | undefined): DateReading =>
  field ? readDate(readField(record, field.field), datePattern(field.format, field.timezone)) : { kind: 'none' };
