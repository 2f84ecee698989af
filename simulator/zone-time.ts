const HOUR_MS = 3_600_000;
const ISO_DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Vendor-style writing of instants in one time zone. Instants are microseconds since 1970-01-01T00:00:00Z. */
export interface ZoneTime {
  readonly timeZone: string;
  /** `2026-03-01T09:30:00` in the zone's local time. */
  localSeconds(micros: number): string;
  /** `-05:00`: the zone's offset at that instant. */
  offset(micros: number): string;
  /** The instant (micros) at which the local day `yyyy-MM-dd` begins; undefined when there is no such day. */
  startOfDay(day: string): number | undefined;
}

/** Throws a RangeError when the runtime does not know the zone. */
export function zoneTime(timeZone: string): ZoneTime {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  // Formatting with Intl is slow and every record needs it; the zones of the vendors change their offset on whole hours.
  const offsetByHour = new Map<number, number>();
  const offsetMs = (ms: number): number => {
    const hour = Math.floor(ms / HOUR_MS);
    const known = offsetByHour.get(hour);
    if (known !== undefined) return known;
    const name = format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    const found = offsetOfName(name);
    offsetByHour.set(hour, found);
    return found;
  };
  return {
    timeZone,
    localSeconds: (micros) => {
      const ms = Math.floor(micros / 1000);
      return new Date(ms + offsetMs(ms)).toISOString().slice(0, 19);
    },
    offset: (micros) => {
      const minutes = offsetMs(Math.floor(micros / 1000)) / 60_000;
      const size = Math.abs(minutes);
      return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
    },
    startOfDay: (day) => {
      const localMs = Date.parse(`${day}T00:00:00.000Z`);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(localMs)) return undefined;
      // The offset of the guess can be the one of the other side of a change of clocks: look once more.
      const guessMs = localMs - offsetMs(localMs);
      return (localMs - offsetMs(guessMs)) * 1000;
    },
  };
}

/** `2026-03-01T14:30:00.123Z`. */
export function utcMilliseconds(micros: number): string {
  return new Date(Math.floor(micros / 1000)).toISOString();
}

/**
 * The instant (micros) of an ISO 8601 date or date-time; a time without an offset is UTC, digits beyond the microsecond are
 * dropped. Undefined when the text is anything else.
 */
export function parseIsoMicros(text: string): number | undefined {
  const match = ISO_DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.000${offset}`);
  if (Number.isNaN(ms) || !dayExists(Number(year), Number(month), Number(day))) return undefined;
  return ms * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function dayExists(year: number, month: number, day: number): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 && day >= 1;
}

function offsetOfName(name: string): number {
  const match = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name);
  if (!match) return 0;
  const size = Number(match[2]) * HOUR_MS + Number(match[3]) * 60_000;
  return match[1] === '-' ? -size : size;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
