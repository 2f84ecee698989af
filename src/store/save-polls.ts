import { sql } from 'kysely';
import type { PollDefinition } from '../model/poll-definition.ts';
import type { Db } from './database.ts';

export interface PollToSave {
  definition: PollDefinition;
  /** The cursor is kept as long as this stays the same. */
  identity: string;
  intervalMs: number;
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
        silent_initial: update.ref('excluded.silent_initial'),
        enabled: update.ref('excluded.enabled'),
        next_poll_at_ms: update.ref('excluded.next_poll_at_ms'),
        fence: sql<number>`polls.fence + 1`,
        lease_until_ms: null,
        consecutive_failures: 0,
      })),
    )
    .execute();
}
