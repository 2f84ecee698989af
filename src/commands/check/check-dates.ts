import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { readDate, type DateReading } from '../../lib/date-pattern/read-date.ts';
import { readField } from '../../lib/field-path.ts';
import { microsPerSecond, type Instant } from '../../lib/instant.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { PollingRules } from '../../model/connector-polling.ts';
import type { DateField } from '../../model/poll-definition.ts';
import type { PageRead } from './page-read.ts';

/** What the records that a poll has read say against its date fields and the declared order; each once. */
export function checkDates(pages: readonly PageRead[], order: PollingRules['order']): string[] {
  const faults = pages.flatMap(({ definition: { updated, created }, records }) => [
    ...checkFormat('updatedDate', updated, records),
    ...checkFormat('createdDate', created, records),
    ...checkOrder(updated ?? created, order, records),
  ]);
  return [...new Set(faults)];
}

/** Names of the date fields of a poll, and whether any record had a date there. */
export interface DateFieldRead {
  name: 'updatedDateField' | 'createdDateField';
  field: string;
  found: boolean;
}

/** Both date fields of a poll as far as they are declared; none where no record was read. */
export function dateFieldsRead(pages: readonly PageRead[]): DateFieldRead[] {
  const records = pages.flatMap((page) => page.records);
  const [definition] = pages.map((page) => page.definition);
  if (!definition || records.length === 0) return [];
  const found = (date: DateField) => records.some((record) => reading(date, record).kind === 'instant');
  const { updated, created } = definition;
  return [
    ...(updated ? [{ name: 'updatedDateField' as const, field: updated.field, found: found(updated) }] : []),
    ...(created ? [{ name: 'createdDateField' as const, field: created.field, found: found(created) }] : []),
  ];
}

const reading = ({ field, format, timezone }: DateField, record: JsonRecord): DateReading =>
  readDate(readField(record, field), datePattern(format, timezone));

/**
 * Values in other forms are read as well as can be. One that is more precise by a second or more is of another form, though;
 * fractions of seconds are common beside formats without them.
 */
function checkFormat(name: string, date: DateField | undefined, records: readonly JsonRecord[]): string[] {
  if (!date) return [];
  const pattern = datePattern(date.format, date.timezone);
  return records.flatMap((record) => {
    const read = reading(date, record);
    if (read.kind === 'none') return [];
    const value = JSON.stringify(read.text);
    if (read.kind === 'unparsable') return [`${date.field}: ${value} is no date in the ${name}Format ${date.format}`];
    const kept = pattern.parse(pattern.print(read.instant));
    return kept !== undefined && read.instant - kept < microsPerSecond
      ? []
      : [`${date.field}: ${value} is more precise than the ${name}Format ${date.format}`];
  });
}

/** A scan that trusts an order which is not kept stops too early, and loses what comes after. */
function checkOrder(
  date: DateField | undefined,
  order: PollingRules['order'],
  records: readonly JsonRecord[],
): string[] {
  if (!date || order === 'none') return [];
  const dates = records.map((record) => reading(date, record)).filter((read) => read.kind === 'instant');
  return dates.flatMap((read, index) => {
    const before = dates[index - 1];
    return before !== undefined && comesBefore(order, read.instant, before.instant)
      ? [`polling.order: found rows of another order than ${order}: ${read.text} after ${before.text} (${date.field})`]
      : [];
  });
}

const comesBefore = (order: 'updatedAscending' | 'updatedDescending', later: Instant, earlier: Instant): boolean =>
  order === 'updatedAscending' ? later < earlier : later > earlier;
