import { sql, type RawBuilder } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Instant } from '../lib/instant.ts';
import type { Instance } from '../model/instance.ts';
import type { PollDefinition } from '../model/poll-definition.ts';
import type { Db } from './database.ts';
import { openInstance, type InstanceRow } from './instance-row.ts';

/** A poll that this process may run until `leaseUntil`, alone. */
export interface ClaimedPoll {
  id: number;
  instance: Instance;
  definition: PollDefinition;
  intervalMs: number;
  start: Instant;
  initialBefore: Instant;
  silentInitial: boolean;
  fence: number;
  consecutiveFailures: number;
  cursors: Cursor[];
}

export interface Cursor {
  id: number;
  /** Empty, or the value that the resource is fanned out by. */
  scope: string;
  watermark: Instant | undefined;
  /** When the scan of the watermark began, by our clock. */
  scannedAt: Instant | undefined;
  /** Provider clock minus ours: as measured last, and the least ever measured. */
  clockSkew: number | undefined;
  leastClockSkew: number | undefined;
  /** A scan of this cursor has been completed before. */
  baselineComplete: boolean;
}

interface PollRow {
  id: number;
  instance_id: number;
  definition: PollDefinition;
  interval_ms: number;
  start_us: number;
  initial_before_us: number;
  silent_initial: boolean;
  fence: number;
  consecutive_failures: number;
}

interface CursorRow {
  poll_id: number;
  id: number;
  scope: string;
  watermark_us: number | null;
  scanned_at_us: number | null;
  clock_skew_us: number | null;
  least_clock_skew_us: number | null;
  baseline_complete: boolean;
}

export interface PollsDue {
  /** Epoch milliseconds. */
  now: number;
  leaseUntil: number;
  limit: number;
}

/** Claims what is due, the longest due first. Polls held by another worker are passed over. */
export async function claimDuePolls(db: Db, sealer: Sealer, due: PollsDue): Promise<ClaimedPoll[]> {
  return claim(
    db,
    sealer,
    due,
    sql`
    next_poll_at_ms <= ${due.now} and (lease_until_ms is null or lease_until_ms <= ${due.now})
    order by next_poll_at_ms limit ${due.limit}`,
  );
}

export interface PollsOfInstance {
  instanceId: number;
  /** Undefined: all of them. */
  resource: string | undefined;
  now: number;
  leaseUntil: number;
}

/** Claims the polls of one instance, due or not; those that another worker runs at this moment are left out. */
export async function claimInstancePolls(db: Db, sealer: Sealer, of: PollsOfInstance): Promise<ClaimedPoll[]> {
  return claim(
    db,
    sealer,
    of,
    sql`
    instance_id = ${of.instanceId} and (${of.resource ?? null}::text is null or resource = ${of.resource ?? null})
    and (lease_until_ms is null or lease_until_ms <= ${of.now})`,
  );
}

/** The same without claiming: for a dry run. */
export async function readInstancePolls(db: Db, sealer: Sealer, of: PollsOfInstance): Promise<ClaimedPoll[]> {
  const { rows } = await sql<PollRow>`
    select ${pollColumns} from polls p
    where instance_id = ${of.instanceId} and (${of.resource ?? null}::text is null or resource = ${of.resource ?? null})
    order by p.id`.execute(db);
  return withInstances(db, sealer, rows);
}

const pollColumns = sql`
  p.id, p.instance_id, p.definition, p.interval_ms, p.start_us, p.initial_before_us, p.silent_initial, p.fence,
  p.consecutive_failures`;

async function claim(db: Db, sealer: Sealer, at: { now: number; leaseUntil: number }, which: RawBuilder<unknown>) {
  const { rows } = await sql<PollRow>`
    with due as (select id from polls where ${which} for update skip locked)
    update polls p set lease_until_ms = ${at.leaseUntil}, fence = p.fence + 1, last_started_at_ms = ${at.now}
    from due where p.id = due.id
    returning ${pollColumns}`.execute(db);
  return withInstances(db, sealer, rows);
}

async function withInstances(db: Db, sealer: Sealer, rows: PollRow[]): Promise<ClaimedPoll[]> {
  if (rows.length === 0) return [];
  const instanceIds = [...new Set(rows.map((row) => row.instance_id))];
  const [instances, cursors] = await Promise.all([
    sql<InstanceRow>`select * from instances where id = any(${instanceIds}::bigint[])`.execute(db),
    sql<CursorRow>`select * from cursors where poll_id = any(${rows.map((row) => row.id)}::bigint[])`.execute(db),
  ]);
  const instanceById = new Map(instances.rows.map((row) => [row.id, openInstance(sealer, row)]));
  const cursorsByPoll = Map.groupBy(cursors.rows, (row) => row.poll_id);
  return rows.flatMap((row) => {
    const instance = instanceById.get(row.instance_id);
    return instance ? [toPoll(row, instance, cursorsByPoll.get(row.id) ?? [])] : [];
  });
}

const toPoll = (row: PollRow, instance: Instance, cursors: CursorRow[]): ClaimedPoll => ({
  id: row.id,
  instance,
  definition: row.definition,
  intervalMs: row.interval_ms,
  start: row.start_us,
  initialBefore: row.initial_before_us,
  silentInitial: row.silent_initial,
  fence: row.fence,
  consecutiveFailures: row.consecutive_failures,
  cursors: cursors.map(toCursor),
});

export const toCursor = (row: Omit<CursorRow, 'poll_id'>): Cursor => ({
  id: row.id,
  scope: row.scope,
  watermark: row.watermark_us ?? undefined,
  scannedAt: row.scanned_at_us ?? undefined,
  clockSkew: row.clock_skew_us ?? undefined,
  leastClockSkew: row.least_clock_skew_us ?? undefined,
  baselineComplete: row.baseline_complete,
});
