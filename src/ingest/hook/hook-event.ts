import { HookResultError, notAllowed, type HookResult } from '../../hub/hooks/hook-result.ts';
import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import type { Instant } from '../../lib/instant.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { eventTypes } from '../../model/change.ts';

/** One event that a hook gives to `done`. Undefined: the hook does not say it. */
export interface HookEvent {
  recordId: string;
  resource: string | undefined;
  type: string | undefined;
  date: Instant | undefined;
  record: JsonRecord | undefined;
  parameters: Readonly<Record<string, string>>;
  paths: { oldPath?: string; newPath?: string } | undefined;
  /** The event as the hook gave it. */
  given: JsonRecord;
}

/**
 * The events in the result of an event hook; none where it has no `events`. `needsType`: each must name its resource.
 * Throws a HookResultError that names every event that cannot be used, with its place: nothing is told of such a result.
 */
export function hookEvents(result: HookResult, { needsType }: { needsType: boolean }): HookEvent[] {
  const events = result.value('events') ?? [];
  if (!Array.isArray(events)) throw notAllowed('events', events, 'a list');
  const errors: HookResultError[] = [];
  const read = events.flatMap((event, index) => {
    const at = `events[${index}]`;
    if (isRecord(event)) return [readEvent(event, { at, errors, needsType })];
    errors.push(notAllowed(at, event, 'an object'));
    return [];
  });
  const [first, ...others] = errors;
  if (first) throw new HookResultError(first.what, first.found, first.allowed, others);
  return read;
}

interface Reading {
  /** E.g. `events[3]`. */
  at: string;
  /** What is wrong is added to it. */
  errors: HookResultError[];
  needsType: boolean;
}

function readEvent(given: JsonRecord, { at, errors, needsType }: Reading): HookEvent {
  const member = <T>(name: string, { read, allowed }: Form<T>, isNeeded = false): T | undefined => {
    const value = given[name] ?? null;
    if (value === null && !isNeeded) return undefined;
    const found = value === null ? undefined : read(value);
    if (found === undefined) errors.push(notAllowed(`${at}.${name}`, value, allowed));
    return found;
  };
  const oldPath = member('event_old_path', text);
  const newPath = member('event_new_path', text);
  return {
    recordId: member('event_object_id', id, true) ?? '',
    resource: member('event_object_type', name, needsType),
    type: member('event_type', type),
    date: member('event_date', date),
    record: member('event_record', record),
    parameters: member('event_parameters', texts) ?? {},
    paths:
      oldPath === undefined && newPath === undefined
        ? undefined
        : { ...(oldPath !== undefined && { oldPath }), ...(newPath !== undefined && { newPath }) },
    given,
  };
}

/** How a member is read; undefined: it is not of this form. */
interface Form<T> {
  read: (value: JsonValue) => T | undefined;
  allowed: string;
}

const longestId = 500;
const longestName = 200;

const plainOf = (value: JsonValue, longest: number): string | undefined => {
  const plain = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof plain === 'string' && plain !== '' && plain.length <= longest ? plain : undefined;
};

const id: Form<string> = {
  read: (value) => plainOf(value, longestId),
  allowed: `a text of 1 to ${longestId} characters, or a whole number`,
};

const name: Form<string> = {
  read: (value) => (typeof value === 'string' ? plainOf(value, longestName) : undefined),
  allowed: `a text of 1 to ${longestName} characters`,
};

const known: readonly string[] = eventTypes;
const type: Form<string> = {
  ...name,
  read(value) {
    const word = name.read(value);
    return word !== undefined && known.includes(word.toUpperCase()) ? word.toUpperCase() : word;
  },
};

const text: Form<string> = { read: (value) => (typeof value === 'string' ? value : undefined), allowed: 'a text' };

const record: Form<JsonRecord> = { read: (value) => (isRecord(value) ? value : undefined), allowed: 'an object' };

const texts: Form<Record<string, string>> = {
  read(value) {
    if (!isRecord(value)) return undefined;
    const read = Object.entries(value).map(([key, one]) => [key, plainOf(one, longestId)] as const);
    return read.some(([, one]) => one === undefined) ? undefined : (Object.fromEntries(read) as Record<string, string>);
  },
  allowed: 'an object of texts and whole numbers',
};

const date: Form<Instant> = {
  read(value) {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const count = Math.abs(Number(value));
    // Seconds of this century have ten digits, milliseconds thirteen, microseconds sixteen. ISO 8601 is read by any of them.
    const unit = count < 1e11 ? 'seconds' : count < 1e14 ? 'milliseconds' : 'microseconds';
    return datePattern(unit).parse(String(value));
  },
  allowed: 'a date in ISO 8601, or seconds, milliseconds or microseconds since 1970',
};
