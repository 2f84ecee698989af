import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Issue } from '../model/fault.ts';
import type { Db } from './database.ts';
import { storableJson } from './storable.ts';

export interface ConnectFlow {
  organizationId: number;
  accountId: number;
  userId: number;
  connectorKey: string;
  /** The instance that was made, or that is connected again; null: none yet. */
  instanceId: number | null;
}

/** Why a flow failed. */
export interface FlowFault {
  code: string;
  message: string;
  providerMessage?: string;
  issues?: Issue[];
}

export interface FlowState extends ConnectFlow {
  status: 'waiting' | 'spent' | 'connected' | 'failed';
  fault: FlowFault | null;
  /** Epoch milliseconds. */
  expiresAt: number;
  spentAt: number | null;
}

interface Sealing {
  db: Db;
  sealer: Sealer;
}

export interface NewConnectFlow extends ConnectFlow {
  stateHash: Buffer;
  /** What is needed to go on. */
  pending: object;
  now: number;
  expiresAt: number;
}

const context = (stateHash: Buffer) => `connect-flow:${stateHash.toString('hex')}`;

/** Of one organisation at the same time. */
const mostWaiting = 1000;

/**
 * A user is sent to a provider. A flow of the same state is forgotten, as its consent can no longer be used; and so are the
 * oldest where too many wait.
 */
export async function saveConnectFlow({ db, sealer }: Sealing, flow: NewConnectFlow): Promise<void> {
  const { stateHash } = flow;
  const values = {
    organization_id: flow.organizationId,
    account_id: flow.accountId,
    user_id: flow.userId,
    connector_key: flow.connectorKey,
    instance_id: flow.instanceId,
    request_sealed: sealer.seal(JSON.stringify(flow.pending), context(stateHash)),
    status: 'waiting' as const,
    fault: null,
    created_at_ms: flow.now,
    expires_at_ms: flow.expiresAt,
    spent_at_ms: null,
  };
  await db
    .insertInto('connect_flows')
    .values({ state_hash: stateHash, ...values })
    .onConflict((conflict) => conflict.column('state_hash').doUpdateSet(values))
    .execute();
  await forgetOldestFlows(db, { organizationId: flow.organizationId, kept: mostWaiting });
}

/**
 * Takes a flow that waits for its user, once: whoever comes second with the same state, at the same moment too, gets
 * undefined, as does who comes too late.
 */
export async function spendConnectFlow<Pending>(
  { db, sealer }: Sealing,
  { stateHash, now }: { stateHash: Buffer; now: number },
): Promise<(ConnectFlow & { pending: Pending }) | undefined> {
  const row = await db
    .updateTable('connect_flows')
    .set({ status: 'spent', spent_at_ms: now })
    .where('state_hash', '=', stateHash)
    .where('status', '=', 'waiting')
    .where('expires_at_ms', '>', now)
    .returning([...flowColumns, 'request_sealed as sealed'])
    .executeTakeFirst();
  if (!row) return undefined;
  const { sealed, ...flow } = row;
  return { ...flow, pending: JSON.parse(sealer.open(sealed, context(stateHash))) as Pending };
}

const flowColumns = [
  'organization_id as organizationId',
  'account_id as accountId',
  'user_id as userId',
  'connector_key as connectorKey',
  'instance_id as instanceId',
] as const;

/** What a flow needs to go on, if it still waits. It stays as it is. */
export async function readPending<Pending>(
  { db, sealer }: Sealing,
  { stateHash, now }: { stateHash: Buffer; now: number },
): Promise<Pending | undefined> {
  const row = await db
    .selectFrom('connect_flows')
    .select('request_sealed as sealed')
    .where('state_hash', '=', stateHash)
    .where('status', '=', 'waiting')
    .where('expires_at_ms', '>', now)
    .executeTakeFirst();
  return row && (JSON.parse(sealer.open(row.sealed, context(stateHash))) as Pending);
}

/** How a flow stands. */
export async function readConnectFlow(db: Db, stateHash: Buffer): Promise<FlowState | undefined> {
  const row = await db
    .selectFrom('connect_flows')
    .select([...flowColumns, 'status', 'fault', 'expires_at_ms as expiresAt', 'spent_at_ms as spentAt'])
    .where('state_hash', '=', stateHash)
    .executeTakeFirst();
  return row as FlowState | undefined;
}

/** In the transaction that writes the instance. What was needed to go on is forgotten. */
export async function endConnectFlow(
  trx: Db,
  { stateHash, instanceId }: { stateHash: Buffer; instanceId: number },
): Promise<void> {
  await trx
    .updateTable('connect_flows')
    .set({ status: 'connected', instance_id: instanceId, request_sealed: Buffer.alloc(0) })
    .where('state_hash', '=', stateHash)
    .execute();
}

export async function failConnectFlow(
  db: Db,
  { stateHash, fault }: { stateHash: Buffer; fault: FlowFault },
): Promise<void> {
  await db
    .updateTable('connect_flows')
    .set({ status: 'failed', fault: storableJson(fault), request_sealed: Buffer.alloc(0) })
    .where('state_hash', '=', stateHash)
    .where('status', '=', 'spent')
    .execute();
}

/** Of the flows of an organisation that wait for their users, leaves those that began last. */
export async function forgetOldestFlows(
  db: Db,
  { organizationId, kept }: { organizationId: number; kept: number },
): Promise<void> {
  const oldest = db
    .selectFrom('connect_flows')
    .select('state_hash')
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'waiting')
    .orderBy('created_at_ms', 'desc')
    .orderBy('state_hash')
    .offset(kept);
  await db.deleteFrom('connect_flows').where('state_hash', 'in', oldest).execute();
}

/** Deletes flows that have ended so long ago that nobody asks for them any more; answers how many. */
export async function deleteOldFlows(
  db: Db,
  { expiredBefore, limit }: { expiredBefore: number; limit: number },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from connect_flows where state_hash in (
      select state_hash from connect_flows where expires_at_ms < ${expiredBefore}
      order by expires_at_ms limit ${limit} for update skip locked)`.execute(db);
  return Number(numAffectedRows);
}
