import { daysFromCivil, daysInYear, weekdayOf } from './civil.ts';
import type { LocalTime } from './local-time.ts';

// Weeks as Java counts them in the United States: they start on Sunday, and week 1 is the one with the first day in it.

/** The Sunday on or before a day. */
const weekStart = (days: number) => days - weekdayOf(days);

/** A weekday (0 is Sunday) of a week of a year, in days from 1970-01-01. */
export const dayOfWeekOfYear = (year: number, week: number, weekday: number): number =>
  weekStart(daysFromCivil(year, 1, 1)) + (week - 1) * 7 + weekday;

export const dayOfWeekOfMonth = (year: number, month: number, week: number, weekday: number): number =>
  weekStart(daysFromCivil(year, month, 1)) + (week - 1) * 7 + weekday;

/** The nth such weekday of a month. */
export function nthWeekdayOfMonth(year: number, month: number, nth: number, weekday: number): number {
  const first = daysFromCivil(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
}

/** The last days of December may belong to week 1 of the next year. */
export function weekOfYear({ year, days }: LocalTime): { year: number; week: number } {
  const firstDay = daysFromCivil(year, 1, 1);
  if (weekStart(days) + 6 >= firstDay + daysInYear(year)) return { year: year + 1, week: 1 };
  return { year, week: (weekStart(days) - weekStart(firstDay)) / 7 + 1 };
}

export const weekOfMonth = ({ year, month, days }: LocalTime): number =>
  (weekStart(days) - weekStart(daysFromCivil(year, month, 1))) / 7 + 1;
