import { fixedZone, utc, type Zone } from './zone.ts';

// What clocks are called in English. Only names that can be read back as the offset they were printed for are printed.

interface ZoneName {
  short: string;
  long: string;
  offsetMinutes: number;
}

interface ZoneFamily {
  zones: ReadonlySet<string>;
  names: ZoneName[];
}

const named = (short: string, long: string, offsetMinutes: number): ZoneName => ({ short, long, offsetMinutes });

const family = (zones: string, ...names: ZoneName[]): ZoneFamily => ({ zones: new Set(zones.split(' ')), names });

const greenwich = named('GMT', 'Greenwich Mean Time', 0);
const mountain = named('MST', 'Mountain Standard Time', -420);
const easternAustralia = named('AEST', 'Australian Eastern Standard Time', 600);

/** Read wherever they stand. */
const families: ZoneFamily[] = [
  family('UTC Etc/UTC', named('UTC', 'Coordinated Universal Time', 0)),
  family('GMT Etc/GMT Africa/Abidjan', greenwich),
  family(
    'America/Los_Angeles America/Vancouver America/Tijuana US/Pacific PST8PDT',
    named('PST', 'Pacific Standard Time', -480),
    named('PDT', 'Pacific Daylight Time', -420),
  ),
  family(
    'America/Denver America/Boise America/Edmonton US/Mountain MST7MDT',
    mountain,
    named('MDT', 'Mountain Daylight Time', -360),
  ),
  family('America/Phoenix US/Arizona MST', mountain),
  family(
    'America/Chicago America/Winnipeg US/Central CST6CDT',
    named('CST', 'Central Standard Time', -360),
    named('CDT', 'Central Daylight Time', -300),
  ),
  family(
    'America/New_York America/Toronto America/Detroit US/Eastern EST5EDT EST',
    named('EST', 'Eastern Standard Time', -300),
    named('EDT', 'Eastern Daylight Time', -240),
  ),
  family('America/Halifax', named('AST', 'Atlantic Standard Time', -240), named('ADT', 'Atlantic Daylight Time', -180)),
  family(
    'America/St_Johns',
    named('NST', 'Newfoundland Standard Time', -210),
    named('NDT', 'Newfoundland Daylight Time', -150),
  ),
  family('America/Anchorage', named('AKST', 'Alaska Standard Time', -540), named('AKDT', 'Alaska Daylight Time', -480)),
  family('Pacific/Honolulu US/Hawaii HST', named('HST', 'Hawaii-Aleutian Standard Time', -600)),
  family('Europe/London GB', greenwich, named('BST', 'British Summer Time', 60)),
  family(
    'Europe/Lisbon WET',
    named('WET', 'Western European Standard Time', 0),
    named('WEST', 'Western European Summer Time', 60),
  ),
  family(
    'Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Vienna Europe/Zurich Europe/Amsterdam Europe/Brussels ' +
      'Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Prague Europe/Warsaw Europe/Budapest CET',
    named('CET', 'Central European Standard Time', 60),
    named('CEST', 'Central European Summer Time', 120),
  ),
  family(
    'Europe/Helsinki Europe/Athens Europe/Bucharest Europe/Sofia Europe/Kiev Europe/Kyiv EET',
    named('EET', 'Eastern European Standard Time', 120),
    named('EEST', 'Eastern European Summer Time', 180),
  ),
  family('Europe/Moscow', named('MSK', 'Moscow Standard Time', 180)),
  family('Africa/Johannesburg', named('SAST', 'South Africa Standard Time', 120)),
  family('Asia/Tokyo Japan', named('JST', 'Japan Standard Time', 540)),
  family('Asia/Seoul', named('KST', 'Korean Standard Time', 540)),
  family('Asia/Hong_Kong', named('HKT', 'Hong Kong Standard Time', 480)),
  family('Asia/Singapore', named('SGT', 'Singapore Standard Time', 480)),
  family('Australia/Perth', named('AWST', 'Australian Western Standard Time', 480)),
  family(
    'Australia/Adelaide',
    named('ACST', 'Australian Central Standard Time', 570),
    named('ACDT', 'Australian Central Daylight Time', 630),
  ),
  family('Australia/Brisbane', easternAustralia),
  family(
    'Australia/Sydney Australia/Melbourne Australia/Hobart',
    easternAustralia,
    named('AEDT', 'Australian Eastern Daylight Time', 660),
  ),
  family(
    'Pacific/Auckland NZ',
    named('NZST', 'New Zealand Standard Time', 720),
    named('NZDT', 'New Zealand Daylight Time', 780),
  ),
];

/** Names that mean different offsets in different places: only understood where the pattern's zone is theirs. */
const localFamilies: ZoneFamily[] = [
  family('Asia/Kolkata Asia/Calcutta', named('IST', 'India Standard Time', 330)),
  family('Asia/Jerusalem', named('IST', 'Israel Standard Time', 120), named('IDT', 'Israel Daylight Time', 180)),
  family('Europe/Dublin', greenwich, named('IST', 'Irish Standard Time', 60)),
  family('Asia/Shanghai PRC', named('CST', 'China Standard Time', 480), named('CDT', 'China Daylight Time', 540)),
];

const keysOf = ({ short, long }: ZoneName) => [short.toUpperCase(), long.toUpperCase()];

const index = (names: ZoneName[]): ReadonlyMap<string, Zone> =>
  new Map(
    names.flatMap((name) => {
      const zone = name.offsetMinutes === 0 ? utc : fixedZone(name.offsetMinutes * 60_000_000);
      return keysOf(name).map((key) => [key, zone] as const);
    }),
  );

const zonesByName = index(families.flatMap(({ names }) => names));

const zonesByNameAt: ReadonlyMap<string, ReadonlyMap<string, Zone>> = new Map(
  localFamilies.flatMap(({ zones, names }) => [...zones].map((zone) => [zone, index(names)] as const)),
);

/** The fixed offset that a clock's name stands for (`PDT`, `Pacific Daylight Time`), read in a zone. */
export function zoneOfClockName(name: string, home: Zone): Zone | undefined {
  const key = name.toUpperCase();
  return zonesByNameAt.get(home.name)?.get(key) ?? zonesByName.get(key);
}

/** The name of a zone's clocks while they have an offset; `GMT-08:00` where English has no such name. */
export function clockName(zone: Zone, offsetMicros: number, form: 'short' | 'long'): string {
  const home = [...families, ...localFamilies].find(({ zones }) => zones.has(zone.name));
  const name = home?.names.find(({ offsetMinutes }) => offsetMinutes * 60_000_000 === offsetMicros);
  return name ? name[form] : fixedZone(offsetMicros).name;
}
