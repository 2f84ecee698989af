/** The configuration of one polled resource, as an entry of `event.poller.configuration`. */
export type PollEntry = Readonly<Record<string, unknown>>;

interface Spelling {
  place: 'resource' | 'dates';
  /** Other spellings in use. Upper and lower case never count. */
  aliases: readonly string[];
}

/** Where the server expects each setting of the form, and what it also takes for it. */
export const spellings = {
  url: { place: 'resource', aliases: [] },
  idField: { place: 'resource', aliases: [] },
  filterByUpdatedDate: { place: 'resource', aliases: ['filterByUpdateDate', 'filterByUpdatedAt'] },
  filterByCurrentDate: { place: 'resource', aliases: [] },
  createdCheckTolerance: { place: 'resource', aliases: [] },
  createdWhenNew: { place: 'resource', aliases: [] },
  pageSize: { place: 'resource', aliases: [] },
  pollDelay: { place: 'resource', aliases: [] },
  changedFields: { place: 'resource', aliases: [] },
  keepRecords: { place: 'resource', aliases: [] },
  updatedDateField: { place: 'dates', aliases: ['updatedAtField'] },
  updatedDateFormat: { place: 'dates', aliases: ['updatedAtFormat'] },
  updatedDateTimezone: { place: 'dates', aliases: ['updatedAtTimezone'] },
  createdDateField: { place: 'dates', aliases: ['createdAtField'] },
  createdDateFormat: { place: 'dates', aliases: ['createdAtFormat'] },
  createdDateTimezone: { place: 'dates', aliases: ['createdAtTimezone'] },
} as const satisfies Record<string, Spelling>;

export type PollSetting = keyof typeof spellings;

const datesKey = 'datesConfiguration';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

const means = (setting: PollSetting, key: string): boolean => {
  const typed = key.toLowerCase();
  return [setting, ...spellings[setting].aliases].some((known) => known.toLowerCase() === typed);
};

/** The value of a setting, wherever and however it is spelt; undefined: it is not set. */
export function settingOf(entry: PollEntry, setting: PollSetting): unknown {
  const dates = entry[datesKey];
  const found = [entry, ...(isObject(dates) ? [dates] : [])].flatMap((holder) =>
    Object.entries(holder).flatMap(([key, value]) => (means(setting, key) && !isUnset(value) ? [value] : [])),
  );
  return found[0];
}

/** The same as text, for a field. */
export function textSetting(entry: PollEntry, setting: PollSetting): string {
  const value = settingOf(entry, setting);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The same as a switch. */
export function flagSetting(entry: PollEntry, setting: PollSetting, byDefault: boolean): boolean {
  const word = textSetting(entry, setting).trim().toLowerCase();
  return word === '' ? byDefault : word === 'true';
}

/** The entry with a setting in its canonical spelling and place; undefined or empty: without it. Everything else stays as it is. */
export function withSetting(entry: PollEntry, setting: PollSetting, value: unknown): PollEntry {
  const { place } = spellings[setting];
  const given = entry[datesKey];
  const outer = placed(entry, setting, place === 'resource' && !isUnset(value) ? value : undefined);
  if (given !== undefined && !isObject(given))
    return place === 'resource' ? outer : { ...outer, [datesKey]: { [setting]: value } };
  const inner = placed(given ?? {}, setting, place === 'dates' && !isUnset(value) ? value : undefined);
  const { [datesKey]: _dates, ...others } = outer;
  if (Object.keys(inner).length === 0) return others;
  return datesKey in outer ? { ...outer, [datesKey]: inner } : { ...others, [datesKey]: inner };
}

/** A setting takes the place of its first spelling, so that the order of the text stays. */
function placed(
  holder: Readonly<Record<string, unknown>>,
  setting: PollSetting,
  value: unknown,
): Record<string, unknown> {
  const at = Object.keys(holder).find((key) => means(setting, key));
  const kept = Object.entries(holder).flatMap(([key, found]): [string, unknown][] => {
    if (!means(setting, key)) return [[key, found]];
    return key === at && value !== undefined ? [[setting, value]] : [];
  });
  if (at === undefined && value !== undefined) kept.push([setting, value]);
  return Object.fromEntries(kept);
}

/** `{listId}` and the like: what an instance fills in. Dates are none. */
export function placeholdersOf(url: string): string[] {
  const withoutDates = url.replaceAll(/[$#]\{(?:[^{}]|\{[^{}]*\})*\}/g, '');
  const names = [...withoutDates.matchAll(/\{([A-Za-z][\w.-]*)\}/g)].flatMap(([, name]) => name ?? []);
  return [...new Set(names)];
}
