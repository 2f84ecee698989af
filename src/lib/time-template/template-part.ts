import { datePattern, DatePatternError } from '../date-pattern/date-pattern.ts';
import { TimeTemplateError } from './time-template-error.ts';

/** `since`: the lower bound of the poll. `until`: its upper bound. */
export type Bound = 'since' | 'until';

export type TemplateZone =
  | { kind: 'server' }
  | { kind: 'named'; name: string }
  /** `{TimeZone}`, named by the instance. */
  | { kind: 'placeholder'; name: string };

export type CountFormat = 'milliseconds' | 'seconds' | 'microseconds';

export type TemplatePart =
  | { kind: 'text'; text: string }
  /** `{name}`; `text` is what stands in the URL. */
  | { kind: 'placeholder'; name: string; text: string }
  | { kind: 'date'; bound: Bound; zone: TemplateZone; format: string; text: string; position: number }
  /** `${date}`, `${gmtDate}`: the format, and for `${date}` also the zone, of the updated date. */
  | { kind: 'bareDate'; zone: TemplateZone; text: string; position: number }
  | { kind: 'count'; format: CountFormat; text: string };

const placeholder = /^\{([A-Za-z][\w.-]*)\}/;

export function placeholderPart(rest: string, start: number): { part: TemplatePart; end: number } | undefined {
  const [text, name] = placeholder.exec(rest) ?? [];
  if (text === undefined || name === undefined) return undefined;
  return { part: { kind: 'placeholder', name, text }, end: start + text.length };
}

/** What is between the braces of a time, and where it stands, for messages. */
interface TimeText {
  /** With its braces. */
  text: string;
  position: number;
  /** After the descriptor and its colon; undefined when there is no colon. */
  rest: string | undefined;
}

/** Reads one time; `markLength` characters open it and one closes it. Throws TimeTemplateError. */
export function timePart(text: string, markLength: number, position: number): TemplatePart {
  const inner = text.slice(markLength, -1);
  const colon = inner.indexOf(':');
  const descriptor = (colon < 0 ? inner : inner.slice(0, colon)).trim();
  const time: TimeText = { text, position, rest: colon < 0 ? undefined : inner.slice(colon + 1) };
  const read = readers.get(descriptor.toLowerCase());
  if (!read) throw unknownDescriptor(time, descriptor);
  return read(time);
}

const utcZone: TemplateZone = { kind: 'named', name: 'UTC' };

const readers: ReadonlyMap<string, (time: TimeText) => TemplatePart> = new Map([
  ['date', (time) => dateOrBare(time, { kind: 'server' })],
  ['gmtdate', (time) => dateOrBare(time, utcZone)],
  ['datetimezone', (time) => zonedDate(time, 'since')],
  ['nowtimezone', (time) => zonedDate(time, 'until')],
  ['epoch', epoch],
  ['milliseconds', milliseconds],
]);

function dateOrBare(time: TimeText, zone: TemplateZone): TemplatePart {
  const { text, position, rest = '' } = time;
  if (rest.trim() === '') return { kind: 'bareDate', zone, text, position };
  return datePart(time, 'since', zone, rest);
}

/** A zone may be an offset with a colon of its own, a placeholder, or a name. */
const zoneAndFormat = /^\s*(?:\{([A-Za-z][\w.-]*)\}|((?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z][\w/+-]*))\s*:(.*)$/is;

function zonedDate(time: TimeText, bound: Bound): TemplatePart {
  const [, placeholderName, name, format] = zoneAndFormat.exec(time.rest ?? '') ?? [];
  if (format === undefined || format.trim() === '') {
    throw refusal(time, 'a zone and a format must follow, as in ${dateTimeZone:-8:00:yyyy-MM-dd HH:mm:ss}');
  }
  const zone: TemplateZone =
    placeholderName === undefined
      ? { kind: 'named', name: name ?? '' }
      : { kind: 'placeholder', name: placeholderName };
  return datePart(time, bound, zone, format);
}

function datePart(time: TimeText, bound: Bound, zone: TemplateZone, format: string): TemplatePart {
  try {
    datePattern(format, zone.kind === 'named' ? zone.name : 'UTC');
  } catch (error) {
    if (error instanceof DatePatternError) throw refusal(time, error.message);
    throw error;
  }
  return { kind: 'date', bound, zone, format, text: time.text, position: time.position };
}

const epochUnits: ReadonlyMap<string, CountFormat> = new Map([
  ['', 'milliseconds'],
  ['ms', 'milliseconds'],
  ['s', 'seconds'],
  ['us', 'microseconds'],
]);

function epoch(time: TimeText): TemplatePart {
  const unit = (time.rest ?? '').trim().toLowerCase();
  // `${epoch:0}` is the start of the count itself: the provider is asked for everything at each poll.
  if (unit === '0') return { kind: 'text', text: '0' };
  const format = epochUnits.get(unit);
  if (!format) throw refusal(time, `${JSON.stringify(unit)} is not a unit of epoch; its units are ms, s and us`);
  return { kind: 'count', format, text: time.text };
}

function milliseconds(time: TimeText): TemplatePart {
  if (time.rest !== undefined) throw refusal(time, 'milliseconds takes no format');
  return { kind: 'count', format: 'milliseconds', text: time.text };
}

function unknownDescriptor(time: TimeText, descriptor: string): TimeTemplateError {
  if (/^\d+$/.test(descriptor))
    return refusal(time, 'a fixed number needs no braces; the time of the last poll is ${epoch}');
  if (/^(?:y{2,4}|M{1,2}|d{1,2})\b/.test(descriptor)) {
    return refusal(time, 'a format must follow a descriptor, as in ${gmtDate:yyyy-MM-dd}');
  }
  const hint = /^[A-Za-z][\w.-]*$/.test(descriptor) ? `, and a placeholder is written {${descriptor}}` : '';
  return refusal(time, `${JSON.stringify(descriptor)} is not known${hint}`);
}

const refusal = ({ text, position }: TimeText, reason: string) => new TimeTemplateError(position, text, reason);
