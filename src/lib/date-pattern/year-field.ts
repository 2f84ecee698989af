import { padded } from './digits.ts';
import type { LocalTime } from './local-time.ts';
import { readFixedNumber, readNumber } from './number-fields.ts';
import type { Field } from './reading.ts';
import { weekOfYear } from './weeks.ts';

/**
 * `y` and `Y`. One or two letters read a year of exactly two digits as the one of the hundred years that end 20 years after
 * `referenceYear`; any other number is the year itself.
 */
export function yearField(letter: 'y' | 'Y', count: number, abutting: boolean, referenceYear: number): Field {
  return {
    read(reading) {
      const start = reading.at;
      const value = abutting ? readFixedNumber(reading, count) : readNumber(reading, 9);
      const digits = reading.text.slice(start, reading.at).trim().length;
      const year = count <= 2 && digits === 2 ? fullYear(value, referenceYear) : value;
      if (year < 1 || year > 9999) return false;
      reading.year = year;
      return true;
    },
    print(local) {
      const year = letter === 'Y' ? weekOfYear(local).year : yearOfEra(local);
      return count === 2 ? padded(year % 100, 2) : padded(year, count);
    },
  };
}

export const yearOfEra = ({ year }: LocalTime): number => (year > 0 ? year : 1 - year);

function fullYear(yearOfCentury: number, referenceYear: number): number {
  const firstYear = referenceYear - 80;
  const candidate = Math.floor(firstYear / 100) * 100 + yearOfCentury;
  return candidate < firstYear ? candidate + 100 : candidate;
}
