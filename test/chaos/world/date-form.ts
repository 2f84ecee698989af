import { fromLocal, offsetAt, type WorldZone } from './zone.ts';

/** How a provider writes a date: the name, its Java pattern, and its smallest step. */
export interface DateForm {
  name: string;
  pattern: string;
  step: number;
  /** Local times without their offset. */
  local: boolean;
  print(instant: number, zone: WorldZone): string | number;
  parse(text: string, zone: WorldZone, ambiguous: 'first' | 'second'): number;
}

const second = 1_000_000;
export const day = 86_400 * second;
export const minute = 60 * second;

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-22T10:00:00.123456` of a local time. */
function civil(local: number): string {
  const whole = Math.floor(local / 1000);
  return `${new Date(whole).toISOString().slice(0, 23)}${String(local - whole * 1000).padStart(3, '0')}`;
}

/** The local time that the digits of a text name. */
function digits(text: string): number {
  const [, y, mo, d, h = '0', mi = '0', s = '0', fraction = ''] =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?/.exec(text) ?? [];
  if (y === undefined) throw new Error(`The provider cannot read the date ${text}`);
  const ms = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  return ms * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

const localForm = (name: string, pattern: string, step: number, cut: (text: string) => string): DateForm => ({
  name,
  pattern,
  step,
  local: true,
  print: (instant, zone) => cut(civil(instant + offsetAt(zone, instant))),
  parse: (text, zone, ambiguous) => fromLocal(zone, digits(text), ambiguous),
});

const zonedForm = (name: string, fraction: string, step: number): DateForm => ({
  name,
  pattern: `yyyy-MM-dd'T'HH:mm:ss${fraction}XXX`,
  step,
  local: false,
  print: (instant, zone) => {
    const offset = offsetAt(zone, instant) / minute;
    const sign = offset < 0 ? '-' : '+';
    const size = Math.abs(offset);
    const end = offset === 0 ? 'Z' : `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
    return `${civil(instant + offset * minute).slice(0, 19 + fraction.length)}${end}`;
  },
  parse: (text) => {
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * minute * (sign === '-' ? -1 : 1);
    return digits(text) - offset;
  },
});

const epochForm = (name: string, step: number): DateForm => ({
  name,
  pattern: name,
  step,
  local: false,
  print: (instant) => Math.floor(instant / step),
  parse: (text) => Number(text) * step,
});

/** From the finest to the coarsest. */
export const dateForms: [DateForm, ...DateForm[]] = [
  zonedForm('microseconds', '.SSSSSS', 1),
  zonedForm('milliseconds', '.SSS', 1000),
  epochForm('milliseconds', 1000),
  zonedForm('seconds', '', second),
  epochForm('seconds', second),
  localForm('local seconds', 'yyyy-MM-dd HH:mm:ss', second, (text) => text.slice(0, 19).replace('T', ' ')),
  localForm('local minutes', "yyyy-MM-dd'T'HH:mm", minute, (text) => text.slice(0, 16)),
  localForm('local days', 'yyyy-MM-dd', day, (text) => text.slice(0, 10)),
];

/** The start of the unit in which a moment lies. Only days begin otherwise in each zone. */
export function floorIn(zone: WorldZone, instant: number, step: number): number {
  if (step < day) return Math.floor(instant / step) * step;
  const midnight = Math.floor((instant + offsetAt(zone, instant)) / day) * day;
  return fromLocal(zone, midnight, 'first');
}
