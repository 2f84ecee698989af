import type { Connector } from '../model/connector.ts';
import type { Warning } from '../model/poll-definition.ts';
import { lockCredentials, shortWaitMs } from '../store/credential-store.ts';
import type { Db } from '../store/database.ts';
import { recordChange } from '../store/instance-changes.ts';
import { pausePolls } from '../store/pause-polls.ts';
import { pauseRegistrations } from '../store/registrations-save.ts';
import { saveSubscription } from '../store/save-subscription.ts';
import { switchInstance } from '../store/switch-instance.ts';
import type { StoredInstance } from '../store/stored-instance.ts';
import { baseOf, type Provisioning } from './provisioning.ts';
import { registerNow } from './webhooks/register-now.ts';
import { planInstance } from './plan-instance.ts';
import { changedMeanwhile } from './update-instance.ts';
import { writeEvents } from './write-events.ts';

export interface Switch {
  instance: StoredInstance;
  connector: Connector;
  enabled: boolean;
  /** The id of the user who does it. */
  by: number;
  /** The address by which the request called us. */
  calledAt?: string | undefined;
}

/**
 * Enables or disables an instance. Disabled, it is not polled, its events wait, and resource calls are refused; enabled
 * again, polls go on from where they were and what waited is delivered. Its registrations stay; they are renewed when it is
 * enabled again. Answers warnings on these.
 */
export async function setEnabled(
  deps: Provisioning,
  { instance, connector, enabled, by, calledAt }: Switch,
): Promise<Warning[]> {
  const now = deps.clock.now();
  const { id: instanceId } = instance;
  const bringsTokens = instance.externalAuthentication === 'initial';
  const { configuration: stored, hookKeys, secretKeys } = instance;
  const plan = enabled
    ? planInstance(deps, { connector, configuration: {}, stored, bringsTokens, hookKeys, secretKeys })
    : undefined;
  await deps.db.transaction().execute(async (trx) => {
    // Before all else, as whoever changes or deletes the instance does: neither then waits for the other for ever.
    if (!(await lockCredentials(trx, instanceId, { waitMs: shortWaitMs }))) throw changedMeanwhile(instanceId);
    if (!(await switchInstance(trx, instance, { disabled: !enabled, now }))) throw changedMeanwhile(instanceId);
    if (instance.disabled === enabled)
      await recordChange(trx, { instanceId, kind: enabled ? 'enabled' : 'disabled', by, now });
    const base = baseOf(deps, calledAt);
    if (plan) await writeEvents(trx, plan, { instanceId, disabled: false, savedBy: 'enabled', base, now });
    else await standStill(trx, { instanceId, now });
  });
  return enabled ? registerNow(deps, { instanceId, connector }) : [];
}

async function standStill(db: Db, { instanceId, now }: { instanceId: number; now: number }) {
  await pausePolls(db, instanceId);
  await saveSubscription(db, { instanceId, url: undefined, now });
  await pauseRegistrations(db, instanceId);
}
