import type { Db } from '../store/database.ts';
import type { ResumedBy } from '../store/resume-polls.ts';
import { savePolls } from '../store/save-polls.ts';
import { saveSubscription } from '../store/save-subscription.ts';
import type { InstancePlan } from './plan-instance.ts';

export interface EventsToWrite {
  instanceId: number;
  disabled: boolean;
  /** Why they are written: polls that rest because they failed too often go on then, and the notice says so. */
  savedBy: ResumedBy;
  now: number;
}

/** Makes polls and subscription what the plan says; without events, or disabled, they stand still where they are. */
export async function writeEvents(
  db: Db,
  plan: InstancePlan,
  { instanceId, disabled, savedBy, now }: EventsToWrite,
): Promise<void> {
  const active = plan.eventsEnabled && !disabled;
  await savePolls(db, { instanceId, now, enabled: active, savedBy, polls: plan.polls });
  await saveSubscription(db, { instanceId, url: active ? plan.callbackUrl : undefined, now });
}
