import { sql, type RawBuilder } from 'kysely';
import { and } from './conditions.ts';
import type { Db } from './database.ts';

/** Why a webhook could not be worked on. */
export interface ReceivedFault {
  code: string;
  message: string;
}

/** A webhook in the inbox, as people see it in a list. */
export interface ReceivedHead {
  id: number;
  method: string;
  contentType: string | null;
  /** Bytes of the body; null when it is no longer kept. */
  size: number | null;
  trusted: boolean;
  status: ReceivedStatus;
  attempts: number;
  /** What it became; null: nothing yet. */
  outcome: unknown;
  fault: ReceivedFault | null;
  /** Epoch milliseconds, as all of these. */
  receivedAt: number;
  nextAttemptAt: number | null;
  finishedAt: number | null;
}

export interface ReceivedWhole extends ReceivedHead {
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Buffer | null;
}

export const receivedStatuses = ['waiting', 'done', 'failed'] as const;
export type ReceivedStatus = (typeof receivedStatuses)[number];

export interface ReceivedFilter {
  instanceId: number;
  /** Undefined: all. */
  status: ReceivedStatus | undefined;
  /** Received at this moment or later, epoch milliseconds; undefined: whenever. */
  since: number | undefined;
}

export interface ReceivedSearch extends ReceivedFilter {
  /** Only older ones than this; undefined: from the newest on. */
  beforeId: number | undefined;
  limit: number;
}

const headColumns = sql`
  id, method, content_type "contentType", octet_length(body) size, trusted, status, attempts, outcome, fault,
  received_at_ms "receivedAt", next_attempt_at_ms "nextAttemptAt", finished_at_ms "finishedAt"`;

/** Newest first. */
export async function listReceived(db: Db, { beforeId, limit, ...filter }: ReceivedSearch): Promise<ReceivedHead[]> {
  const conditions = [...matching(filter), ...(beforeId === undefined ? [] : [sql`id < ${beforeId}`])];
  const { rows } = await sql<ReceivedHead>`
    select ${headColumns} from received_webhooks where ${and(conditions)} order by id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countReceived(db: Db, filter: ReceivedFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) total from received_webhooks where ${and(matching(filter))}`.execute(db);
  return rows[0]?.total ?? 0;
}

const matching = ({ instanceId, status, since }: ReceivedFilter): RawBuilder<unknown>[] => [
  sql`instance_id = ${instanceId}`,
  ...(status === undefined ? [] : [sql`status = ${status}`]),
  ...(since === undefined ? [] : [sql`received_at_ms >= ${since}`]),
];

export async function findReceived(
  db: Db,
  { instanceId, id }: { instanceId: number; id: number },
): Promise<ReceivedWhole | undefined> {
  const { rows } = await sql<ReceivedWhole>`
    select ${headColumns}, query, headers, body from received_webhooks
    where instance_id = ${instanceId} and id = ${id}`.execute(db);
  return rows[0];
}
