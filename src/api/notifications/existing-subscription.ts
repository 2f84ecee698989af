import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { readSubscriptions, type StoredSubscription } from '../../store/list-subscriptions.ts';
import type { ApiDeps } from '../api-deps.ts';
import { pathId } from '../path-id.ts';

/** Any text is taken: one that is no id names no subscription. */
export const subscriptionId = z.string().meta({ type: 'integer', description: 'The id of the subscription.' });

/** The caller's subscription that the path names. Those of other organisations do not exist for the caller. */
export async function existingSubscription(deps: ApiDeps, request: FastifyRequest): Promise<StoredSubscription> {
  const { subscriptionId: named } = request.params as { subscriptionId: string };
  const id = pathId(named);
  if (id === undefined) throw noSubscription(named);
  return readSubscription(deps, { organizationId: request.identity.caller.organizationId, id });
}

export async function readSubscription(
  deps: ApiDeps,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<StoredSubscription> {
  const subscription = (await readSubscriptions(deps, { organizationId, ids: [id] })).get(id);
  if (!subscription) throw noSubscription(id);
  return subscription;
}

export const noSubscription = (named: number | string): Fault =>
  new Fault('subscription.not_found', `There is no subscription ${JSON.stringify(named)}.`);
