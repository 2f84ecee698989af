import { DatePatternError } from '../../lib/date-pattern/date-pattern-error.ts';
import { compileDatePattern } from '../../lib/date-pattern/date-pattern.ts';
import type { DateField } from '../poll-definition.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { readText } from '../findings/read-setting.ts';
import { balanceQuotes } from './balance-quotes.ts';
import { fillZone } from './fill-zones.ts';
import type { PollerKey } from './poller-configuration-keys.ts';
import type { Setting } from './sort-settings.ts';

export interface PollDates {
  updated: DateField | undefined;
  created: DateField | undefined;
}

interface DateSource {
  findings: Findings;
  /** Path of the resource. */
  path: string;
  settings: ReadonlyMap<string, Setting>;
  /** Instance configuration, for zones such as `{TimeZone}`. */
  values: Record<string, string>;
}

interface DateKeys {
  field: PollerKey;
  format: PollerKey;
  timezone: PollerKey;
}

const updatedKeys: DateKeys = {
  field: 'updatedDateField',
  format: 'updatedDateFormat',
  timezone: 'updatedDateTimezone',
};
const createdKeys: DateKeys = {
  field: 'createdDateField',
  format: 'createdDateFormat',
  timezone: 'createdDateTimezone',
};

/** The created date is written like the updated one unless it says otherwise. */
export function readPollDates(source: DateSource): PollDates {
  const zone = readZone(source, updatedKeys) ?? 'UTC';
  const updated = readDateField(source, updatedKeys, { format: undefined, timezone: zone });
  const createdZone = readZone(source, createdKeys) ?? zone;
  const created = readDateField(source, createdKeys, { format: updated?.format, timezone: createdZone });
  return { updated, created };
}

interface DateDefaults {
  /** Of a field that names none. */
  format: string | undefined;
  timezone: string;
}

function readDateField(source: DateSource, keys: DateKeys, defaults: DateDefaults): DateField | undefined {
  const { findings } = source;
  const field = readFieldName(source, keys.field);
  const format = readFormat(source, keys.format) ?? (field === undefined ? undefined : defaults.format);
  if (field === undefined) {
    if (format !== undefined) warn(findings, pathOf(source, keys.format), `no effect without ${keys.field}`);
    return undefined;
  }
  if (format === undefined) {
    const allowed = "a date pattern such as yyyy-MM-dd'T'HH:mm:ssXXX, or milliseconds, seconds, microseconds";
    return refuse(findings, pathOf(source, keys.format), `missing beside ${keys.field}; allowed: ${allowed}`);
  }
  const { timezone } = defaults;
  return isSoundPattern(source, keys, { format, timezone }) ? { field, format, timezone } : undefined;
}

const quotedField = /^\$?\[\s*(['"])(.+)\1\s*\]$/;

function readFieldName(source: DateSource, key: PollerKey): string | undefined {
  const path = pathOf(source, key);
  const field = readText(source.findings, path, source.settings.get(key)?.value);
  const [, , quoted] = quotedField.exec(field ?? '') ?? [];
  if (quoted === undefined) return field;
  warn(source.findings, path, `taken as ${quoted}`);
  return quoted;
}

function readFormat(source: DateSource, key: PollerKey): string | undefined {
  const path = pathOf(source, key);
  const format = readText(source.findings, path, source.settings.get(key)?.value);
  const mended = format === undefined ? undefined : balanceQuotes(format, "'");
  if (mended === undefined) return format;
  warn(source.findings, path, `odd number of quotes; taken as ${mended}`);
  return mended;
}

function readZone(source: DateSource, { timezone }: DateKeys): string | undefined {
  const path = pathOf(source, timezone);
  const zone = readText(source.findings, path, source.settings.get(timezone)?.value);
  return zone === undefined ? undefined : fillZone(source.findings, path, zone, source.values);
}

/** A pattern is tried in UTC first, to tell a bad pattern from a bad zone. */
function isSoundPattern(source: DateSource, keys: DateKeys, { format, timezone }: Omit<DateField, 'field'>): boolean {
  for (const [key, zone] of [
    [keys.format, 'UTC'],
    [keys.timezone, timezone],
  ] as const) {
    try {
      compileDatePattern(format, zone);
    } catch (error) {
      if (!(error instanceof DatePatternError)) throw error;
      refuse(source.findings, pathOf(source, key), error.message);
      return false;
    }
  }
  return true;
}

const pathOf = ({ path, settings }: DateSource, key: PollerKey): string =>
  settings.get(key)?.path ?? `${path}.datesConfiguration.${key}`;
