import type { ConfigurationItem } from '../builder-query.ts';
import type { PollEntry } from './poll-entry.ts';

/** A polled resource in the form. */
export interface PolledResource {
  /** Stays while the name is edited. */
  id: string;
  name: string;
  entry: PollEntry;
}

/** What the Events page sets of a connector. */
export interface EventSettings {
  enabled: boolean;
  types: EventType[];
  /** Between two polls; empty while the field is. */
  minutes: number | '';
  resources: PolledResource[];
  /** Members of the polling configuration that are no resources: kept as they are. */
  others: Readonly<Record<string, unknown>>;
}

export type EventType = 'polling' | 'webhooks';

export const eventKeys = {
  enabled: 'event.notification.enabled',
  types: 'event.vendor.type',
  minutes: 'event.poller.refresh_interval',
  resources: 'event.poller.configuration',
} as const;

export type EventKey = (typeof eventKeys)[keyof typeof eventKeys];

export const defaultMinutes = 15;

/** The settings as the configuration entries of a connector have them; `broken`: its polling configuration, where it is no JSON object. */
export function readEventSettings(items: readonly ConfigurationItem[]): { settings: EventSettings; broken?: string } {
  const text = (key: EventKey) => defaultOf(items, key);
  const minutes = Number(text(eventKeys.minutes));
  const polling = text(eventKeys.resources);
  const read = readPolling(polling === '' || polling === 'null' ? '{}' : polling);
  const settings: EventSettings = {
    enabled: text(eventKeys.enabled).toLowerCase() === 'true',
    types: typesOf(text(eventKeys.types)),
    minutes: minutes > 0 ? minutes : defaultMinutes,
    ...(read ?? { resources: [], others: {} }),
  };
  return read ? { settings } : { settings, broken: polling };
}

/** The default value of an entry; empty: it has none. */
export function defaultOf(items: readonly ConfigurationItem[], key: EventKey): string {
  const value = items.find((item) => item.key === key)?.defaultValue;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
}

/** `both`, `webhook`, `webhooks`; polling where it says nothing. */
export function typesOf(word: string): EventType[] {
  const type = word.toLowerCase();
  if (type === 'both') return ['polling', 'webhooks'];
  return type === 'webhook' || type === 'webhooks' ? ['webhooks'] : ['polling'];
}

/** The polled resources of a polling configuration; undefined: it is no JSON object. `before`: keeps the ids of resources. */
export function readPolling(
  text: string,
  before: readonly PolledResource[] = [],
): Pick<EventSettings, 'resources' | 'others'> | undefined {
  const value = parsed(text);
  if (!isObject(value)) return undefined;
  const resources: PolledResource[] = [];
  const others: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (!isObject(entry)) others[name] = entry;
    else resources.push({ id: before.find((one) => one.name === name)?.id ?? newId(), name, entry });
  }
  return { resources, others };
}

let ids = 0;
export const newId = (): string => `resource-${++ids}`;

/** The polling configuration as an object. */
export const pollingOf = ({
  resources,
  others,
}: Pick<EventSettings, 'resources' | 'others'>): Record<string, unknown> => ({
  ...Object.fromEntries(resources.map(({ name, entry }) => [name.trim(), entry])),
  ...others,
});

/** The values of the entries, as they are stored. */
export function eventValues(settings: EventSettings): Record<EventKey, string> {
  const { types, minutes, enabled } = settings;
  return {
    [eventKeys.resources]: JSON.stringify(pollingOf(settings)),
    [eventKeys.enabled]: String(enabled),
    [eventKeys.types]: types.length > 1 ? 'both' : (types[0] ?? 'polling'),
    [eventKeys.minutes]: String(minutes === '' ? defaultMinutes : minutes),
  };
}

/** What has to be written to come from one to the other. */
export function changedValues(before: EventSettings, after: EventSettings): { key: EventKey; value: string }[] {
  const old = eventValues(before);
  return Object.entries(eventValues(after)).flatMap(([key, value]) =>
    old[key as EventKey] === value ? [] : [{ key: key as EventKey, value }],
  );
}

/** What is wrong with the form itself, by field; the server tells the rest. */
export function settingProblems({ types, minutes, resources }: EventSettings): {
  types?: string;
  minutes?: string;
  names: Readonly<Record<string, string>>;
} {
  const names: Record<string, string> = {};
  for (const { id, name } of resources) {
    if (name.trim() === '') names[id] = 'Give the resource a name, such as contacts.';
    else if (resources.some((other) => other.id !== id && other.name.trim() === name.trim()))
      names[id] = `Two resources are called ${name.trim()}. Each needs a name of its own.`;
  }
  return {
    ...(types.length === 0 && { types: 'Choose polling, webhooks, or both.' }),
    ...((minutes === '' || minutes <= 0) && { minutes: 'Enter the minutes between two polls, more than 0.' }),
    names,
  };
}

export const hasProblems = ({ types, minutes, names }: ReturnType<typeof settingProblems>): boolean =>
  types !== undefined || minutes !== undefined || Object.keys(names).length > 0;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
