import type { Told, World } from '../history/poller.ts';
import { hasWebhooks } from '../history/with-webhooks.ts';
import type { Version } from '../world/collection.ts';
import { formOf, formOfVersion } from '../world/show-record.ts';
import type { Baseline } from './baseline.ts';
import { isDated } from './is-dated.ts';

/**
 * Answers of a version whether it was told. A state without a date may come back, so it has to be the last that was told,
 * or what was there at first.
 */
export function tellsFrom(world: World, baseline: Baseline, told: readonly Told[]): (version: Version) => boolean {
  const forms = new Set(told.map(({ record }) => formOf(record)));
  const last = new Map(told.map(({ recordId, record }) => [recordId, formOf(record)]));
  const isOvertaken = (version: Version) =>
    hasWebhooks(world.history) &&
    (world.collection.versions.get(version.recordId) ?? []).some(
      (other) => overtakes(other, version) && forms.has(formOfVersion(world.profile, other)),
    );
  return (version) => {
    const form = formOfVersion(world.profile, version);
    if (isDated(world, version)) return forms.has(form) || isOvertaken(version);
    const known = last.get(version.recordId);
    return known === undefined ? (baseline.get(version.recordId)?.has(form) ?? false) : known === form;
  };
}

/**
 * Webhooks may tell a state before a list shows one that is dated earlier, which is then told no more; or before one that
 * differs from it in how the same date is written.
 */
function overtakes(other: Version, version: Version): boolean {
  const [date, otherDate] = [decidingDate(version), decidingDate(other)];
  return otherDate === date ? other.value === version.value : other.date > version.date;
}

const decidingDate = ({ updated, created }: Version) =>
  String(updated).startsWith('0000') ? created : (updated ?? created);
