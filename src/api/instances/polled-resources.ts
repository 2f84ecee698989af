import { Fault } from '../../model/fault.ts';
import type { Instance } from '../../model/instance.ts';
import { listPolls, type PollStatus } from '../../store/list-polls.ts';
import type { ApiDeps } from '../api-deps.ts';

export function refuseDisabled({ id, disabled }: Pick<Instance, 'id' | 'disabled'>): void {
  if (disabled)
    throw new Fault('instance.disabled', `Instance ${id} is disabled; PUT /instances/${id}/enabled enables it.`);
}

export interface ResourcesWanted {
  instanceId: number;
  /** Undefined: all that the instance polls, which may be none. */
  resource: string | undefined;
}

/** The polled resources that a request is about. Throws `resource.polling_not_configured` for one that is not polled. */
export async function polledResources(
  { db, clock }: Pick<ApiDeps, 'db' | 'clock'>,
  { instanceId, resource }: ResourcesWanted,
): Promise<PollStatus[]> {
  const all = await listPolls(db, instanceId, clock.now());
  if (resource === undefined) return all;
  const named = all.filter((poll) => poll.resource === resource);
  if (named.length > 0) return named;
  const polled = all.length > 0 ? `it polls ${all.map((poll) => poll.resource).join(', ')}` : 'it polls nothing';
  throw notPolled(`Instance ${instanceId} does not poll ${JSON.stringify(resource)}; ${polled}.`);
}

/**
 * Throws where nothing would work on the resources by itself: `resource.polling_not_configured` where there are none or
 * events are off, `polling.paused` where polling rests.
 */
export function refuseStandstill(instanceId: number, polls: readonly PollStatus[]): void {
  if (polls.length === 0) throw notPolled(`Instance ${instanceId} polls nothing.`);
  if (polls.every(({ enabled }) => !enabled))
    throw notPolled(`Instance ${instanceId} polls nothing, as event.notification.enabled is not true.`);
  const pausedAt = polls.find((poll) => poll.pausedAt !== null)?.pausedAt;
  if (typeof pausedAt !== 'number') return;
  const since = new Date(pausedAt).toISOString();
  const resume = `POST /instances/${instanceId}/polls/resume`;
  throw new Fault(
    'polling.paused',
    `Polling of instance ${instanceId} is paused since ${since}, as it failed too often; ${resume} first.`,
  );
}

const notPolled = (message: string): Fault => new Fault('resource.polling_not_configured', message);
