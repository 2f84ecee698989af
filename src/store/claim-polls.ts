import { sql, type RawBuilder } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Instant } from '../lib/instant.ts';
import type { Instance } from '../model/instance.ts';
import { laterDefaults, type PollDefinition } from '../model/poll-definition.ts';
import { settleFor } from '../model/lateness.ts';
import { cursorColumns, toCursor, type Cursor, type CursorRow } from './cursor.ts';
import type { Db } from './database.ts';
import { openReadable, type Unreadable } from './open-readable.ts';
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
  consecutiveThrottles: number;
  /** Epoch milliseconds: since when it was seen that it should have run and did not. */
  overdueSince: number | undefined;
  /** Versions of all records are kept: they are compared by sweeps, or field by field. */
  remembersAll: boolean;
  /** The number of sweeps begun. */
  sweeps: number;
  /** The settle horizon that the lateness of records asks for; 0: none was late. */
  learnedSettleSeconds: number;
  /** Bounds of an interval that follows the rate of changes; undefined: it does not. */
  leastIntervalMs: number | undefined;
  greatestIntervalMs: number | undefined;
  changesPerHour: number | undefined;
  /** Webhooks bring changes of the resource as well: pages are judged and written under the lock of the poll. */
  received: boolean;
  cursors: Cursor[];
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
  consecutive_throttles: number;
  overdue_since_ms: number | null;
  remembers_all: boolean;
  sweeps: number;
  lateness: number | null;
  least_interval_ms: number | null;
  greatest_interval_ms: number | null;
  changes_per_hour: number | null;
  received: boolean;
}

export interface PollsDue {
  /** Epoch milliseconds. */
  now: number;
  leaseUntil: number;
  limit: number;
  /** Absent: one that does not open spoils the claim of all. */
  unreadable?: Unreadable;
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

export interface PollForSweep {
  pollId: number;
  now: number;
  leaseUntil: number;
}

/** Claims a poll for a step of a sweep, which is no run of it. Undefined: another worker runs it, or it is switched off. */
export async function claimPollForSweep(
  db: Db,
  sealer: Sealer,
  { pollId, now, leaseUntil }: PollForSweep,
): Promise<ClaimedPoll | undefined> {
  const { rows } = await sql<PollRow>`
    update polls p set lease_until_ms = ${leaseUntil}, fence = p.fence + 1
    where p.id = ${pollId} and p.enabled and (p.lease_until_ms is null or p.lease_until_ms <= ${now})
    returning ${pollColumns(now)}`.execute(db);
  return (await withInstances(db, sealer, rows))[0];
}

/** The same without claiming: for a dry run. */
export async function readInstancePolls(db: Db, sealer: Sealer, of: PollsOfInstance): Promise<ClaimedPoll[]> {
  const { rows } = await sql<PollRow>`
    select ${pollColumns(of.now)} from polls p
    where instance_id = ${of.instanceId} and (${of.resource ?? null}::text is null or resource = ${of.resource ?? null})
    order by p.id`.execute(db);
  return withInstances(db, sealer, rows);
}

export const storedDefinition = (stored: PollDefinition): PollDefinition => ({ ...laterDefaults, ...stored });

/** What was late longer ago than this is no longer expected. */
export const latenessMemoryMs = 30 * 86_400_000;

const pollColumns = (now: number) => sql`
  p.id, p.instance_id, p.definition, p.interval_ms, p.start_us, p.initial_before_us, p.silent_initial, p.fence,
  p.consecutive_failures, p.consecutive_throttles, p.overdue_since_ms, p.remembers_all, p.sweeps, p.least_interval_ms, p.greatest_interval_ms, p.changes_per_hour,
  p.received, (select max(bucket) from record_lateness l where l.poll_id = p.id and l.last_at_ms > ${now - latenessMemoryMs}) lateness`;

/**
 * What was wanted by now is answered by the poll that begins: not by one that goes on with a scan of before, whose window ends where
 * that one began.
 */
const wantedAfter = (now: number) => sql`
  case when p.wanted_at_ms <= ${now}
    and not exists (select from cursors c where c.poll_id = p.id and c.scan is not null) then null
  else p.wanted_at_ms end`;

async function claim(
  db: Db,
  sealer: Sealer,
  at: { now: number; leaseUntil: number; unreadable?: Unreadable },
  which: RawBuilder<unknown>,
) {
  const { rows } = await sql<PollRow>`
    with due as (select id from polls where ${which} for update skip locked)
    update polls p set lease_until_ms = ${at.leaseUntil}, fence = p.fence + 1, last_started_at_ms = ${at.now},
      wanted_at_ms = ${wantedAfter(at.now)}
    from due where p.id = due.id
    returning ${pollColumns(at.now)}`.execute(db);
  return withInstances(db, sealer, rows, at.unreadable);
}

async function withInstances(db: Db, sealer: Sealer, rows: PollRow[], unreadable?: Unreadable): Promise<ClaimedPoll[]> {
  if (rows.length === 0) return [];
  const instanceIds = [...new Set(rows.map((row) => row.instance_id))];
  const [instances, cursors] = await Promise.all([
    sql<InstanceRow>`select * from instances where id = any(${instanceIds}::bigint[])`.execute(db),
    sql<
      CursorRow & { poll_id: number }
    >`select poll_id, ${cursorColumns} from cursors where poll_id = any(${rows.map((row) => row.id)}::bigint[])`.execute(
      db,
    ),
  ]);
  const opened = openReadable(
    instances.rows,
    (row) => openInstance(sealer, row),
    unreadable && (({ id }, error) => unreadable({ instanceId: id }, error)),
  );
  const instanceById = new Map(opened.map((instance) => [instance.id, instance]));
  const cursorsByPoll = Map.groupBy(cursors.rows, (row) => row.poll_id);
  return rows.flatMap((row) => {
    const instance = instanceById.get(row.instance_id);
    return instance ? [toPoll(row, instance, cursorsByPoll.get(row.id) ?? [])] : [];
  });
}

const toPoll = (row: PollRow, instance: Instance, cursors: CursorRow[]): ClaimedPoll => ({
  id: row.id,
  instance,
  definition: storedDefinition(row.definition),
  intervalMs: row.interval_ms,
  start: row.start_us,
  initialBefore: row.initial_before_us,
  silentInitial: row.silent_initial,
  fence: row.fence,
  consecutiveFailures: row.consecutive_failures,
  consecutiveThrottles: row.consecutive_throttles,
  overdueSince: row.overdue_since_ms ?? undefined,
  remembersAll: row.remembers_all,
  sweeps: row.sweeps,
  learnedSettleSeconds: settleFor(row.lateness),
  leastIntervalMs: row.least_interval_ms ?? undefined,
  greatestIntervalMs: row.greatest_interval_ms ?? undefined,
  changesPerHour: row.changes_per_hour ?? undefined,
  received: row.received,
  cursors: cursors.map(toCursor),
});
