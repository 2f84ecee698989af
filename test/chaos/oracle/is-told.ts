import type { Told, World } from '../history/poller.ts';
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
  return (version) => {
    const form = formOfVersion(world.profile, version);
    if (isDated(world, version)) return forms.has(form);
    const known = last.get(version.recordId);
    return known === undefined ? (baseline.get(version.recordId)?.has(form) ?? false) : known === form;
  };
}
