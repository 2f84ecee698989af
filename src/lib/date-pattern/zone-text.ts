import { offsetMicrosFrom } from './offset.ts';
import { findZone, fixedZone, utc, type Zone } from './zone.ts';
import { zoneOfClockName } from './zone-names.ts';

const greenwich = /^(?:GMT|UTC?)(?=[+-])/i;

/**
 * The zone that a value names: `Z`, `+0000`, `-8:00`, `+05`, `GMT-08:00`, `PDT`, `Pacific Daylight Time`, `Europe/Berlin`.
 * An abbreviation is a fixed offset (PST is -08:00 in summer too), read in the zone `home` where it is ambiguous.
 */
export function zoneOfText(text: string, home: Zone): Zone | undefined {
  if (text === 'Z' || text === 'z') return utc;
  const start = greenwich.exec(text)?.[0].length ?? 0;
  const offsetMicros = offsetMicrosFrom(text, start);
  if (!Number.isNaN(offsetMicros)) return fixedZone(offsetMicros);
  return (
    zoneOfClockName(text, home) ?? (text.toUpperCase() === 'UT' ? utc : text.includes('/') ? findZone(text) : undefined)
  );
}
