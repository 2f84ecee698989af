import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import type { Sealer } from '../../lib/sealer.ts';
import type { Db } from '../../store/database.ts';
import { claimForRemoval } from '../../store/registrations-claim.ts';
import { unsubscribe } from './ask-provider.ts';
import type { AskDeps } from './send-registration-step.ts';
import { registrationLeaseMs } from './take-step.ts';

export interface TakeBackDeps extends AskDeps {
  db: Db;
  sealer: Sealer;
}

/** Takes back all that an instance which goes has registered. Answers what went wrong; none of it keeps the instance. */
export async function takeBackAll(
  deps: TakeBackDeps,
  { instanceId, connector }: { instanceId: number; connector: Connector },
): Promise<Fault[]> {
  const now = deps.clock.now();
  const claimed = await claimForRemoval(deps, { instanceId, now, leaseUntil: now + registrationLeaseMs });
  const faults = claimed.map(async (one) => {
    const declared = connector.webhooks?.registrations[one.name];
    if (!declared || !one.standing) return undefined;
    try {
      await unsubscribe(deps, { connector, declared, claimed: one }, one.standing);
      return undefined;
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  });
  return (await Promise.all(faults)).filter((fault) => fault !== undefined);
}
