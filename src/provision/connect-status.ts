import type { Clock } from '../lib/clock.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { readConnectFlow, type FlowFault, type FlowState } from '../store/connect-flows.ts';
import type { Db } from '../store/database.ts';
import { connectStateHash } from './connect-consent.ts';

export interface ConnectStatus {
  status: 'waiting' | 'connected' | 'failed';
  instanceId: number | null;
  fault: FlowFault | null;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** A provider that is asked for tokens and told about the account answers sooner, or not at all. */
const longestConnectMs = 5 * 60_000;

/** How a consent stands that the organisation has asked for. Throws `connect.not_found`. */
export async function connectStatus(
  { db, clock }: { db: Db; clock: Clock },
  { organizationId, connector, state }: { organizationId: number; connector: Connector; state: string },
): Promise<ConnectStatus> {
  const flow = await readConnectFlow(db, connectStateHash(state));
  if (flow?.organizationId !== organizationId || flow.connectorKey !== connector.key)
    throw new Fault('connect.not_found', `${connector.name} was not connected under this state.`);
  const { expiresAt, instanceId } = flow;
  const fault = faultOf(flow, clock.now());
  if (fault) return { status: 'failed', instanceId, fault, expiresAt };
  return { status: flow.status === 'connected' ? 'connected' : 'waiting', instanceId, fault: null, expiresAt };
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
