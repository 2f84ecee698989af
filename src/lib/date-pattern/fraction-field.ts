import { digitsEnd, fractionMicros, padded } from './digits.ts';
import type { Field, Reading } from './reading.ts';

/**
 * A run of `S` with the separator before it: a fraction of a second with any number of digits, or none. A dot or comma may
 * stand before it or be missing, whatever the pattern says. `exactDigits`: another number follows at once.
 */
export function fractionField(separator: string, count: number, exactDigits: number | undefined): Field {
  return {
    read(reading) {
      readFraction(reading, `.,${separator}`, exactDigits ?? Infinity);
      return true;
    },
    print: ({ micros }) => separator + padded(micros, 6).padEnd(count, '0').slice(0, count),
  };
}

/** What follows a seconds field that no `S` follows: a vendor may still send a fraction. */
export const silentFractionField: Field = {
  read(reading) {
    const first = reading.text.charAt(reading.at);
    if (first === '.' || first === ',') readFraction(reading, '.,', Infinity);
    return true;
  },
  print: () => '',
};

function readFraction(reading: Reading, separators: string, maxDigits: number): void {
  const { text } = reading;
  const from = separators.includes(text.charAt(reading.at)) ? reading.at + 1 : reading.at;
  const end = Math.min(digitsEnd(text, from), from + maxDigits);
  if (end === from) return;
  reading.micros = fractionMicros(text, from, end);
  reading.at = end;
}
