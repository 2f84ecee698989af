import type { ConfigurationEntry } from '../connector.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, warn, type Findings } from '../findings/findings.ts';
import { suggestion } from '../findings/nearest-key.ts';
import { isUnset, readBoolean } from '../findings/read-setting.ts';
import { pathOf, type ConfigurationRules } from './configuration-rules.ts';
import { isSecretKey, maskedValue } from './is-secret-key.ts';
import { commonConfigurationEntries, type StandardConfigurationEntry } from './standard-configuration-entries.ts';

const aliases: Readonly<Record<string, string>> = { 'event.notification.url': 'event.notification.callback.url' };

/** All values of an instance as text: those it has, changed by `input`. Null and `"null"` take a value away. */
export function collectValues(
  findings: Findings,
  input: Record<string, unknown>,
  rules: ConfigurationRules,
): Record<string, string> {
  const values: Record<string, string> = { ...rules.stored };
  const count = Object.keys(input).length;
  if (count > mostEntries) {
    refuse(findings, 'configuration', `found ${count} entries; allowed: ${mostEntries} at most`);
    return values;
  }
  for (const [key, value] of Object.entries(resolveAliases(findings, input))) {
    takeValue(findings, values, { key, value }, rules);
  }
  return values;
}

/** For a default, or a value found elsewhere: it yields to one that is set. */
export function takeValueUnlessSet(
  findings: Findings,
  values: Record<string, string>,
  given: { key: string; value: unknown },
  rules: ConfigurationRules,
): void {
  if (isUnset(values[given.key])) takeValue(findings, values, given, rules);
}

/** The entries' defaults, and an issue for each required one that is still without a value and was not refused one. */
export function completeValues(
  findings: Findings,
  values: Record<string, string>,
  entries: readonly ConfigurationEntry[],
): void {
  const known = entriesByKey(entries);
  const unknown = Object.keys(values).filter((key) => !known.has(key));
  const isAsked = ({ required, requiredWhen: when }: ConfigurationEntry) =>
    required && (!when || (values[when.key] ?? known.get(when.key)?.defaultValue) === when.equals);
  for (const entry of known.values()) {
    const { key, defaultValue } = entry;
    if (!isUnset(values[key])) continue;
    if (defaultValue !== undefined) values[key] = defaultValue;
    else if (isAsked(entry) && !findings.issues.some(({ path }) => path === pathOf(key)))
      refuse(findings, pathOf(key), `missing; the connector requires it.${suggestion(key, unknown)}`);
  }
}

function resolveAliases(findings: Findings, input: Record<string, unknown>): Record<string, unknown> {
  const resolved = { ...input };
  for (const [alias, key] of Object.entries(aliases)) {
    const value = resolved[alias];
    delete resolved[alias];
    if (isUnset(value) || isFalseText(value)) continue;
    const canonical = resolved[key];
    if (isUnset(canonical) || isFalseText(canonical)) {
      warn(findings, pathOf(alias), `taken as ${key}`);
      resolved[key] = value;
    } else if (canonical !== value) {
      refuse(findings, pathOf(alias), `differs from ${key}; allowed: one of the two`);
    }
  }
  return resolved;
}

const isFalseText = (value: unknown) => value === false || value === 'false';

function takeValue(
  findings: Findings,
  values: Record<string, string>,
  { key, value }: { key: string; value: unknown },
  { entries }: ConfigurationRules,
): void {
  const path = pathOf(key);
  const entry = entriesByKey(entries).get(key);
  if (value === null || value === undefined) {
    delete values[key];
  } else if (value === 'null') {
    delete values[key];
    warn(findings, path, 'found "null"; taken as not set');
  } else if (value === maskedValue && isSecretKey(key, entries)) {
    if (values[key] === undefined) refuse(findings, path, `found the mask ${maskedValue}; allowed: the value itself`);
  } else {
    const text = toText(findings, path, value, entry);
    if (text !== undefined && isShortEnough(findings, path, text, entry)) values[key] = text;
    if (key === finderKey && text !== entry?.defaultValue) warn(findings, path, finderOfConnector);
    else remarkOn(findings, key, entry, entries);
  }
}

function toText(
  findings: Findings,
  path: string,
  value: unknown,
  entry: ConfigurationEntry | undefined,
): string | undefined {
  if (entry?.type === 'BOOLEAN') {
    const flag = readBoolean(findings, path, value);
    return flag === undefined ? undefined : String(flag);
  }
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (entry === undefined || entry.type === 'TEXTAREA') return JSON.stringify(value);
  return refuse(findings, path, `found ${describeValue(value)}; allowed: a text`);
}

const finderKey = 'event.notification.instance.finder';
const finderOfConnector = 'kept, not used: the connector says how the instance of a webhook is found';

const mostEntries = 1000;
/** Of entries whose type does not say it. Configurations of polled resources are the longest. */
const mostCharacters = 200_000;

function isShortEnough(findings: Findings, path: string, text: string, entry: ConfigurationEntry | undefined): boolean {
  const [, inType] = entry?.type.split('_') ?? [];
  const allowed = entry?.type.startsWith('TEXTFIELD_') ? Number(inType) : mostCharacters;
  if (text.length <= allowed) return true;
  refuse(findings, path, `found ${text.length} characters; allowed: ${allowed} at most`);
  return false;
}

function remarkOn(
  findings: Findings,
  key: string,
  entry: StandardConfigurationEntry | undefined,
  entries: readonly ConfigurationEntry[],
): void {
  if (entry?.unused === true) warn(findings, pathOf(key), 'kept, not used');
  if (entry === undefined) {
    warn(findings, pathOf(key), `unknown key, kept.${suggestion(key, entriesByKey(entries).keys())}`);
  }
}

/** The connector's own description of an entry wins over the common one. */
const entriesByKey = (entries: readonly ConfigurationEntry[]): ReadonlyMap<string, StandardConfigurationEntry> =>
  new Map([...commonConfigurationEntries, ...entries].map((entry) => [entry.key, entry]));
