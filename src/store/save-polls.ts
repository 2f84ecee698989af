import { sql } from 'kysely';
import type { PollDefinition } from '../model/poll-definition.ts';
import type { Db } from './database.ts';
import { resumePolls, type ResumedBy } from './resume-polls.ts';

export interface PollToSave {
  definition: PollDefinition;
  /** The cursor is kept as long as this stays the same. */
  identity: string;
  intervalMs: number;
  /** Bounds of an interval that follows the rate of changes; undefined: it does not. */
  leastIntervalMs: number | undefined;
  greatestIntervalMs: number | undefined;
  /** How often all records are compared; undefined: on demand. */
  reconcileEveryMs: number | undefined;
  /** The versions of all records are kept, not only those of the overlap. */
  remembersAll: boolean;
  /** Webhooks bring changes of the resource as well. Default: no. */
  received?: boolean;
  /** Nothing dated before is told. */
  startUs: number;
  /** What is dated before and told nevertheless is old data of a first read. */
  initialBeforeUs: number;
  silentInitial: boolean;
}

export interface PollsToSave {
  instanceId: number;
  /** Epoch milliseconds. */
  now: number;
  /** False: nothing is due. */
  enabled: boolean;
  /** What polls that rest are told to be resumed by. Default: `configuration`. */
  savedBy?: ResumedBy;
  polls: PollToSave[];
}

/**
 * Makes the polls of an instance these: cursors of resources whose identity did not change stay where they are, those of
 * others begin anew. A poll that is running is fenced off and starts again with the new definition.
 */
export async function savePolls(db: Db, save: PollsToSave): Promise<void> {
  await sql`select id from polls where instance_id = ${save.instanceId} order by id for update`.execute(db);
  const resources = save.polls.map((poll) => poll.definition.resource);
  const identities = save.polls.map((poll) => poll.identity);
  await sql`
    delete from polls where instance_id = ${save.instanceId} and not exists (
      select from unnest(${resources}::text[], ${identities}::text[]) kept(resource, identity)
      where kept.resource = polls.resource and kept.identity = polls.identity)`.execute(db);
  if (save.enabled) await resumePolls(db, { ...save, by: save.savedBy ?? 'configuration' });
  if (save.polls.length > 0) await upsertPolls(db, save);
}

async function upsertPolls(db: Db, { instanceId, now, enabled, polls }: PollsToSave): Promise<void> {
  await db
    .insertInto('polls')
    .values(
      polls.map((poll) => ({
        instance_id: instanceId,
        resource: poll.definition.resource,
        definition: JSON.stringify(poll.definition),
        identity: poll.identity,
        interval_ms: poll.intervalMs,
        least_interval_ms: poll.leastIntervalMs ?? null,
        greatest_interval_ms: poll.greatestIntervalMs ?? null,
        remembers_all: poll.remembersAll,
        received: poll.received ?? false,
        reconcile_every_ms: poll.reconcileEveryMs ?? null,
        next_reconciliation_at_ms: poll.reconcileEveryMs === undefined ? null : now,
        start_us: poll.startUs,
        initial_before_us: poll.initialBeforeUs,
        silent_initial: poll.silentInitial,
        enabled,
        next_poll_at_ms: enabled ? now : null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['instance_id', 'resource']).doUpdateSet((update) => ({
        definition: update.ref('excluded.definition'),
        interval_ms: update.ref('excluded.interval_ms'),
        least_interval_ms: update.ref('excluded.least_interval_ms'),
        greatest_interval_ms: update.ref('excluded.greatest_interval_ms'),
        changes_per_hour: sql<number | null>`case
          when (polls.interval_ms, polls.least_interval_ms, polls.greatest_interval_ms) is not distinct from
            (excluded.interval_ms, excluded.least_interval_ms, excluded.greatest_interval_ms)
          then polls.changes_per_hour end`,
        remembers_all: sql<boolean>`excluded.remembers_all or polls.sweeps > 0`,
        received: update.ref('excluded.received'),
        reconcile_every_ms: update.ref('excluded.reconcile_every_ms'),
        next_reconciliation_at_ms: sql<number | null>`case
          when polls.next_reconciliation_at_ms is null or excluded.reconcile_every_ms is null
          then excluded.next_reconciliation_at_ms
          else least(polls.next_reconciliation_at_ms, ${now} + excluded.reconcile_every_ms) end`,
        silent_initial: update.ref('excluded.silent_initial'),
        enabled: update.ref('excluded.enabled'),
        next_poll_at_ms: update.ref('excluded.next_poll_at_ms'),
        fence: sql<number>`polls.fence + 1`,
        lease_until_ms: null,
        consecutive_failures: 0,
        consecutive_throttles: 0,
        overdue_since_ms: null,
        idle_since_ms: null,
      })),
    )
    .execute();
}
