import { samplePerson } from '../../sample-person.ts';
import type { Entry, Fields, Shape } from '../../types.ts';
import { utcMilliseconds, zoneTime } from '../../zone-time.ts';

/** How a kind writes a stamp, and what it cuts stamps to, in microseconds. */
interface DateStyle {
  precisionMicros: number;
  write: (micros: number) => unknown;
}

const second = 1_000_000;
const milli = 1_000;
const isoSecond = (micros: number) => utcMilliseconds(micros).slice(0, 19);
const newYork = zoneTime('America/New_York');

const dateStyles = {
  isoMillis: { precisionMicros: milli, write: utcMilliseconds },
  isoSeconds: { precisionMicros: second, write: (micros) => `${isoSecond(micros)}Z` },
  /** `2026-03-10T08:00:00.000000-04:00` */
  isoMicrosOffset: {
    precisionMicros: 1,
    write: (micros) =>
      `${newYork.localSeconds(micros)}.${String(micros % second).padStart(6, '0')}${newYork.offset(micros)}`,
  },
  /** `2026-03-10T12:00:00.000+0000` */
  offsetWithoutColon: { precisionMicros: milli, write: (micros) => utcMilliseconds(micros).replace('Z', '+0000') },
  /** `2026-03-10T12:00:00.0000000Z` */
  sevenDigits: { precisionMicros: milli, write: (micros) => utcMilliseconds(micros).replace('Z', '0000Z') },
  /** `2026-03-10 12:00:00`, in UTC though nothing says so. */
  withoutZone: { precisionMicros: second, write: (micros) => isoSecond(micros).replace('T', ' ') },
  /** `Tue, 10 Mar 2026 12:00:00 +0000` */
  rfc822: {
    precisionMicros: second,
    write: (micros) => new Date(Math.floor(micros / milli)).toUTCString().replace('GMT', '+0000'),
  },
  epochSeconds: { precisionMicros: second, write: (micros) => Math.floor(micros / second) },
  epochMillisText: { precisionMicros: milli, write: (micros) => String(Math.floor(micros / milli)) },
  /** `1773144000.000000`, as text. */
  epochSecondsMicros: {
    precisionMicros: 1,
    write: (micros) => `${Math.floor(micros / second)}.${String(micros % second).padStart(6, '0')}`,
  },
  jsonDate: { precisionMicros: milli, write: (micros) => `/Date(${Math.floor(micros / milli)}+0000)/` },
} as const satisfies Record<string, DateStyle>;

export type DateStyleName = keyof typeof dateStyles;

/** Records with a stamp of creation and one of the last change. */
export function datedShape(resource: string, style: DateStyleName): Shape {
  const { precisionMicros, write } = dateStyles[style];
  return shape(resource, precisionMicros, ({ createdAt, updatedAt }) => ({
    created: write(createdAt),
    updated: write(updatedAt),
  }));
}

/** Records without any date. */
export const undatedShape = (resource: string): Shape => shape(resource, milli, () => ({}));

/** Records whose day and time of the last change stand in two fields. */
export const splitDateShape = (resource: string): Shape =>
  shape(resource, second, ({ createdAt, updatedAt }) => ({
    CreationDate: dayOf(createdAt),
    CreationTime: timeOf(createdAt),
    LastChangeDate: dayOf(updatedAt),
    LastChangeTime: timeOf(updatedAt),
  }));

/** `/Date(1773100800000)/`: midnight of the day. */
const dayOf = (micros: number) => `/Date(${Date.parse(utcMilliseconds(micros).slice(0, 10))})/`;

/** `PT12H34M56S` */
const timeOf = (micros: number) => {
  const [hours, minutes, seconds] = isoSecond(micros).slice(11).split(':');
  return `PT${hours}H${minutes}M${seconds}S`;
};

function shape(resource: string, precisionMicros: number, dates: (entry: Omit<Entry, 'bytes'>) => Fields): Shape {
  return {
    resource,
    precisionMicros,
    checkFields: (fields) => {
      if ('id' in fields) throw new Error(`${resource}: id cannot be set by a field; the simulator gives it.`);
    },
    serialise: (entry) =>
      JSON.stringify({
        id: entry.number,
        name: samplePerson(entry.number).firstName,
        ...dates(entry),
        ...entry.fields,
      }),
    toRecord: (json) => JSON.parse(json) as Fields,
  };
}
