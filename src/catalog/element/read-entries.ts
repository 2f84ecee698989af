import { configurationEntrySchema, type ConfigurationEntry } from '../../model/connector.ts';
import { isTrue, memberOf, type ElementEntry } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { isRecord, jsonOrNothing } from '../../lib/json.ts';
import { mechanismNamed, vendorTypeKey } from '../../model/instance-configuration/event-mechanisms.ts';
import { isSecretKey } from '../../model/instance-configuration/is-secret-key.ts';
import { standardConfigurationEntries } from '../../model/instance-configuration/standard-configuration-entries.ts';

const entryTypes: ReadonlySet<string> = new Set(configurationEntrySchema.shape.type.options);
export const standardKeys: ReadonlySet<string> = new Set(standardConfigurationEntries.map(({ key }) => key));
const pollerKeys: ReadonlySet<string> = new Set([
  'event.poller.configuration',
  'event.poller.refresh_interval',
  'event.poller.urls',
]);

/** The entries that instances of the element have beside those that all have. */
export function readEntries(
  entries: readonly ElementEntry[],
  remark: Remark,
  { sendsWebhooks }: { sendsWebhooks: boolean } = { sendsWebhooks: false },
): ConfigurationEntry[] {
  const seen = new Set<string>();
  const polls = defaultValueOf(entries, 'event.poller.configuration');
  const choice = entries.find(({ key, options }) => key === authenticationChoice && (options?.length ?? 0) > 1);
  const ofWebhooks = sendsWebhooks && comeByWebhooks(entries) ? [webhooksByDefault] : [];
  const own = entries.flatMap((entry, index) => {
    const at = `configuration[${index}]`;
    if (seen.has(entry.key)) {
      remark(at, 'ignored', `${entry.key} is described twice`);
      return [];
    }
    seen.add(entry.key);
    if (entry.key === vendorTypeKey && ofWebhooks.length > 0) return [];
    if (standardKeys.has(entry.key) && !keptEntries.has(entry.key)) {
      if (entry.key !== 'event.objects' || !polls.includes('{objectName}')) remarkOnDefault(entry, at, remark);
      return [];
    }
    return [{ ...readEntry(entry, at, remark), ...(choice && requiredWhen(entry, choice)) }];
  });
  return [...own, ...ofWebhooks];
}

const authenticationChoice = 'authentication.type';

/** Entries in a group belong to one of the kinds of authentication that an instance chooses from. */
function requiredWhen(
  entry: ElementEntry,
  { options }: ElementEntry,
): Pick<ConfigurationEntry, 'requiredWhen'> | undefined {
  const group = memberOf(entry, 'groupName');
  const isKind = typeof group === 'string' && options?.some(({ value }) => String(value) === group) === true;
  return isKind ? { requiredWhen: { key: authenticationChoice, equals: group } } : undefined;
}

const webhooksByDefault: ConfigurationEntry = {
  key: vendorTypeKey,
  name: 'Event Type',
  description: 'How changes are noticed: polling, webhooks or both.',
  type: 'TEXTFIELD_32',
  required: false,
  defaultValue: 'webhook',
};

/**
 * Whether changes are noticed by webhooks where an instance does not say it: if the element says so, or lists in
 * `event.metadata` nothing that could be polled.
 */
function comeByWebhooks(entries: readonly ElementEntry[]): boolean {
  const stated = defaultValueOf(entries, vendorTypeKey);
  if (stated !== '') return mechanismNamed(stated) === 'webhook';
  const metadata = jsonOrNothing(defaultValueOf(entries, 'event.metadata'));
  const lists = (name: string) =>
    isRecord(metadata) && isRecord(metadata[name]) && Object.keys(metadata[name]).length > 0;
  return lists('webhook') && !lists('polling');
}

/** Read apart (read-route.ts). */
const finderKey = 'event.notification.instance.finder';

/** Standard entries whose default has a meaning. */
const keptEntries: ReadonlySet<string> = new Set(['filter.response.nulls']);

