import { changedValues, noValues } from '../model/changed-values.ts';
import type { Connector } from '../model/connector.ts';
import { saveTokens } from '../store/credential-store.ts';
import type { Db } from '../store/database.ts';
import type { Caller } from '../store/find-user.ts';
import { insertInstance } from '../store/insert-instance.ts';
import { recordChange } from '../store/instance-changes.ts';
import { withCaptured } from './captured-values.ts';
import { checkAddresses } from './check-addresses.ts';
import { connectAccount } from './connect-account.ts';
import type { InstanceRequest } from './instance-request.ts';
import { planInstance } from './plan-instance.ts';
import { baseOf, type Provisioned, type Provisioning } from './provisioning.ts';
import { requireUsable } from './require-usable.ts';
import { registerNow } from './webhooks/register-now.ts';
import { sanitiseText } from './sanitise-text.ts';
import { writeEvents } from './write-events.ts';

/** The least tolerant request there is: it must say all that an instance needs. */
export interface NewInstanceRequest extends InstanceRequest {
  name: string;
}

export interface InstanceToMake {
  caller: Pick<Caller, 'organizationId' | 'accountId' | 'userId'>;
  connector: Connector;
  request: NewInstanceRequest;
  /** The address by which the request called us. */
  calledAt?: string | undefined;
  /** Written in the same transaction. */
  alsoWrite?: ((trx: Db, instanceId: number) => Promise<void>) | undefined;
}

/**
 * Checks everything, then asks the provider for tokens, then writes everything at once: on any fault nothing is written. Then
 * webhooks are asked for; what goes wrong with that is a warning.
 */
export async function createInstance(
  deps: Provisioning,
  { caller, connector, request, calledAt, alsoWrite }: InstanceToMake,
): Promise<Provisioned> {
  const { db, sealer, clock } = deps;
  const externalAuthentication = request.externalAuthentication ?? 'none';
  const bringsTokens = externalAuthentication === 'initial';
  const plan = planInstance(deps, { connector, configuration: request.configuration ?? {}, stored: {}, bringsTokens });
  await checkAddresses(deps, { ...plan, connector });
  const { organizationId, accountId, userId } = caller;
  // Before a code is spent, and again with what is written.
  await requireUsable(db, { organizationId, connector });
  const account = { organizationId, instance: undefined, connector, plan, request, bringsTokens, needsGrant: true };
  const { tokens, captured, hookKeys } = await connectAccount(deps, account);
  const connected = withCaptured(deps, plan, { connector, captured, hookKeys, bringsTokens });
  const { configuration, secrets } = connected;
  const now = clock.now();
  const name = sanitiseText(request.name);
  const id = await db.transaction().execute(async (trx) => {
    await requireUsable(trx, { organizationId, connector });
    const owner = { organizationId, accountId, userId, connectorKey: connector.key };
    const said = { name, tags: request.tags?.map(sanitiseText) ?? [name], externalAuthentication };
    const instanceId = await insertInstance(
      { db: trx, sealer },
      { ...owner, ...said, configuration, secrets, hookKeys, now },
    );
    const values = { ...said, configuration: { ...configuration, ...secrets }, secretKeys: Object.keys(secrets) };
    await recordChange(trx, { instanceId, kind: 'made', by: userId, changes: changedValues(noValues, values), now });
    if (tokens) await saveTokens({ db: trx, sealer }, { instanceId, tokens, now });
    const base = baseOf(deps, calledAt);
    await writeEvents(trx, connected, { instanceId, disabled: false, savedBy: 'configuration', base, now });
    await alsoWrite?.(trx, instanceId);
    return instanceId;
  });
  return { id, warnings: [...plan.warnings, ...(await registerNow(deps, { instanceId: id, connector }))] };
}
