import { Temporal } from 'temporal-polyfill';
import { type Instant, msFromInstant, instantFromMs } from '../instant.ts';
import { microsPerDay } from './civil.ts';
import { offsetMicrosFrom, printOffset } from './offset.ts';

/** A time zone: the offset of its clocks from UTC at any moment. */
export interface Zone {
  name: string;
  offsetMicrosAt(instant: Instant): number;
  /**
   * The moment that a clock of the zone shows as this local time (microseconds since 1970-01-01T00:00 on that clock).
   * A time that clocks skipped is read with the offset before the change, so it moves forward; of a time that they
   * showed twice the second is taken. Java does the same.
   */
  instantOf(localMicros: number): Instant;
}

const fixed = (name: string, offsetMicros: number): Zone => ({
  name,
  offsetMicrosAt: () => offsetMicros,
  instantOf: (localMicros) => localMicros - offsetMicros,
});

export const utc: Zone = fixed('UTC', 0);

const fixedZones = new Map<number, Zone>();

/** The zone of a bare offset of whole minutes, named `GMT-08:00`. */
export function fixedZone(offsetMicros: number): Zone {
  const known = fixedZones.get(offsetMicros);
  if (known) return known;
  const zone = fixed(`GMT${printOffset(offsetMicros, ':')}`, offsetMicros);
  fixedZones.set(offsetMicros, zone);
  return zone;
}

const microsPerHour = 3_600_000_000;

/** Names that Java gives a meaning to and the zone database does not, or another one. */
const javaNames = new Map<string, () => Zone | undefined>([
  ['UTC', () => utc],
  ['Z', () => utc],
  ['UT', () => utc],
  ['GMT', () => fixed('GMT', 0)],
  ['EST', () => fixed('EST', -5 * microsPerHour)],
  ['MST', () => fixed('MST', -7 * microsPerHour)],
  ['HST', () => fixed('HST', -10 * microsPerHour)],
  ['CST', () => regionalZone('America/Chicago')],
  ['PST', () => regionalZone('America/Los_Angeles')],
  ['JST', () => regionalZone('Asia/Tokyo')],
]);

const zones = new Map<string, Zone>();

/**
 * A zone by the name that a configuration gives it: an IANA name, `UTC`, `GMT`, an offset (`-8:00`, `+0530`, `GMT+2`), or
 * one of Java's abbreviations, where PST and CST keep daylight saving time and EST, MST and HST do not. Case does not matter.
 */
export function findZone(name: string): Zone | undefined {
  const key = name.trim().toUpperCase();
  const known = zones.get(key);
  if (known) return known;
  const zone = javaNames.get(key)?.() ?? zoneOfOffset(key) ?? regionalZone(key);
  if (zone) zones.set(key, zone);
  return zone;
}

const hoursAndMinutes = /^(?:GMT|UTC|UT)?(?=[+-])/;

function zoneOfOffset(name: string): Zone | undefined {
  const offsetMicros = offsetMicrosFrom(name.replace(hoursAndMinutes, ''), 0);
  return Number.isNaN(offsetMicros) ? undefined : fixedZone(offsetMicros);
}

/** Three letters are only taken where they are a region's rules and not one half of a year. */
const regionName = /^(?:[A-Z][\w+-]{3,}|CET|EET|MET|WET|[A-Z]+\/[\w+/-]+)$/i;

function regionalZone(name: string): Zone | undefined {
  if (!regionName.test(name)) return undefined;
  const start = zonedDateTime(name, 0);
  if (!start) return undefined;
  return region(start.timeZoneId);
}

function zonedDateTime(name: string, instant: Instant): Temporal.ZonedDateTime | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(msFromInstant(instant)).toZonedDateTimeISO(name);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A stretch of time without a change of offset. */
interface Stretch {
  from: Instant;
  until: Instant;
  offsetMicros: number;
}

const maxStretches = 1000;

function region(name: string): Zone {
  let stretches: Stretch[] = [];
  let latest: Stretch = { from: 0, until: 0, offsetMicros: 0 };
  const offsetMicrosAt = (instant: Instant) => {
    if (instant >= latest.from && instant < latest.until) return latest.offsetMicros;
    const known = stretches.find(({ from, until }) => instant >= from && instant < until);
    if (!known && stretches.length >= maxStretches) stretches = [];
    latest = known ?? stretchAt(name, instant);
    if (!known) stretches.push(latest);
    return latest.offsetMicros;
  };
  const instantOf = (localMicros: number) => {
    const before = offsetMicrosAt(localMicros - microsPerDay);
    const after = offsetMicrosAt(localMicros + microsPerDay);
    const late = localMicros - after;
    return before === after || offsetMicrosAt(late) === after ? late : localMicros - before;
  };
  return { name, offsetMicrosAt, instantOf };
}

function stretchAt(name: string, instant: Instant): Stretch {
  const at = zonedDateTime(name, instant);
  if (!at) throw new RangeError(`the zone ${name} has no offset at ${instant} microseconds from 1970`);
  const next = at.getTimeZoneTransition('next');
  // 'previous' is strictly earlier; a change at this very millisecond is its own start.
  const previous = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous ? instantFromMs(previous.epochMilliseconds) : -Infinity,
    until: next ? instantFromMs(next.epochMilliseconds) : Infinity,
    // Local times of a century ago have seconds in their offset, which no format can write.
    offsetMicros: Math.trunc(at.offsetNanoseconds / 60e9) * 60_000_000,
  };
}
