import type { QueryPlan } from '../hub/query-plan.ts';
import { datePattern } from '../lib/date-pattern/date-pattern.ts';
import { recordDates } from '../lib/where/compare-dates.ts';
import type { PollDefinition } from '../model/poll-definition.ts';

/** The plan, with the dates of its records read as the poll says that they are written. */
export function withRecordDates(plan: QueryPlan, { updated, created }: PollDefinition): QueryPlan {
  if (!plan.filter && !plan.refine) return plan;
  const fields = [updated, created].flatMap((date) =>
    date ? [{ field: date.field, pattern: datePattern(date.format, date.timezone) }] : [],
  );
  return fields.length === 0 ? plan : { ...plan, dates: recordDates(fields) };
}
