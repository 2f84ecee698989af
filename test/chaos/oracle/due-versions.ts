import type { World } from '../history/poller.ts';
import type { Version } from '../world/collection.ts';
import type { Profile } from '../world/profile.ts';
import { repeatsHours } from '../world/zone.ts';
import { formOfVersion } from '../world/show-record.ts';
import { isDated } from './is-dated.ts';
import type { Claim, WatchRecord } from './watch-record.ts';

/**
 * What must have been told: of each record the state that lists showed from the beginning of the poll to its end, when it
 * was made after the instance, became visible within the horizon, and is dated up to where the poll is complete.
 */
export function dueVersions(world: World, watched: WatchRecord, claim: Claim): Version[] {
  const atEnd = new Set(world.collection.visible(claim.endedAt));
  return world.collection
    .visible(claim.begunAt)
    .filter((version) => atEnd.has(version) && isDue(world, watched, { version, claim }));
}

function isDue(world: World, watched: WatchRecord, { version, claim }: { version: Version; claim: Claim }): boolean {
  const { profile, history, collection } = world;
  const { definition } = profile;
  if (profile.dates === 'none') return true;
  if (!version.dated) return false;
  // A feed tells what became visible, however late.
  const isLate = latenessOf(world, version) > profile.settleSeconds * 1_000_000;
  if (isLate && profile.paging !== 'feed') return false;
  if (definition.start === 'now' && version.meantAt < history.startUs + unclearUs(profile)) return false;
  if (isOfUnknownTime(world, watched, version) || isSeenBefore(world, version)) return false;
  if (claim.upTo === Infinity)
    return !definition.filterByCurrentDate || version.date <= claim.begunAt + collection.skewUs;
  return version.date <= claim.upTo && !isRepeatedTime(world, version);
}

/** A local time that occurs twice may look as if it were an hour older than the instance. */
const unclearUs = ({ shown, zone }: Profile): number => (shown.local && repeatsHours(zone) ? 3_600_000_000 : 0);

/** How long after its date it was to be seen, by the provider's clock of either moment. */
export function latenessOf({ collection }: World, { skewUs, meantAt, visibleAt }: Version): number {
  const until = collection.skews.filter(({ at }) => at <= visibleAt).map((set) => set.skewUs);
  return visibleAt + Math.max(skewUs, ...until.slice(-1)) - (meantAt + skewUs);
}

/**
 * A clock that is set twice without being read between, or while it is read for the first time: nobody can tell what the
 * dates of that time were meant to be.
 */
function isOfUnknownTime({ collection }: World, { complete }: WatchRecord, { writtenAt }: Version): boolean {
  const from = collection.skews.findLast(({ at }) => at <= writtenAt)?.at ?? -Infinity;
  const to = collection.skews.find(({ at }) => at > writtenAt)?.at ?? Infinity;
  const firstRead = complete[0]?.endedAt ?? Infinity;
  if (writtenAt <= firstRead && from > -Infinity && from <= firstRead) return true;
  return !complete.some(({ begunAt, endedAt }) => begunAt >= from && endedAt < to);
}

/** A state without a date, in a list that has dates, cannot be told from the same state in earlier times. */
function isSeenBefore(world: World, version: Version): boolean {
  if (isDated(world, version)) return false;
  const states = world.collection.versions.get(version.recordId) ?? [];
  const form = formOfVersion(world.profile, version);
  return states.some((state) => state.number < version.number && formOfVersion(world.profile, state) === form);
}

/** Where the clock was set back, times of day come twice: what was complete the first time says nothing of the second. */
const isRepeatedTime = ({ collection }: World, { writtenAt, skewUs }: Version): boolean =>
  collection.skews.some((set) => set.at <= writtenAt && set.skewUs > skewUs);
