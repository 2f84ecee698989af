import type { Poller, PollEnd, PollStep, Told, World } from '../history/poller.ts';
import { formOfVersion } from '../world/show-record.ts';
import { baselineOf } from './baseline.ts';
import { dueVersions } from './due-versions.ts';
import { tellsFrom } from './is-told.ts';
import type { Claim, WatchRecord } from './watch-record.ts';

export interface WatchedPoller extends Poller {
  record: WatchRecord;
}

/** A poller whose every claim to be complete is compared with what the provider showed when the poll began. */
export function watchPolls(world: World, poller: Poller): WatchedPoller {
  const record: WatchRecord = {
    complete: [],
    baseline: undefined,
    completeUpTo: undefined,
    movedBack: [],
    early: new Map(),
  };
  return {
    ...poller,
    record,
    async poll(step: PollStep): Promise<PollEnd | undefined> {
      const calledAt = world.timeline.now();
      const end = await poller.poll(step);
      if (!end?.completed) return end;
      const begunAt = Math.min(calledAt, end.scanBegunAt ?? calledAt);
      const endedAt = world.timeline.now();
      record.complete.push({ begunAt, endedAt, upTo: Infinity });
      record.baseline ??= baselineOf(world, { begunAt, endedAt });
      if (end.completeUpTo !== undefined)
        compare(world, record, { claim: { begunAt, endedAt, upTo: end.completeUpTo }, told: await poller.told() });
      return end;
    },
  };
}

function compare(world: World, record: WatchRecord, { claim, told }: { claim: Claim; told: Told[] }): void {
  const { upTo } = claim;
  if (record.completeUpTo !== undefined && upTo < record.completeUpTo)
    record.movedBack.push(`"complete up to" moved back from ${record.completeUpTo} to ${upTo}`);
  record.completeUpTo = upTo;
  const isTold = tellsFrom(world, record.baseline ?? new Map(), told);
  for (const version of dueVersions(world, record, claim))
    if (!isTold(version))
      record.early.set(
        formOfVersion(world.profile, version),
        `complete up to ${upTo}, without the state of ${version.date}`,
      );
}
