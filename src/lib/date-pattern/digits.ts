/** The digit at a place of a text, or -1. */
export function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

/** Two digits as a number, or -1. */
export function twoDigitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Where the digits that start at `from` end. */
export function digitsEnd(text: string, from: number): number {
  let end = from;
  while (digitAt(text, end) >= 0) end += 1;
  return end;
}

/** The digits of [from, end) as a fraction of a second, in microseconds; what is finer is cut off. */
export function fractionMicros(text: string, from: number, end: number): number {
  let micros = 0;
  for (let place = 0; place < 6; place += 1) {
    const at = from + place;
    micros = micros * 10 + (at < end ? text.charCodeAt(at) - 48 : 0);
  }
  return micros;
}

export const padded = (value: number, width: number): string => String(value).padStart(width, '0');
