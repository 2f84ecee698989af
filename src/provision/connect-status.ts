import type { Clock } from '../lib/clock.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { readConnectFlow, type FlowFault, type FlowState } from '../store/connect-flows.ts';
import type { Caller } from '../store/find-user.ts';
import type { Db } from '../store/database.ts';
import { connectStateHash } from './connect-consent.ts';

export interface ConnectStatus {
  status: 'waiting' | 'connected' | 'failed';
  instanceId: number | null;
  fault: FlowFault | null;
  /** Epoch milliseconds. */
  expiresAt: number;
  /** The one who asks may be told the token of an instance that was made since then, in epoch milliseconds; null: he may not. */
  tokenOfMadeSince: number | null;
}

/** Who has begun it is told the token that long: time enough for his application or browser to ask how it went. */
const tokenToldMs = 5 * 60_000;

/** A provider that is asked for tokens and told about the account answers sooner, or not at all. */
const longestConnectMs = 5 * 60_000;

type Asking = Pick<Caller, 'organizationId' | 'userId'>;

/** How a consent stands that the organisation has asked for. Throws `connect.not_found`. */
export async function connectStatus(
  { db, clock }: { db: Db; clock: Clock },
  { caller, connector, state }: { caller: Asking; connector: Connector; state: string },
): Promise<ConnectStatus> {
  const { organizationId, userId } = caller;
  const flow = await readConnectFlow(db, connectStateHash(state));
  if (flow?.organizationId !== organizationId || flow.connectorKey !== connector.key)
    throw new Fault('connect.not_found', `${connector.name} was not connected under this state.`);
  const { expiresAt, instanceId, spentAt } = flow;
  const now = clock.now();
  const fault = faultOf(flow, now);
  if (fault) return { status: 'failed', instanceId, fault, expiresAt, tokenOfMadeSince: null };
  const status = flow.status === 'connected' ? 'connected' : 'waiting';
  const mayBeTold = status === 'connected' && flow.userId === userId && now < (spentAt ?? 0) + tokenToldMs;
  return { status, instanceId, fault: null, expiresAt, tokenOfMadeSince: mayBeTold ? spentAt : null };
}

/** Why a flow will connect nothing any more; null: it has, or still may. */
export function faultOf({ status, fault, expiresAt, spentAt }: FlowState, now: number): FlowFault | null {
  if (status === 'failed') return fault;
  if (status === 'waiting' && now >= expiresAt)
    return { code: 'connect.expired', message: 'The user did not come back from the provider in time.' };
  if (status === 'spent' && spentAt !== null && now >= spentAt + longestConnectMs)
    return { code: 'connect.interrupted', message: 'The server stopped while it connected the account.' };
  return null;
}

export const flowFault = ({ code, message, providerMessage, issues }: Fault): FlowFault => ({
  code,
  message,
  ...(providerMessage !== undefined && { providerMessage }),
  ...(issues.length > 0 && { issues }),
});
