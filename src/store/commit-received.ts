import { sql } from 'kysely';
import { afterReceived, type QuietRules, type WebhookPulse } from '../model/webhook-pulse.ts';
import { bigints, booleans, doubles, ints, jsons } from './columns.ts';
import type { Db } from './database.ts';
import type { NewNotification, VersionSeen } from './poll-commit.ts';
import { lockReceivedPolls, type LockedPoll } from './received-polls.ts';
import { isRefusedValue } from './refused-value.ts';
import { telling, versions, type Telling } from './telling-parts.ts';
import { wantedUpdate, type PollWanted } from './want-polls.ts';

/** A received webhook that is to be judged and written. */
export interface ReceivedRow {
  id: number;
  /** The fencing number of its claim: if another has claimed it since, nothing of it is written. */
  fence: number;
  instanceId: number;
  /** Epoch milliseconds. */
  receivedAt: number;
  /** The polls that watch what it tells of. If one is gone, nothing of it is written. */
  pollIds: number[];
  quiet: QuietRules;
}

/** What one webhook has become. */
export interface JudgedWebhook {
  /** Of each resource, in the order in which it is to be told. */
  parts: JudgedPart[];
  wanted: PollWanted[];
  /** Each notification that it became is told with the whole body; false: with its own records alone. */
  wholeRaw: boolean;
  /** JSON, kept with the webhook. */
  outcome: object;
}

export interface JudgedPart {
  resource: string;
  versions: VersionSeen[];
  notifications: NewNotification[];
}

/** `lost`: its claim does not hold any more, or its polls have changed; nothing of it is written. */
export type ReceivedResult = 'done' | 'lost' | Error;

export interface ReceivedToCommit<Row extends ReceivedRow> {
  rows: Row[];
  /** Epoch milliseconds. */
  now: number;
  /** Decides the rows that hold, in their order, by what `locked` shows; while it does, nobody else judges these resources. */
  judge: (rows: Row[], locked: LockedPolls) => Promise<JudgedWebhook[]>;
}

export interface LockedPolls {
  /** The transaction that holds the locks. */
  trx: Db;
  polls: ReadonlyMap<number, LockedPoll>;
}

export type CommitReceived = <Row extends ReceivedRow>(received: ReceivedToCommit<Row>) => Promise<ReceivedResult[]>;

/**
 * Judges webhooks and writes what they have become, in one transaction: events, versions seen, notifications, deliveries, polls
 * that are wanted, the pulse of the instances, and the webhooks themselves, which are done. A value that the database
 * refuses spoils only the webhook that holds it: its result is the error.
 */
export const createCommitReceived =
  (db: Db): CommitReceived =>
  async (received) => {
    const { rows } = received;
    try {
      return await commitTogether(db, received);
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      if (rows.length === 1) return [error as Error];
    }
    const results: ReceivedResult[] = [];
    for (const row of rows) results.push(...(await createCommitReceived(db)({ ...received, rows: [row] })));
    return results;
  };

/**
 * The order of locks is that of everywhere: polls, feeds, subscriptions, each by id. Between the last two come the webhooks
 * themselves and the pulse, which nobody holds who waits for a feed: a deletion of the instance locks its feed first.
 */
const commitTogether = <Row extends ReceivedRow>(
  db: Db,
  { rows, now, judge }: ReceivedToCommit<Row>,
): Promise<ReceivedResult[]> =>
  db.transaction().execute(async (trx) => {
    const pollIds = [...new Set(rows.flatMap((row) => row.pollIds))];
    const polls = await lockReceivedPolls(trx, pollIds, now);
    await lockFeeds(trx, rows);
    const fenced = await lockFenced(trx, rows);
    const held = rows.filter((row) => fenced.has(row.id) && row.pollIds.every((id) => polls.has(id)));
    if (held.length > 0) {
      const pulses = await pulsesAfter(trx, held);
      const judged = await judge(held, { trx, polls });
      await write(trx, { rows: held, judged, pulses, now });
    }
    const done = new Set<ReceivedRow>(held);
    return rows.map((row) => (done.has(row) ? 'done' : 'lost'));
  });

const lockFeeds = (trx: Db, rows: ReceivedRow[]) =>
  sql`
    select from event_feeds where instance_id = any(${bigints(rows, (row) => row.instanceId)})
    order by instance_id for no key update`.execute(trx);

/** The rows that are still this claim's to work on. */
async function lockFenced(trx: Db, rows: ReceivedRow[]): Promise<Set<number>> {
  const locked = await sql<{ id: number; fence: number; status: string }>`
    select id, fence, status from received_webhooks where id = any(${bigints(rows, (row) => row.id)})
    order by id for no key update`.execute(trx);
  const fences = new Map(locked.rows.flatMap(({ id, fence, status }) => (status === 'waiting' ? [[id, fence]] : [])));
  return new Set(rows.flatMap(({ id, fence }) => (fences.get(id) === fence ? [id] : [])));
}

