import { daysFromCivil, daysInMonth, daysInYear, microsPerDay } from './civil.ts';
import type { Reading } from './reading.ts';
import { dayOfWeekOfMonth, dayOfWeekOfYear, nthWeekdayOfMonth } from './weeks.ts';

/**
 * The local time, in microseconds since 1970-01-01T00:00 of its clock, that the fields of a value make up; NaN when there is
 * no such day or time. Fields that are absent are 1970, January, 1 and 0. The day of the month decides before the day of the
 * year, that before weeks; a weekday beside a date is not checked.
 */
export function localMicrosOf(reading: Reading): number {
  return daysOf(reading) * microsPerDay + microsOfDay(reading);
}

function daysOf(reading: Reading): number {
  const { month = 1, day, dayOfYear } = reading;
  const year = yearOf(reading);
  if (day !== undefined) return day <= daysInMonth(year, month) ? daysFromCivil(year, month, day) : Number.NaN;
  if (dayOfYear !== undefined) return dayOfYear <= daysInYear(year) ? daysFromCivil(year, 1, dayOfYear) : Number.NaN;
  return daysOfWeek(reading, year, month);
}

function daysOfWeek(reading: Reading, year: number, month: number): number {
  const { weekOfYear, weekOfMonth, weekdayInMonth, weekday = 0 } = reading;
  if (weekOfYear !== undefined) return dayOfWeekOfYear(year, weekOfYear, weekday);
  if (weekOfMonth !== undefined) return dayOfWeekOfMonth(year, month, weekOfMonth, weekday);
  if (weekdayInMonth !== undefined) return nthWeekdayOfMonth(year, month, weekdayInMonth, weekday);
  return daysFromCivil(year, month, 1);
}

const yearOf = ({ beforeChrist, year = 1970 }: Reading) => (beforeChrist ? 1 - year : year);

function microsOfDay(reading: Reading): number {
  const { minute = 0, second = 0, micros = 0, hourOfHalf = 0, afternoon = false } = reading;
  const hour = reading.hour ?? (afternoon ? hourOfHalf + 12 : hourOfHalf);
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros;
  return hour < 24 || ofDay === microsPerDay ? ofDay : Number.NaN;
}
