import { floorTo, microsPerMs, microsPerSecond, type Instant } from '../lib/instant.ts';
import { findZone, utc, type Zone } from '../lib/date-pattern/zone.ts';
import { Fault } from '../model/fault.ts';
import type { Granularity, PollingRules } from '../model/connector-polling.ts';

/** Microseconds of the units that a provider may compare in. */
export const unitMicros: Record<Granularity, number> = {
  microsecond: 1,
  millisecond: microsPerMs,
  second: microsPerSecond,
  minute: 60 * microsPerSecond,
  hour: 3_600 * microsPerSecond,
  day: 86_400 * microsPerSecond,
};

/**
 * The bound to ask for, so that the provider returns everything dated at `from` or later: the start of the unit in which
 * it compares, and one unit earlier when it leaves out what is dated exactly at its bound.
 */
export function askFrom({ boundary, granularity, timezone }: PollingRules['filter'], from: Instant): Instant {
  const unit = unitMicros[granularity ?? 'microsecond'];
  const start = startOfUnit(from, unit, timezone);
  return boundary === 'exclusive' ? startOfUnit(start - 1, unit, timezone) : start;
}

/** Minutes and less begin at the same moment in every zone. */
function startOfUnit(instant: Instant, unit: number, timezone: string | undefined): Instant {
  const zone = timezone === undefined || unit < unitMicros.hour ? utc : zoneOf(timezone);
  const offset = zone.offsetMicrosAt(instant);
  const local = floorTo(instant + offset, unit);
  const start = local - offset;
  // Where the offset changes within the unit, the earlier of the two starts.
  const earliest = Math.min(start, local - zone.offsetMicrosAt(start));
  return earliest - repeated(earliest, zone);
}

/** An hour that the clocks of the zone are about to show again: a provider that compares their hours takes it for one. */
const repeated = (instant: Instant, zone: Zone): number =>
  Math.max(0, zone.instantOf(instant + zone.offsetMicrosAt(instant)) - instant);

function zoneOf(timezone: string): Zone {
  const zone = findZone(timezone);
  if (zone) return zone;
  throw new Fault('configuration.invalid', `polling.filter.timezone: there is no zone ${JSON.stringify(timezone)}`);
}
