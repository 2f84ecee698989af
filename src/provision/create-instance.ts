import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Connector } from '../model/connector.ts';
import type { Warning } from '../model/poll-definition.ts';
import { saveTokens } from '../store/credential-store.ts';
import type { Db } from '../store/database.ts';
import type { Caller } from '../store/find-user.ts';
import { insertInstance } from '../store/insert-instance.ts';
import { checkAddresses } from './check-addresses.ts';
import type { InstanceRequest } from './instance-request.ts';
import { obtainTokens, requireTokens } from './obtain-tokens.ts';
import { planInstance } from './plan-instance.ts';
import { sanitiseText } from './sanitise-text.ts';
import { writeEvents } from './write-events.ts';

export interface Provisioning {
  db: Db;
  sealer: Sealer;
  clock: Clock;
  egress: Egress;
  /** Least allowed event.poller.refresh_interval. */
  minRefreshMinutes: number;
}

/** What a request did, beside the instance itself. */
export interface Provisioned {
  id: number;
  warnings: Warning[];
}

/** The least tolerant request there is: it must say all that an instance needs. */
export interface NewInstanceRequest extends InstanceRequest {
  name: string;
}

/** Checks everything, then asks the provider for tokens, then writes everything at once: on any fault nothing is written. */
export async function createInstance(
  deps: Provisioning,
  { caller, connector, request }: { caller: Caller; connector: Connector; request: NewInstanceRequest },
): Promise<Provisioned> {
  const { db, sealer, clock } = deps;
  const externalAuthentication = request.externalAuthentication ?? 'none';
  const bringsTokens = externalAuthentication === 'initial';
  const plan = planInstance(deps, { connector, configuration: request.configuration ?? {}, stored: {}, bringsTokens });
  await checkAddresses(deps, plan.values, plan.callbackUrl);
  const providerData = request.providerData ?? plan.misplacedProviderData;
  const source = { connector, values: plan.values, bringsTokens, brought: plan.broughtTokens, providerData };
  const tokens = await obtainTokens(deps, source);
  requireTokens(connector, tokens, bringsTokens);
  const { organizationId, accountId, userId } = caller;
  const now = clock.now();
  const name = sanitiseText(request.name);
  const id = await db.transaction().execute(async (trx) => {
    const instanceId = await insertInstance(
      { db: trx, sealer },
      {
        organizationId,
        accountId,
        userId,
        connectorKey: connector.key,
        name,
        tags: request.tags?.map(sanitiseText) ?? [name],
        configuration: plan.configuration,
        secrets: plan.secrets,
        externalAuthentication,
        now,
      },
    );
    if (tokens) await saveTokens({ db: trx, sealer }, { instanceId, tokens, now });
    await writeEvents(trx, plan, { instanceId, disabled: false, savedBy: 'configuration', now });
    return instanceId;
  });
  return { id, warnings: plan.warnings };
}