interface PulseOfInstance extends WebhookPulse {
  instanceId: number;
}

type PulseRow = Record<'instance_id' | 'received', number> &
  Record<'last_received_at_ms' | 'mean_pause_ms' | 'quiet_at_ms', number | null>;

/** The pulses of the instances with these webhooks counted; their rows are made and locked. */
async function pulsesAfter(trx: Db, held: ReceivedRow[]): Promise<PulseOfInstance[]> {
  const byInstance = Map.groupBy(held, ({ instanceId }) => instanceId);
  const instanceIds = [...byInstance.keys()].sort((a, b) => a - b);
  const { rows } = await sql<PulseRow>`
    insert into webhook_pulse (instance_id) select unnest(${bigints(instanceIds, (id) => id)})
    on conflict (instance_id) do update set received = webhook_pulse.received
    returning instance_id, received, last_received_at_ms, mean_pause_ms, quiet_at_ms`.execute(trx);
  return rows.map((row) => {
    const of = byInstance.get(row.instance_id) as ReceivedRow[];
    const at = Math.max(...of.map(({ receivedAt }) => receivedAt));
    const pulse = afterReceived(toPulse(row), { count: of.length, at }, (of.at(-1) as ReceivedRow).quiet);
    return { instanceId: row.instance_id, ...pulse };
  });
}

const toPulse = (row: PulseRow): WebhookPulse => ({
  received: row.received,
  lastReceivedAt: row.last_received_at_ms ?? undefined,
  meanPauseMs: row.mean_pause_ms ?? undefined,
  quietAt: row.quiet_at_ms ?? undefined,
});

interface ToWrite {
  rows: ReceivedRow[];
  judged: JudgedWebhook[];
  pulses: PulseOfInstance[];
  now: number;
}

async function write(trx: Db, { rows, judged, pulses, now }: ToWrite): Promise<void> {
  const parts = rows.flatMap(({ instanceId }, place) =>
    (judged[place]?.parts ?? []).map((part): Telling => ({ ...part, place, instanceId, now })),
  );
  const wanted = judged.flatMap((webhook) => webhook.wanted);
  await sql`
    with ${finished(rows, judged, now)},
    beaten as (${beaten(pulses)}),
    ${wanted.length > 0 ? sql`wanted as (${wantedUpdate(wanted)}),` : sql``}
    ${versions(lastSeen(parts))},
    ${telling(parts)}
    select place from fenced`.execute(trx);
}

const finished = (rows: ReceivedRow[], judged: JudgedWebhook[], now: number) => {
  const ends = rows.map(({ id }, place) => ({
    id,
    place,
    wholeRaw: judged[place]?.wholeRaw ?? true,
    outcome: judged[place]?.outcome ?? {},
  }));
  return sql`
    fenced as (
      update received_webhooks r set
        status = 'done', outcome = f.outcome, whole_raw = f.whole_raw, fault = null, finished_at_ms = ${now},
        next_attempt_at_ms = null, lease_until_ms = null
      from unnest(
        ${ints(ends, (end) => end.place)}, ${bigints(ends, (end) => end.id)}, ${jsons(ends, (end) => end.outcome)},
        ${booleans(ends, (end) => end.wholeRaw)}
      ) f(place, id, outcome, whole_raw)
      where r.id = f.id
      returning f.place)`;
};

const beaten = (pulses: PulseOfInstance[]) => sql`
  update webhook_pulse p set
    received = b.received, last_received_at_ms = b.last_received_at, mean_pause_ms = b.mean_pause, quiet_at_ms = b.quiet_at
  from unnest(
    ${bigints(pulses, (p) => p.instanceId)}, ${bigints(pulses, (p) => p.received)},
    ${bigints(pulses, (p) => p.lastReceivedAt ?? null)}, ${doubles(pulses, (p) => p.meanPauseMs ?? null)},
    ${bigints(pulses, (p) => p.quietAt ?? null)}
  ) b(instance_id, received, last_received_at, mean_pause, quiet_at)
  where p.instance_id = b.instance_id`;

/** Of a record that several webhooks tell, the version that was seen last: a statement writes a row once. */
function lastSeen(parts: Telling[]): Telling[] {
  const last = new Map(
    parts.flatMap((part) =>
      part.versions.map((seen) => [`${seen.cursorId} ${seen.recordId}`, { part, seen }] as const),
    ),
  );
  const byPart = Map.groupBy(last.values(), ({ part }) => part);
  return [...byPart].map(([part, seen]) => ({ ...part, versions: seen.map((one) => one.seen) }));
}
