import { digitAt, padded, twoDigitsAt } from './digits.ts';

const colon = 58;

/**
 * The offset that a text from `from` to its end is, in microseconds east of UTC: `+0530`, `+05:30`, `-8:00`, `+05`, `-8`.
 * NaN when it is none.
 */
export function offsetMicrosFrom(text: string, from: number): number {
  const sign = signAt(text, from);
  const ones = digitAt(text, from + 2);
  const hours = ones < 0 ? digitAt(text, from + 1) : twoDigitsAt(text, from + 1);
  const minutes = minutesFrom(text, ones < 0 ? from + 2 : from + 3);
  if (sign === 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return Number.NaN;
  const micros = (hours * 60 + minutes) * 60_000_000;
  return sign < 0 ? 0 - micros : micros;
}

function signAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 43) return 1;
  return code === 45 ? -1 : 0;
}

function minutesFrom(text: string, from: number): number {
  if (from === text.length) return 0;
  const start = text.charCodeAt(from) === colon ? from + 1 : from;
  return text.length - start === 2 ? twoDigitsAt(text, start) : -1;
}

/** `+05:30` with a colon as the separator, `+0530` without. Seconds, which only old local times have, are cut off. */
export function printOffset(offsetMicros: number, separator: string): string {
  const minutes = Math.trunc(Math.abs(offsetMicros) / 60_000_000);
  const sign = offsetMicros < 0 ? '-' : '+';
  return `${sign}${padded(Math.floor(minutes / 60), 2)}${separator}${padded(minutes % 60, 2)}`;
}
