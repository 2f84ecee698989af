import { instantFromMs } from '../lib/instant.ts';
import type { Clock } from '../lib/clock.ts';
import type { Egress } from '../egress/egress.ts';
import type { EventNotification } from '../model/event.ts';
import type { InstanceIdentity } from '../model/instance.ts';
import type { NotificationSettings } from '../model/instance-configuration/read-notification-settings.ts';
import { attempt, type Attempt } from './attempt.ts';
import { renderBody, type RenderedBody } from './render-body.ts';

export interface CallbackTest {
  caller: Pick<InstanceIdentity, 'organizationId' | 'accountId' | 'userId'>;
  url: string;
  settings: NotificationSettings;
}

export interface CallbackTested {
  attempt: Attempt;
  sent: RenderedBody;
}

/** No subscription has this id, no instance either. */
const nobody = 0;
const word = 'test';

/**
 * Sends one made-up event to a callback URL as real ones are sent: rendered, signed and guarded in the same way, but once,
 * and stored nowhere. Its resource is `test`, and its message says `test: true`.
 */
export async function testCallback(
  deps: { egress: Pick<Egress, 'request'>; clock: Clock },
  { caller, url, settings }: CallbackTest,
): Promise<CallbackTested> {
  const now = deps.clock.now();
  const instance = { ...caller, id: nobody, connectorKey: word, name: 'Test of a callback URL', tags: [word] };
  const sent = renderBody({ instance, hub: word, test: true }, sampleNotification(now), settings.format);
  const about = { organizationId: caller.organizationId, subscriptionId: nobody, notificationId: now };
  return { attempt: await attempt(deps, { ...sent, ...about, url, settings }), sent };
}

/** Its id is the moment: receivers that pass over what they have seen see each test as a new one. */
function sampleNotification(now: number): EventNotification {
  const date = instantFromMs(now);
  const recordId = String(now);
  const record = JSON.stringify({ id: recordId, note: 'A test. Nothing has changed at any provider.' });
  return {
    kind: 'events',
    id: now,
    instanceId: nobody,
    resource: word,
    pollDate: date,
    initial: false,
    createdAt: now,
    events: [{ eventId: `test-${recordId}`, type: 'UPDATED', recordId, date, record }],
  };
}
