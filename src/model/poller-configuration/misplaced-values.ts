import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { warn, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';

/**
 * Values that stood inside the polling configuration but belong elsewhere in the request body. A well-known
 * example body closes its braces too late and so carries `providerData` and `oauth.*` keys there.
 */
export interface Misplaced {
  /** Instance configuration keys, e.g. `oauth.user.refresh_token`. */
  configuration: Record<string, JsonValue>;
  providerData: JsonRecord | undefined;
}

export const newMisplaced = (): Misplaced => ({ configuration: {}, providerData: undefined });

const bodyKeys: readonly string[] = [
  'element',
  'eventsEnabled',
  'externalAuthentication',
  'name',
  'providerData',
  'tags',
];
const configurationPrefixes: readonly string[] = ['authentication', 'base', 'event', 'filter', 'oauth', 'pagination'];

/** Within a resource. */
export const isMisplaced = (key: string): boolean => isConfigurationKey(key) || key === 'providerData';

/** Beside the resources, where a resource may well be called `tags`: an object with a url is always a resource. */
export const isMisplacedBesideResources = (key: string, value: JsonValue): boolean =>
  (isConfigurationKey(key) || bodyKeys.includes(key)) && !(isRecord(value) && Object.hasOwn(value, 'url'));

export function takeMisplaced(
  findings: Findings,
  { path, key, value }: { path: string; key: string; value: JsonValue },
  misplaced: Misplaced,
): void {
  if (isConfigurationKey(key) && !isUnset(value)) {
    misplaced.configuration[key] = value;
    return warn(findings, path, 'belongs in configuration; moved there unless it is set there');
  }
  if (key === 'providerData' && isRecord(value)) {
    misplaced.providerData = value;
    return warn(findings, path, 'belongs beside configuration; taken from here unless it is given there');
  }
  warn(findings, path, 'not part of the polling configuration; ignored');
}

const isConfigurationKey = (key: string): boolean =>
  key.includes('.') && configurationPrefixes.some((prefix) => key.startsWith(`${prefix}.`));
