import type { Catalog } from '../catalog/catalog.ts';
import type { Connector } from '../model/connector.ts';
import { Fault, faultOfOurs } from '../model/fault.ts';
import {
  endConnectFlow,
  failConnectFlow,
  readConnectFlow,
  spendConnectFlow,
  type ConnectFlow,
} from '../store/connect-flows.ts';
import type { Db } from '../store/database.ts';
import { findInstance } from '../store/find-instance.ts';
import { connectStateHash, type PendingConnect } from './connect-consent.ts';
import { faultOf, flowFault } from './connect-status.ts';
import { createInstance } from './create-instance.ts';
import type { Provisioning } from './provisioning.ts';
import type { InstanceRequest } from './instance-request.ts';
import { updateInstance } from './update-instance.ts';

export interface FinishDeps extends Provisioning {
  catalog: Catalog;
}

/** How it went for the user who comes back from a provider. */
export type ConnectOutcome =
  | { kind: 'connected'; instanceId: number; connectorName: string; returnUrl: string | undefined }
  | { kind: 'failed'; fault: Fault; returnUrl: string | undefined }
  /** The user comes again; it is connected, or was, or is just being connected. */
  | { kind: 'again'; status: 'connected' | 'failed' | 'spent' }
  /** We have sent nobody away with this state, or too long ago. */
  | { kind: 'unknown' };

/**
 * Connects the account of a user who comes back from the provider with these parameters. A state can be used once; the
 * instance is written in the transaction that ends the flow.
 */
export async function finishConnect(
  deps: FinishDeps,
  { state, ...parameters }: Readonly<Record<string, string>>,
): Promise<ConnectOutcome> {
  const { db, clock } = deps;
  if (!state) return { kind: 'unknown' };
  const stateHash = connectStateHash(state);
  const flow = await spendConnectFlow<PendingConnect>(deps, { stateHash, now: clock.now() });
  if (!flow) return comesAgain(db, stateHash, clock.now());
  const { returnUrl } = flow.pending;
  try {
    const connector = await connectorOf(deps.catalog, flow);
    const request = toRequest(flow.pending, parameters);
    const alsoWrite = (trx: Db, instanceId: number) => endConnectFlow(trx, { stateHash, instanceId });
    const instanceId = await connect(deps, { flow, connector, request, alsoWrite });
    return { kind: 'connected', instanceId, connectorName: connector.name, returnUrl };
  } catch (error) {
    const fault = error instanceof Fault ? error : faultOfOurs('Connecting the account', error);
    await failConnectFlow(db, { stateHash, fault: flowFault(fault) });
    return { kind: 'failed', fault, returnUrl };
  }
}

async function comesAgain(db: Db, stateHash: Buffer, now: number): Promise<ConnectOutcome> {
  const flow = await readConnectFlow(db, stateHash);
  if (!flow || flow.status === 'waiting') return { kind: 'unknown' };
  return { kind: 'again', status: faultOf(flow, now) ? 'failed' : flow.status };
}

async function connectorOf(catalog: Catalog, { organizationId, connectorKey }: ConnectFlow): Promise<Connector> {
  const connector = await catalog.find(organizationId, connectorKey);
  if (connector) return connector;
  throw new Fault('connector.not_found', `The connector ${connectorKey} was deleted meanwhile.`);
}

/** Throws `authorization.refused` when the user, or the provider, has said no. */
function toRequest(pending: PendingConnect, parameters: Readonly<Record<string, string>>): InstanceRequest {
  const { name, tags, configuration, callbackUrl, codeVerifier, requestTokenSecret } = pending;
  const { error, denied, error_description: description } = parameters;
  if (error !== undefined || denied !== undefined) {
    throw new Fault(
      'authorization.refused',
      `The user or the provider did not grant access (${error ?? 'denied'}).`,
      description === undefined ? {} : { providerMessage: description.slice(0, 300) },
    );
  }
  return {
    name,
    tags,
    configuration,
    callbackUrl,
    externalAuthentication: 'none',
    providerData: {
      ...parameters,
      ...(codeVerifier !== undefined && { code_verifier: codeVerifier }),
      ...(requestTokenSecret !== undefined && { secret: requestTokenSecret }),
    },
  };
}

interface Connecting {
  flow: ConnectFlow & { pending: PendingConnect };
  connector: Connector;
  request: InstanceRequest;
  alsoWrite: (trx: Db, instanceId: number) => Promise<void>;
}

/** Answers the id of the instance. */
async function connect(deps: FinishDeps, { flow, connector, request, alsoWrite }: Connecting): Promise<number> {
  const { instanceId, organizationId, userId: by } = flow;
  const { calledAt } = flow.pending;
  if (instanceId === null) {
    const named = { ...request, name: request.name ?? connector.name };
    return (await createInstance(deps, { caller: flow, connector, request: named, calledAt, alsoWrite })).id;
  }
  const instance = await findInstance(deps, { organizationId, id: instanceId });
  if (!instance) throw new Fault('instance.not_found', `Instance ${instanceId} was deleted meanwhile.`);
  return (await updateInstance(deps, { instance, connector, request, by, mode: 'merge', calledAt, alsoWrite })).id;
}
