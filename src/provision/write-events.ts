import type { Db } from '../store/database.ts';
import { pauseRegistrations, saveRegistrations, type BaseUrl } from '../store/registrations-save.ts';
import type { ResumedBy } from '../store/resume-polls.ts';
import { savePolls } from '../store/save-polls.ts';
import { saveSubscription } from '../store/save-subscription.ts';
import type { InstancePlan } from './plan-instance.ts';

export interface EventsToWrite {
  instanceId: number;
  disabled: boolean;
  /** Why they are written: polls that rest because they failed too often go on then, and the notice says so. */
  savedBy: ResumedBy;
  base: BaseUrl;
  now: number;
}

/**
 * Makes polls, subscription and registrations what the plan says; without events, or disabled, polls and subscription stand
 * still where they are. A disabled instance keeps its registrations.
 */
export async function writeEvents(
  db: Db,
  plan: InstancePlan,
  { instanceId, disabled, savedBy, base, now }: EventsToWrite,
): Promise<void> {
  const active = plan.eventsEnabled && !disabled;
  await savePolls(db, { instanceId, now, enabled: active, savedBy, polls: plan.polls });
  await saveSubscription(db, { instanceId, url: active ? plan.callbackUrl : undefined, now });
  await saveRegistrations(db, { instanceId, wanted: plan.registrations, base, now });
  if (disabled) await pauseRegistrations(db, instanceId);
}
