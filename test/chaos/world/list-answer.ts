import type { Version } from './collection.ts';
import { floorIn } from './date-form.ts';
import type { Profile } from './profile.ts';

/** Parameters of a request, decoded. */
export type Parameters = ReadonlyMap<string, string>;

/** The rows that a provider of this profile answers a request with, where pages are counted. */
export function listRows(profile: Profile, versions: readonly Version[], parameters: Parameters): Version[] {
  const { rows } = matchingRows(profile, versions, parameters);
  return pageOf(profile, rows.slice(0, profile.resultCap), parameters);
}

/** All rows of the list that a request asks a page of, in order, and how many a page has. */
export const matchingRows = (profile: Profile, versions: readonly Version[], parameters: Parameters) => ({
  rows: versions.filter(condition(profile, parameters)).sort(comparison(profile, parameters)),
  size: count(parameters, 'limit', 100),
});

const count = (parameters: Parameters, name: string, otherwise: number) => Number(parameters.get(name) ?? otherwise);

export function comparison({ order }: Profile, parameters: Parameters): (a: Version, b: Version) => number {
  const byId = (a: Version, b: Version) => (a.recordId < b.recordId ? -1 : 1);
  if (order === 'updatedAscending' && !parameters.has('sort')) return (a, b) => a.date - b.date || byId(a, b);
  if (order === 'updatedDescending' || parameters.get('sort') === 'newest')
    return (a, b) => b.date - a.date || byId(a, b);
  return byId;
}

/** Whether a row matches what a request asks for. */
function condition(profile: Profile, parameters: Parameters): (version: Version) => boolean {
  const { filter } = profile;
  const [since, updatedSince, createdSince] = ['since', 'since_or', 'created_since_or'].map((name) =>
    parameters.get(name),
  );
  if (filter.kind === 'absent' || filter.kind === 'ignored') return () => true;
  if (since !== undefined) {
    const reaches = fromBound(profile, since);
    const until = toBound(profile, parameters.get('until'));
    return ({ date }) => reaches(date) && until(date);
  }
  if (updatedSince === undefined || createdSince === undefined) return () => true;
  const [edited, created] = [fromBound(profile, updatedSince), fromBound(profile, createdSince)];
  return ({ updated, date, createdDate }) => (updated !== null && edited(date)) || created(createdDate);
}

function fromBound({ filter, zone }: Profile, text: string): (date: number) => boolean {
  const { form, step, kind, ambiguous } = filter;
  const bound = floorIn(zone, form.parse(text, zone, ambiguous), step);
  return (date) => (kind === 'exclusive' ? floorIn(zone, date, step) > bound : floorIn(zone, date, step) >= bound);
}

function toBound({ filter, zone }: Profile, text: string | undefined): (date: number) => boolean {
  if (text === undefined) return () => true;
  const { form, step, ambiguous } = filter;
  const bound = floorIn(zone, form.parse(text, zone, ambiguous), step);
  return (date) => floorIn(zone, date, step) <= bound;
}

function pageOf({ paging }: Profile, rows: Version[], parameters: Parameters): Version[] {
  if (paging === 'none' || parameters.has('sort')) return rows;
  const size = count(parameters, 'limit', 100);
  const after = parameters.get('after');
  if (paging === 'idKeyset')
    return rows.filter(({ recordId }) => after === undefined || recordId > after).slice(0, size);
  const from = paging === 'offset' ? count(parameters, 'offset', 0) : (count(parameters, 'page', 1) - 1) * size;
  return rows.slice(from, from + size);
}
