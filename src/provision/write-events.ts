import type { Db } from '../store/database.ts';
import { savePolls } from '../store/save-polls.ts';
import { saveSubscription } from '../store/save-subscription.ts';
import type { InstancePlan } from './plan-instance.ts';

export interface EventsToWrite {
  instanceId: number;
  organizationId: number;
  disabled: boolean;
  now: number;
}

/** Makes polls and subscription what the plan says; without events, or disabled, they stand still where they are. */
export async function writeEvents(
  db: Db,
  plan: InstancePlan,
  { instanceId, organizationId, disabled, now }: EventsToWrite,
): Promise<void> {
  const active = plan.eventsEnabled && !disabled;
  await savePolls(db, { instanceId, now, enabled: active, polls: plan.polls });
  await saveSubscription(db, { organizationId, instanceId, url: active ? plan.callbackUrl : undefined, now });
}
