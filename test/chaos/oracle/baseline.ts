import type { World } from '../history/poller.ts';
import { formOfVersion } from '../world/show-record.ts';

/** By record, the states that it showed while the first complete poll was made. */
export type Baseline = ReadonlyMap<string, ReadonlySet<string>>;

/** What was there before us: a poll from now on tells a record without a date only when it has changed since. */
export function baselineOf(
  { profile, collection }: World,
  { begunAt, endedAt }: { begunAt: number; endedAt: number },
): Baseline {
  if (profile.definition.start === 'beginning') return new Map();
  const shown = [...collection.versions.values()].flatMap((states) => {
    const atFirst = states.findLast(({ visibleAt }) => visibleAt <= begunAt);
    return states.filter((state) => state === atFirst || (state.visibleAt > begunAt && state.visibleAt <= endedAt));
  });
  const byRecord = Map.groupBy(shown, ({ recordId }) => recordId);
  return new Map(
    [...byRecord].map(([id, states]) => [id, new Set(states.map((state) => formOfVersion(profile, state)))]),
  );
}