function remarkOnDefault({ key, defaultValue }: ElementEntry, at: string, remark: Remark): void {
  const value = String(defaultValue ?? '').trim();
  const standard = standardConfigurationEntries.find((entry) => entry.key === key);
  const isPlain = ['', 'null', 'false', '{}', standard?.defaultValue].includes(value);
  if (isPlain || pollerKeys.has(key)) return;
  if (key === finderKey) return;
  if (key === vendorTypeKey) {
    if (!/^polling$/i.test(value))
      remark(at, 'notRun', `changes are polled: no hook of the type event makes events of ${value}`);
  } else if (key === 'event.helper.key') {
    remark(at, 'notRun', `there is no poller ${value} here; what is polled is event.poller.configuration`);
  } else {
    remark(at, 'ignored', `${key} is set by each instance; its default here has no effect`);
  }
}

function readEntry(entry: ElementEntry, at: string, remark: Remark): ConfigurationEntry {
  const { key, options } = entry;
  const isInternal = isTrue(entry.internal);
  const defaultValue = defaultOf(entry, at, remark);
  return {
    key,
    name: entry.name?.trim() || key,
    description: entry.description ?? '',
    type: typeOf(entry, at, remark),
    ...(options && {
      options: options.map(({ name, description, value }) => ({
        name: name ?? description ?? String(value ?? ''),
        value: String(value ?? ''),
      })),
    }),
    ...(isInternal && { internal: true }),
    required: isTrue(entry.required) && !isInternal && !neverRequired.has(key),
    ...(defaultValue !== undefined && { defaultValue }),
  };
}

/** The connect flow knows it. */
const neverRequired: ReadonlySet<string> = new Set(['oauth.callback.url']);

function typeOf({ key, type }: ElementEntry, at: string, remark: Remark): ConfigurationEntry['type'] {
  const name = (type ?? 'TEXTFIELD').toUpperCase();
  // Read without its description a secret is known by its name.
  if (name.startsWith('TEXT') && isSecretKey(key, [])) return 'PASSWORD';
  if (entryTypes.has(name)) return name as ConfigurationEntry['type'];
  remark(at, 'changed', `the type ${type} is taken for TEXTFIELD`);
  return 'TEXTFIELD';
}

/** Addresses that are templates belong to the authentication, which fills them. */
function defaultOf({ key, defaultValue }: ElementEntry, at: string, remark: Remark): string | undefined {
  const value = defaultValue === undefined || defaultValue === null ? '' : String(defaultValue);
  if (value === '' || value === 'null') return undefined;
  if (oauthAddresses.has(key)) return undefined;
  if (key === 'base.url') return isAddress(value) ? value : undefined;
  if (key !== 'oauth.callback.url' || /^https?:\/\/(?!auth\.cloudelements\.io)/i.test(value)) return value;
  remark(at, 'changed', `the callback address of this server is used, not ${value}`);
  return undefined;
}

/** Of a provider; it may begin with an entry that holds an address. Anything else is remarked on elsewhere. */
export const isAddress = (url: string): boolean =>
  /^https?:\/\/\S+[^/\s]\/*$|^\{[^{}\s]+\}(?:\/\S*)?$/.test(url.trim());

/** Their defaults are those of the authentication. */
const oauthAddresses: ReadonlySet<string> = new Set([
  'oauth.authorization.url',
  'oauth.token.url',
  'oauth.token.refresh_url',
  'oauth.token.refresh.url',
  'oauth.request.url',
]);

/** The default of an entry; empty: it has none. */
export const defaultValueOf = (entries: readonly ElementEntry[], key: string): string => {
  const value = entries.find((entry) => entry.key === key)?.defaultValue;
  const text = value === undefined || value === null ? '' : String(value).trim();
  return text === 'null' ? '' : text;
};

export const indexOfEntry = (entries: readonly ElementEntry[], key: string): number =>
  entries.findIndex((entry) => entry.key === key);
