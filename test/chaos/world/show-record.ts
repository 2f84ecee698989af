import type { Chance } from '../history/chance.ts';
import type { Version } from './collection.ts';
import type { Profile } from './profile.ts';

/** A record as an answer holds it, as JSON. It is the same each time, unless something in it moves. */
export function showRecord(profile: Profile, version: Version, chance: Chance): string {
  if (profile.keyOrderMoves || profile.noise) return JSON.stringify(recordOf(profile, version, chance));
  version.shown ??= JSON.stringify(recordOf(profile, version, chance));
  return version.shown;
}

function recordOf(profile: Profile, version: Version, chance: Chance): Record<string, unknown> {
  const fields: [string, unknown][] = [
    ['id', version.recordId],
    ['name', { first: 'Ada', last: version.recordId }],
    ['value', version.value],
  ];
  if (profile.dates !== 'none') {
    if (version.updated !== undefined) fields.push(['updated_at', version.updated]);
    if (version.created !== undefined) fields.push(['created_at', version.created]);
  }
  if (profile.noise) fields.push(['looked_at', chance.between(1, 1_000_000)]);
  return Object.fromEntries(profile.keyOrderMoves ? shuffled(fields, chance) : fields);
}

export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = chance.between(0, last);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** What makes a version one of its own, as far as a reader can see: record, updated date as shown, content. */
export const formOf = (record: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([record['id'], 'updated_at' in record ? record['updated_at'] : 'absent', record['value']]);

export const formOfVersion = ({ dates }: Profile, { recordId, updated, value }: Version): string =>
  JSON.stringify([recordId, dates === 'none' || updated === undefined ? 'absent' : updated, value]);
