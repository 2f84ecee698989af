import { instantFromMs } from '../../lib/instant.ts';
import { isRecord, parseJson, type JsonRecord } from '../../lib/json.ts';
import type { Change } from '../../model/change.ts';
import { eventsPerNotification } from '../../model/instance-configuration/notification-format.ts';
import { sampleLimit, type DriftedRecord, type SweepCounts } from '../../model/reconciliation.ts';
import type { MissingRecord } from '../../store/missing-records.ts';
import { deletedVersion, type NewNotice, type VersionSeen } from '../../store/poll-commit.ts';
import { toNotifications } from '../../detect/to-notifications.ts';
import { significantSkew } from '../../detect/window.ts';
import { holdsBack } from './brake.ts';
import { resourceOf } from './sweep-scopes.ts';
import { commitStep, inTurn, isOver, sweepOf, type SweepDeps, type StepEnd, type SweepStep } from './sweep-step.ts';

/** Deletions written at once. */
const batchSize = 200;

/**
 * After every record was read: holds when too much is missing, tells as deleted what two sweeps in a row have missed, and
 * ends the sweep. Undefined: the step is over before that.
 */
export async function finishSweep(deps: SweepDeps, step: SweepStep): Promise<StepEnd | undefined> {
  if (!(await tellsDeletions(deps, step))) return completed(step);
  const { released, deletedUpTo } = step.progress;
  if (!released && !deletedUpTo) {
    const held = await countTheMissing(deps, step);
    if (held) return held;
  }
  const { lastSweep } = step.claimed;
  const limit = batchSize;
  while (lastSweep > 0) {
    const after = step.progress.deletedUpTo;
    const told = await inTurn(deps, step, async (store) => {
      const batch = await store.missingTwice({ pollId: step.poll.id, lastSweep, after, limit });
      const last = batch.at(-1);
      if (last) await tellDeleted({ ...store, clock: deps.clock }, step, batch, last);
      return batch.length;
    });
    if (told === 0) break;
    if (isOver(deps, step)) return undefined;
  }
  return completed(step);
}

/** Not where records have no ids, and not where the provider shows only the recent ones. */
async function tellsDeletions(deps: SweepDeps, { poll }: SweepStep): Promise<boolean> {
  const { longestLookbackSeconds, reconciliation } = (await resourceOf(deps, poll)).polling;
  return poll.definition.idField.trim() !== '' && longestLookbackSeconds === undefined && reconciliation.tellsDeletions;
}

async function countTheMissing(deps: SweepDeps, step: SweepStep): Promise<StepEnd | undefined> {
  const { poll, claimed } = step;
  const sweeps = { pollId: poll.id, sweep: sweepOf(step), lastSweep: claimed.lastSweep };
  const missing = await deps.countMissing(sweeps);
  const sample = step.counts.sample.filter(({ drift }) => drift !== 'missingOnce');
  const examples = await deps.someMissingOnce(sweeps, sampleLimit - sample.length);
  const { missingOnce } = missing;
  step.counts = { ...step.counts, missingOnce, sample: [...sample, ...examples.map(toMissing)] };
  const { missingShare } = (await resourceOf(deps, poll)).polling.reconciliation;
  if (!holdsBack(missing, { missingShare, recordsRead: step.counts.records })) return undefined;
  const { resource } = poll.definition;
  const message = `${missing.known - missing.seen} of ${missing.known} known records of "${resource}" were not there. Nothing is told as deleted until reconciliation ${claimed.id} is released; cancel it if the records still exist.`;
  return { status: 'held', notices: [{ kind: 'reconciliation.held', message }] };
}

const toMissing = ({ scope, recordId, version }: MissingRecord): DriftedRecord => ({
  drift: 'missingOnce',
  scope,
  recordId,
  knownVersion: version,
});

async function tellDeleted(
  deps: Pick<SweepDeps, 'clock' | 'commitChanges'>,
  step: SweepStep,
  batch: MissingRecord[],
  last: MissingRecord,
) {
  const { poll, progress, counts } = step;
  const sweep = sweepOf(step);
  const idField = poll.definition.idField.trim();
  const skew = Math.max(0, ...poll.cursors.map(({ clockSkew }) => significantSkew(clockSkew)));
  const source = {
    instanceId: poll.instance.id,
    resource: poll.definition.resource,
    pollDate: instantFromMs(deps.clock.now()) + skew,
    eventsPerNotification: eventsPerNotification(poll.instance.configuration),
  };
  const scopes = [...Map.groupBy(batch, ({ scope }) => scope)];
  await commitStep(deps, step, {
    versions: batch.map((missing) => toTombstone(missing, sweep)),
    notifications: scopes.flatMap(([scope, records]) =>
      toNotifications(
        { ...source, scope },
        records.map((missing) => toDeletion(missing, idField)),
      ),
    ),
    progress: { ...progress, failures: 0, deletedUpTo: { cursorId: last.cursorId, recordId: last.recordId } },
    counts: {
      ...counts,
      deleted: counts.deleted + batch.length,
      sample: [...counts.sample, ...batch.map(toDeleted)].slice(0, sampleLimit),
    },
  });
}

const toTombstone = ({ cursorId, recordId, revision }: MissingRecord, sweep: number): VersionSeen => ({
  cursorId,
  recordId,
  version: deletedVersion,
  revision: revision + 1,
  date: undefined,
  sweep,
});

const toDeletion = (missing: MissingRecord, idField: string): Change => ({
  type: 'DELETED',
  recordId: missing.recordId,
  version: `${deletedVersion}|${missing.version}|${missing.revision + 1}`,
  date: undefined,
  record: keptRecord(missing) ?? { [idField]: missing.recordId },
  initial: false,
});

function keptRecord({ record }: MissingRecord): JsonRecord | undefined {
  const kept = record === null ? undefined : parseJson(record);
  return isRecord(kept) ? kept : undefined;
}

const toDeleted = ({ scope, recordId, version }: MissingRecord): DriftedRecord => ({
  drift: 'deleted',
  scope,
  recordId,
  type: 'DELETED',
  knownVersion: version,
});

const completed = ({ poll, counts }: SweepStep): StepEnd => ({
  status: 'completed',
  notices: driftNotices(poll.definition.resource, counts),
});

function driftNotices(resource: string, { missedCreated, missedUpdated, records }: SweepCounts): NewNotice[] {
  const missed = missedCreated + missedUpdated;
  if (missed === 0) return [];
  const message = `Polls had missed ${missed} changes of "${resource}" (${missedCreated} created, ${missedUpdated} updated), found among ${records} records. They are told now.`;
  return [{ kind: 'reconciliation.drift', message }];
}
