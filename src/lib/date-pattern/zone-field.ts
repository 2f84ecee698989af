import type { LocalTime } from './local-time.ts';
import { printOffset } from './offset.ts';
import { type Field, skipBlanks } from './reading.ts';
import { clockName } from './zone-names.ts';
import { zoneOfText } from './zone-text.ts';

const zoneText =
  /(?:GMT|UTC?)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]+(?:[- ][A-Za-z]+)* Time|[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+|[A-Za-z]+\d[A-Za-z]+|[A-Za-z]+/iy;

/**
 * `z`, `Z` and `X`: each reads every way to write a zone, or nothing at the end of the value. Printed are a name (`z`),
 * `-0800` (`Z`, `XX`), `-08:00` (`XXX`), and `-08` (`X`, with the minutes where there are any); `X` writes UTC as `Z`.
 */
export function zoneField(letter: 'z' | 'Z' | 'X', count: number): Field {
  const print = printers[letter];
  return {
    read(reading) {
      skipBlanks(reading);
      if (reading.at === reading.text.length) return true;
      zoneText.lastIndex = reading.at;
      const [found] = zoneText.exec(reading.text) ?? [];
      const zone = found === undefined ? undefined : zoneOfText(found, reading.home);
      if (found === undefined || !zone) return false;
      reading.zone = zone;
      reading.at += found.length;
      return true;
    },
    print: (local) => print(local, count),
  };
}

const printers: Record<'z' | 'Z' | 'X', (local: LocalTime, count: number) => string> = {
  z: ({ zone, offsetMicros }, count) => clockName(zone, offsetMicros, count >= 4 ? 'long' : 'short'),
  Z: ({ offsetMicros }) => printOffset(offsetMicros, ''),
  X: ({ offsetMicros }, count) => {
    if (Math.abs(offsetMicros) < 60_000_000) return 'Z';
    if (count === 3) return printOffset(offsetMicros, ':');
    return count === 2 ? printOffset(offsetMicros, '') : printOffset(offsetMicros, '').replace(/00$/, '');
  },
};
