import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { suggestion } from '../findings/nearest-key.ts';
import { isUnset } from '../findings/read-setting.ts';
import { isMisplaced, type Misplaced, takeMisplaced } from './misplaced-values.ts';
import { keptPollerKeys, type PollerConfigurationKey, pollerConfigurationKeys } from './poller-configuration-keys.ts';

/** A value of a resource, and the key and path under which the user wrote it. */
export interface Setting {
  key: string;
  value: JsonValue;
  path: string;
}

/** The settings of one resource by canonical key, wherever and however they were spelt. */
export interface SortedSettings {
  settings: Map<string, Setting>;
  unused: Record<string, JsonValue>;
}

export function sortSettings(
  findings: Findings,
  path: string,
  entry: JsonRecord,
  misplaced: Misplaced,
): SortedSettings {
  const sorted: SortedSettings = { settings: new Map(), unused: {} };
  const { datesConfiguration: dates, ...resource } = entry;
  for (const [key, value] of Object.entries(resource)) {
    if (isMisplaced(key)) takeMisplaced(findings, { path: `${path}.${key}`, key, value }, misplaced);
    else sortOne(findings, sorted, { path, key, value, place: 'resource' });
  }
  const datesPath = `${path}.datesConfiguration`;
  if (isRecord(dates)) {
    for (const [key, value] of Object.entries(dates))
      sortOne(findings, sorted, { path: datesPath, key, value, place: 'dates' });
  } else if (!isUnset(dates)) {
    refuse(findings, datesPath, `found ${describeValue(dates)}; allowed: an object with ${dateKeys.join(', ')}`);
  }
  return sorted;
}

interface FoundSetting {
  path: string;
  key: string;
  value: JsonValue;
  place: 'resource' | 'dates';
}

function sortOne(findings: Findings, sorted: SortedSettings, found: FoundSetting): void {
  const path = `${found.path}.${found.key}`;
  const known = keysBySpelling.get(found.key.toLowerCase());
  if (known === undefined) return keepUnused(findings, sorted, found);
  if (known.key !== found.key) warn(findings, path, `taken as ${known.key}`);
  if (known.place !== found.place) {
    const home = known.place === 'dates' ? 'inside datesConfiguration' : 'beside url, outside datesConfiguration';
    warn(findings, path, `taken; its place is ${home}`);
  }
  const other = sorted.settings.get(known.key);
  if (other !== undefined && !isUnset(other.value)) {
    if (isUnset(found.value) || other.value === found.value) return;
    refuse(
      findings,
      path,
      `found ${describeValue(found.value)}, but ${other.key} says ${describeValue(other.value)}; allowed: one of the two`,
    );
    return;
  }
  sorted.settings.set(known.key, { key: found.key, value: found.value, path });
}

function keepUnused(findings: Findings, { unused }: SortedSettings, { path, key, value }: FoundSetting): void {
  unused[key] = value;
  const remark = keptPollerKeys.includes(key)
    ? 'kept, not used'
    : `unknown key, kept, not used.${suggestion(key, canonicalKeys)}`;
  warn(findings, `${path}.${key}`, remark);
}

const canonicalKeys: readonly string[] = pollerConfigurationKeys.map(({ key }) => key);
const dateKeys = pollerConfigurationKeys.filter(({ place }) => place === 'dates').map(({ key }) => key);

const spellings = ({ key, aliases = [] }: PollerConfigurationKey) => [key, ...aliases];

const keysBySpelling: ReadonlyMap<string, PollerConfigurationKey> = new Map(
  pollerConfigurationKeys.flatMap((known) =>
    spellings(known).map((spelling) => [spelling.toLowerCase(), known] as const),
  ),
);
