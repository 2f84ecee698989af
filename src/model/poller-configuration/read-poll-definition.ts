import type { JsonRecord } from '../../lib/json.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { nearestKey } from '../findings/nearest-key.ts';
import { isUnset, readBoolean, readNumber, readText, type NumberRange } from '../findings/read-setting.ts';
import type { PollDefinition } from '../poll-definition.ts';
import type { Misplaced } from './misplaced-values.ts';
import { readPollingOverrides } from './read-polling-overrides.ts';
import { readPollDates } from './read-poll-dates.ts';
import { needsUpdatedFormat, readPollUrl } from './read-poll-url.ts';
import type { PollerKey } from './poller-configuration-keys.ts';
import { type SortedSettings, sortSettings } from './sort-settings.ts';

const seconds: NumberRange = { least: 0, most: 31_536_000, whole: false, unit: 'seconds' };
const records: NumberRange = { least: 1, most: 100_000, whole: true, unit: 'records' };

export interface ResourceEntry {
  resource: string;
  entry: JsonRecord;
  path: string;
}

interface Surroundings {
  /** The instance configuration, which fills zones such as `{TimeZone}`. */
  values: Record<string, string>;
  misplaced: Misplaced;
}

/** One resource of the polling configuration; undefined when something in it was refused. */
export function readPollDefinition(
  findings: Findings,
  source: ResourceEntry,
  surroundings: Surroundings,
): PollDefinition | undefined {
  const issuesBefore = findings.issues.length;
  const { url, ...definition } = readPollParts(findings, source, surroundings);
  if (url === undefined || findings.issues.length > issuesBefore) return undefined;
  return { ...definition, url };
}

/** What of it can be read, whatever else was refused: the dates, the URL and the rest each for itself. */
export function readPollParts(
  findings: Findings,
  { resource, entry, path }: ResourceEntry,
  { values, misplaced }: Surroundings,
): Omit<PollDefinition, 'url'> & { url: string | undefined } {
  const issuesBefore = findings.issues.length;
  const sorted = sortSettings(findings, path, entry, misplaced);
  const read = <T>(key: PollerKey, reader: (findings: Findings, path: string, value: unknown) => T): T => {
    const setting = sorted.settings.get(key);
    return reader(findings, setting?.path ?? `${path}.${key}`, setting?.value);
  };
  const flag = (key: PollerKey) => read(key, readBoolean) ?? false;
  const url = readUrl(findings, path, sorted, values);
  const definition = {
    resource,
    idField: readIdField(findings, path, sorted),
    ...readPollDates({ findings, path, settings: sorted.settings, values }),
    filterByUpdatedDate: read('filterByUpdatedDate', readBoolean) ?? true,
    filterByCurrentDate: flag('filterByCurrentDate'),
    createdCheckToleranceSeconds: read('createdCheckTolerance', numberIn(seconds)) ?? 0,
    createdWhenNew: flag('createdWhenNew'),
    pageSize: read('pageSize', numberIn(records)),
    pollDelaySeconds: read('pollDelay', numberIn(seconds)) ?? 0,
    changedFields: flag('changedFields'),
    keepRecords: flag('keepRecords'),
    polling: read('polling', readPollingOverrides) ?? {},
    unused: sorted.unused,
  };
  if (url !== undefined && definition.updated === undefined && needsUpdatedFormat(url)) {
    const allowed = "a format in the braces, e.g. ${date:yyyy-MM-dd'T'HH:mm:ssXXX}, or an updatedDateField";
    refuse(findings, `${path}.url`, `found a date without a format; allowed: ${allowed}`);
  }
  if (findings.issues.length === issuesBefore) warnOfNoEffect(findings, path, definition);
  return { ...definition, url };
}

const numberIn = (range: NumberRange) => (findings: Findings, path: string, value: unknown) =>
  readNumber(findings, path, value, range);

function readUrl(
  findings: Findings,
  path: string,
  { settings, unused }: SortedSettings,
  values: Record<string, string>,
): string | undefined {
  const given = settings.get('url');
  if (given === undefined || isUnset(given.value)) {
    const typed = Object.keys(unused).find((key) => nearestKey(key, ['url']) !== undefined);
    const hint = typed === undefined ? '' : ` Did you mean url where it says ${typed}?`;
    return refuse(findings, `${path}.url`, `missing; allowed: a path of the hub, e.g. /hubs/crm/contacts.${hint}`);
  }
  const text = readText(findings, given.path, given.value);
  if (text === undefined) return undefined;
  if (text !== given.value) warn(findings, given.path, 'blanks around the value taken off');
  return readPollUrl(findings, given.path, text, values);
}

function readIdField(findings: Findings, path: string, { settings }: SortedSettings): string {
  const given = settings.get('idField');
  if (given === undefined) warn(findings, `${path}.idField`, 'missing; records are known by their content');
  return readText(findings, given?.path ?? `${path}.idField`, given?.value) ?? '';
}

function warnOfNoEffect(
  findings: Findings,
  path: string,
  { filterByUpdatedDate, created, changedFields, idField }: Omit<PollDefinition, 'url'>,
): void {
  if (!filterByUpdatedDate && created === undefined) {
    const message = `found ${describeValue(false)}, but there is no createdDateField to filter by`;
    warn(findings, `${path}.filterByUpdatedDate`, message);
  }
  if (changedFields && idField === '')
    warn(findings, `${path}.changedFields`, 'has no effect: without an idField no record is known again');
}
