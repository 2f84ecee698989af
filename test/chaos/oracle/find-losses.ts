import type { Told, World } from '../history/poller.ts';
import { hasWebhooks } from '../history/with-webhooks.ts';
import type { Version } from '../world/collection.ts';
import { formOf, formOfVersion } from '../world/show-record.ts';
import { dueVersions, latenessOf } from './due-versions.ts';
import { isDated } from './is-dated.ts';
import { tellsFrom } from './is-told.ts';
import type { WatchRecord } from './watch-record.ts';

export interface Findings {
  /** Changes that had to be told. */
  changes: number;
  missed: string[];
  /** One entry for each event too many. */
  duplicated: string[];
  /** Told wrongly: what never was, old data as new, a second creation. */
  wrong: string[];
  requests: number;
  leastRequests: number;
  told: number;
}

/** Compares what was told with the provider's own log, at the end of a history. */
export function findLosses(
  world: World,
  watched: WatchRecord,
  { told, ...requests }: { told: Told[]; requests: number; leastRequests: number },
): Findings {
  const byForm = Map.groupBy(told, (event) => formOf(event.record));
  const last = watched.complete.at(-1);
  const due = last ? dueVersions(world, watched, last) : [];
  const form = (version: Version) => formOfVersion(world.profile, version);
  const isTold = tellsFrom(world, watched.baseline ?? new Map(), told);
  return {
    changes: due.length,
    missed: [
      ...(last ? [] : ['no poll was ever complete']),
      ...watched.movedBack,
      ...missedDeletions(world, told),
      ...new Set([...due.filter((version) => !isTold(version)).map(form), ...watched.early.keys()]),
    ],
    duplicated: [...byForm].flatMap(([form, events]) => events.slice(timesShown(world, form)).map(() => form)),
    wrong: [...wrongEvents(world, byForm), ...wrongTypes(world, watched, told)],
    ...requests,
    told: told.length,
  };
}

/** A feed tells deletions, of records that were told before; unless it was lost meanwhile. */
function missedDeletions({ profile, collection }: World, told: Told[]): string[] {
  if (profile.paging !== 'feed' || collection.feedAge > 0) return [];
  const deleted = new Set(told.filter(({ type }) => type === 'DELETED').map(({ recordId }) => recordId));
  const known = new Set(told.map(({ recordId }) => recordId));
  return [...collection.deletedAt.keys()]
    .filter((id) => known.has(id) && !deleted.has(id))
    .map((id) => `deleted: ${id}`);
}

/** How often a state may be told: as often as the record came to it. */
function timesShown(world: World, form: string): number {
  const states = world.collection.versions.get((JSON.parse(form) as [string])[0]) ?? [];
  const arrivals = states.filter(
    (version) => formOfVersion(world.profile, version) === form && formBefore(world, states, version) !== form,
  );
  return Math.max(arrivals.length, 1);
}

function formBefore({ profile }: World, states: readonly Version[], { number }: Version): string | undefined {
  const before = states[number - 2];
  return before && formOfVersion(profile, before);
}

/** Feeds do, and webhooks. */
const tellsDeletions = ({ profile, history }: World): boolean => profile.paging === 'feed' || hasWebhooks(history);

function wrongEvents(world: World, byForm: Map<string, Told[]>): string[] {
  const { profile, collection, history, timeline } = world;
  const shown = new Map<string, Version[]>();
  for (const states of collection.versions.values())
    for (const version of states) {
      const form = formOfVersion(profile, version);
      shown.set(form, [...(shown.get(form) ?? []), version]);
    }
  const deleted = tellsDeletions(world) ? [...collection.deletedAt.keys()] : [];
  const gone = new Set(deleted.map((id) => formOf({ id })));
  return [...byForm].flatMap(([form, events]) => {
    const versions = (shown.get(form) ?? []).filter(({ visibleAt }) => visibleAt <= timeline.now());
    if (gone.has(form)) return [];
    if (versions.length === 0) return [`never shown: ${form}`];
    const old = versions.every((version) => isOld(world, version));
    if (!old || events.every(({ initial }) => initial)) return [];
    return [`from before ${history.startUs}, and told as new: ${form}`];
  });
}

/** Older than the instance by more than what its shown date and the comparison of clocks leave open. */
function isOld(world: World, version: Version): boolean {
  const { profile, collection, history } = world;
  if (!isDated(world, version) || !version.dated || collection.skews.length > 1) return false;
  return version.meantAt < history.startUs - Math.max(profile.shown.step, 1_000_000) - 3_602_000_000;
}

/**
 * A record is created once, and before anything else. Where a state has no date of its own, or one of another time, came
 * later than was allowed for, or the clock was set, and the record was forgotten since, it may be taken for new.
 */
function wrongTypes(world: World, watched: WatchRecord, told: Told[]): string[] {
  const byRecord = Map.groupBy(told, ({ recordId }) => recordId);
  return [...byRecord].flatMap(([id, events]) => {
    const states = world.collection.versions.get(id) ?? [];
    if (isDeletedUnmeasured(world, watched, id)) return [];
    const isOddly = world.collection.skews.length > 1 || states.some((version) => isOdd(world, version));
    if (world.profile.dates !== 'none' && isOddly) return [];
    return events
      .slice(1)
      .flatMap(({ type, record }) => (type === 'CREATED' ? [`created again: ${formOf(record)}`] : []));
  });
}

/** A webhook told its deletion before any poll had read the provider's clock: what was dated when is not known yet. */
const isDeletedUnmeasured = ({ collection, history }: World, { complete }: WatchRecord, id: string): boolean =>
  hasWebhooks(history) && (collection.deletedAt.get(id) ?? Infinity) <= (complete[0]?.endedAt ?? Infinity);

const isOdd = (world: World, version: Version): boolean =>
  !version.dated ||
  !isDated(world, version) ||
  version.meantAt !== version.writtenAt ||
  latenessOf(world, version) > world.profile.settleSeconds * 1_000_000;
