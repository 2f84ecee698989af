import { isRecord, type JsonRecord } from '../../lib/json.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { suggestion } from '../findings/nearest-key.ts';

const columns = [
  'resource',
  'url',
  'xPath',
  'updatedDateField',
  'updatedDateFormat',
  'updatedDateTimezone',
  'createdDateField',
  'createdDateFormat',
  'createdDateTimezone',
] as const;

type Row = Partial<Record<(typeof columns)[number], string>>;

/**
 * The old `event.poller.urls` as an `event.poller.configuration`. Either a line per resource, with up to nine columns
 * between `|`, or only names between `|` or line ends; what a line leaves out comes from the connector's own
 * configuration (`defaults`).
 */
export function convertLegacyPollerUrls(
  findings: Findings,
  path: string,
  text: string,
  defaults: JsonRecord,
): JsonRecord {
  const configuration: JsonRecord = {};
  for (const row of toRows(text)) {
    const entry = toEntry(findings, path, row, defaults);
    if (row.resource !== undefined && entry !== undefined) configuration[row.resource] = entry;
  }
  return configuration;
}

function toRows(text: string): Row[] {
  const lines = text.split(/\r?\n/).map((line) => line.split('|').map((cell) => cell.trim()));
  return lines
    .filter((cells) => cells.some((cell) => cell !== ''))
    .flatMap((cells) => {
      if (cells.every((cell) => /^[\w-]*$/.test(cell)))
        return cells.filter((cell) => cell !== '').map((resource) => ({ resource }));
      return [Object.fromEntries(columns.flatMap((column, index) => (cells[index] ? [[column, cells[index]]] : [])))];
    });
}

function toEntry(findings: Findings, path: string, row: Row, defaults: JsonRecord): JsonRecord | undefined {
  const { resource, url, xPath, ...dates } = row;
  if (resource === undefined)
    return refuse(findings, path, `found a line without a resource name (${url ?? ''}); allowed: ${columns.join('|')}`);
  const known = defaults[resource];
  const base = isRecord(known) ? known : undefined;
  if (url === undefined && base === undefined) {
    const names = Object.keys(defaults);
    const allowed = names.length === 0 ? 'its URL after |' : `its URL after |, or one of ${names.join(', ')}`;
    return refuse(
      findings,
      path,
      `found the resource ${resource} without a URL; allowed: ${allowed}.${suggestion(resource, names)}`,
    );
  }
  if (base === undefined) warn(findings, path, `${resource}: this form names no idField; id is assumed`);
  return {
    ...(base ?? { idField: 'id' }),
    ...(url === undefined ? {} : { url }),
    ...(xPath === undefined ? {} : { xPath }),
    ...(Object.keys(dates).length === 0 ? {} : { datesConfiguration: dates }),
  };
}
