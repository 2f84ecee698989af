import { weekdayOf } from './civil.ts';
import type { LocalTime } from './local-time.ts';
import { type Field, type Reading, skipBlanks } from './reading.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const halves = ['AM', 'PM'];
const eras = ['BC', 'AD'];

const short = (name: string) => name.slice(0, 3);

/** Full and short English names are read, whatever the count of letters, in any case. */
export const monthNameField = (count: number): Field =>
  nameField([months, months.map(short), sept], {
    set: (reading, index) => (reading.month = index + 1),
    print: ({ month }) => named(months, month - 1, count),
  });

export const weekdayNameField = (count: number): Field =>
  nameField([weekdays, weekdays.map(short)], {
    set: (reading, index) => (reading.weekday = index),
    print: ({ days }) => named(weekdays, weekdayOf(days), count),
  });

export const halfOfDayField = (): Field =>
  nameField([halves], {
    set: (reading, index) => (reading.afternoon = index === 1),
    print: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  });

export const eraField = (): Field =>
  nameField([eras], {
    set: (reading, index) => (reading.beforeChrist = index === 0),
    print: ({ year }) => (year > 0 ? 'AD' : 'BC'),
  });

/** The one four-letter abbreviation that is in use beside the three-letter ones. */
const sept = months.map((name) => (name === 'September' ? 'Sept' : name));

const named = (names: readonly string[], index: number, count: number) => {
  const name = names[index] ?? '';
  return count >= 4 ? name : short(name);
};

interface NameField {
  set: (reading: Reading, index: number) => void;
  print: (local: LocalTime) => string;
}

function nameField(lists: readonly (readonly string[])[], { set, print }: NameField): Field {
  const names = lists
    .flatMap((list) => list.map((name, index) => ({ name: name.toLowerCase(), index })))
    .sort((one, other) => other.name.length - one.name.length);
  const namesByStart = Map.groupBy(names, ({ name }) => name.slice(0, 2));
  return {
    read(reading) {
      skipBlanks(reading);
      const rest = reading.text.slice(reading.at, reading.at + 9).toLowerCase();
      const found = namesByStart.get(rest.slice(0, 2))?.find(({ name }) => rest.startsWith(name));
      if (!found) return false;
      reading.at += found.name.length;
      set(reading, found.index);
      return true;
    },
    print,
  };
}
