import { daysFromCivil, weekdayOf } from './civil.ts';
import { digitAt, padded } from './digits.ts';
import type { LocalTime } from './local-time.ts';
import { type Field, type Reading, skipBlanks } from './reading.ts';
import { weekOfMonth, weekOfYear } from './weeks.ts';

interface NumberField {
  /** Digits of its largest value. */
  digits: number;
  least: number;
  most: number;
  set(reading: Reading, value: number): void;
  get(local: LocalTime): number;
}

/** The letters that stand for a number, years apart. */
const numberFields: Readonly<Record<string, NumberField>> = {
  M: { digits: 2, least: 1, most: 12, set: (reading, month) => (reading.month = month), get: ({ month }) => month },
  d: { digits: 2, least: 1, most: 31, set: (reading, day) => (reading.day = day), get: ({ day }) => day },
  D: {
    digits: 3,
    least: 1,
    most: 366,
    set: (reading, dayOfYear) => (reading.dayOfYear = dayOfYear),
    get: ({ year, days }) => days - daysFromCivil(year, 1, 1) + 1,
  },
  w: {
    digits: 2,
    least: 1,
    most: 53,
    set: (reading, week) => (reading.weekOfYear = week),
    get: (local) => weekOfYear(local).week,
  },
  W: { digits: 1, least: 1, most: 6, set: (reading, week) => (reading.weekOfMonth = week), get: weekOfMonth },
  F: {
    digits: 1,
    least: 1,
    most: 5,
    set: (reading, nth) => (reading.weekdayInMonth = nth),
    get: ({ day }) => Math.ceil(day / 7),
  },
  u: {
    digits: 1,
    least: 1,
    most: 7,
    set: (reading, weekday) => (reading.weekday = weekday % 7),
    get: ({ days }) => weekdayOf(days) || 7,
  },
  H: { digits: 2, least: 0, most: 24, set: (reading, hour) => (reading.hour = hour), get: ({ hour }) => hour },
  k: {
    digits: 2,
    least: 1,
    most: 24,
    set: (reading, hour) => (reading.hour = hour % 24),
    get: ({ hour }) => hour || 24,
  },
  K: {
    digits: 2,
    least: 0,
    most: 11,
    set: (reading, hour) => (reading.hourOfHalf = hour),
    get: ({ hour }) => hour % 12,
  },
  h: {
    digits: 2,
    least: 1,
    most: 12,
    set: (reading, hour) => (reading.hourOfHalf = hour % 12),
    get: ({ hour }) => hour % 12 || 12,
  },
  m: {
    digits: 2,
    least: 0,
    most: 59,
    set: (reading, minute) => (reading.minute = minute),
    get: ({ minute }) => minute,
  },
  s: {
    digits: 2,
    least: 0,
    most: 60,
    set: (reading, second) => (reading.second = second),
    get: ({ second }) => second,
  },
};

/**
 * The field of a numeric letter; undefined for other letters. `abutting`: digits of another field follow at once, so that
 * only the next `count` characters belong to this one.
 */
export function numberField(letter: string, count: number, abutting: boolean): Field | undefined {
  const field = numberFields[letter];
  if (!field) return undefined;
  return {
    read(reading) {
      const value = abutting ? readFixedNumber(reading, count) : readNumber(reading, field.digits);
      if (value < field.least || value > field.most) return false;
      field.set(reading, value);
      return true;
    },
    print: (local) => padded(field.get(local), count),
  };
}

/** Up to `maxDigits` digits after blanks; -1 when there is none. */
export function readNumber(reading: Reading, maxDigits: number): number {
  skipBlanks(reading);
  return readDigits(reading, reading.at + maxDigits);
}

/** The digits of the next `width` characters, of which the first may be blanks; -1 when there is none. */
export function readFixedNumber(reading: Reading, width: number): number {
  const end = reading.at + width;
  skipBlanks(reading);
  return readDigits(reading, end);
}

function readDigits(reading: Reading, end: number): number {
  const start = reading.at;
  let value = 0;
  while (reading.at < end && digitAt(reading.text, reading.at) >= 0) {
    value = value * 10 + digitAt(reading.text, reading.at);
    reading.at += 1;
  }
  return reading.at === start ? -1 : value;
}
