import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { readSubscriptionConfig } from '../../model/subscription-config.ts';
import { deleteSubscription } from '../../store/delete-subscription.ts';
import { switchedOff } from '../../store/insert-subscription.ts';
import type { StoredSubscription } from '../../store/list-subscriptions.ts';
import { updateSubscription } from '../../store/update-subscription.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { existingSubscription, noSubscription, subscriptionId } from './existing-subscription.ts';
import { subscriptionBody, toSubscriptionBody } from './subscription-body.ts';
import { changedSubscription, refuseAddress } from './subscription-request.ts';
import { subscribedTopics } from './topics.ts';

const tags = ['Notifications'];
const path = '/notifications/subscriptions/:subscriptionId';
const params = z.object({ subscriptionId });

/** `GET|PATCH|DELETE /notifications/subscriptions/{id}`. */
export function subscriptionRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const one = { tags, params, response: answers(subscriptionBody) };
  routesOf(app).get(path, { onRequest, schema: { ...one, summary: 'One subscription' } }, async (request) =>
    toSubscriptionBody(await existingSubscription(deps, request)),
  );
  const patch = { ...one, summary: 'Change topics or settings, switch it on or off', body: changedSubscription };
  routesOf(app).patch(path, { onRequest, schema: patch }, async (request) => {
    await change(deps, await ownSubscription(deps, request), request.body);
    return toSubscriptionBody(await existingSubscription(deps, request));
  });
  const remove = { tags, summary: 'Delete it with its deliveries', params, response: answers(nothing) };
  routesOf(app).delete(path, { onRequest, schema: remove }, async (request, reply) => {
    const { id, organizationId } = await ownSubscription(deps, request);
    if (!(await deleteSubscription(deps.db, { organizationId, id }))) throw noSubscription(id);
    deps.log.info({ subscriptionId: id }, 'subscription deleted');
    return reply.code(200).send();
  });
}

async function change(
  deps: ApiDeps,
  subscription: StoredSubscription,
  body: z.output<typeof changedSubscription>,
): Promise<void> {
  const { id, organizationId, inactiveReason } = subscription;
  const config = body.config && readSubscriptionConfig(body.config, subscription);
  const topics = body.topics && (await subscribedTopics(deps.db, { organizationId, topics: body.topics }));
  if (config && config.url !== subscription.url) await refuseAddress(deps, config.url);
  // As with an instance: whoever sends the settings anew says that the endpoint is back.
  const back = config && inactiveReason !== switchedOff ? true : undefined;
  const active = body.active ?? back;
  if (!(await updateSubscription(deps, subscription, { topics, config, active, now: deps.clock.now() })))
    throw new Fault(
      'subscription.changed',
      `Subscription ${id} was changed or deleted by another request; read it and try again.`,
    );
  deps.log.info({ subscriptionId: id }, 'subscription changed');
}

/** Those of instances change with their instances. */
async function ownSubscription(deps: ApiDeps, request: FastifyRequest): Promise<StoredSubscription> {
  const subscription = await existingSubscription(deps, request);
  const { id, instanceId } = subscription;
  if (instanceId === undefined) return subscription;
  throw new Fault(
    'subscription.of_instance',
    `Subscription ${id} belongs to instance ${instanceId}: change event.notification.callback.url and the other ` +
      `event.notification.… values of its configuration with PATCH /instances/${instanceId}, or switch its events off there ` +
      `with event.notification.enabled.`,
  );
}
