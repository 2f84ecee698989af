import type { Connector } from '../model/connector.ts';
import { lockCredentials, shortWaitMs } from '../store/credential-store.ts';
import type { Db } from '../store/database.ts';
import { pausePolls } from '../store/pause-polls.ts';
import { saveSubscription } from '../store/save-subscription.ts';
import { switchInstance } from '../store/switch-instance.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import type { Provisioning } from './provisioning.ts';
import { planInstance } from './plan-instance.ts';
import { changedMeanwhile } from './update-instance.ts';
import { writeEvents } from './write-events.ts';

export interface Switch {
  instance: StoredInstance;
  connector: Connector;
  enabled: boolean;
}

/**
 * Enables or disables an instance. Disabled, it is not polled, its events wait, and resource calls are refused; enabled
 * again, polls go on from where they were and what waited is delivered.
 */
export async function setEnabled(deps: Provisioning, { instance, connector, enabled }: Switch): Promise<void> {
  const now = deps.clock.now();
  const { id: instanceId } = instance;
  const bringsTokens = instance.externalAuthentication === 'initial';
  const { configuration: stored, hookKeys } = instance;
  const plan = enabled
    ? planInstance(deps, { connector, configuration: {}, stored, bringsTokens, hookKeys })
    : undefined;
  await deps.db.transaction().execute(async (trx) => {
    // Before all else, as whoever changes or deletes the instance does: neither then waits for the other for ever.
    if (!(await lockCredentials(trx, instanceId, { waitMs: shortWaitMs }))) throw changedMeanwhile(instanceId);
    if (!(await switchInstance(trx, instance, { disabled: !enabled, now }))) throw changedMeanwhile(instanceId);
    if (plan) await writeEvents(trx, plan, { instanceId, disabled: false, savedBy: 'enabled', now });
    else await standStill(trx, { instanceId, now });
  });
}

async function standStill(db: Db, { instanceId, now }: { instanceId: number; now: number }) {
  await pausePolls(db, instanceId);
  await saveSubscription(db, { instanceId, url: undefined, now });
}
