import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { deliveriesOf } from '../../store/delivery-condition.ts';
import { listAttempts } from '../../store/list-attempts.ts';
import { listDeliveries, type StoredDelivery } from '../../store/list-deliveries.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { pathId } from '../path-id.ts';
import { answers, routesOf } from '../routes.ts';
import { sendJsonText } from '../send-json-text.ts';
import { attemptBody, toAttemptBody } from './attempt-body.ts';
import { deliveriesOnPage, deliveryBody, hydrate, printDeliveries } from './delivery-body.ts';
import { parseDeliveryToken, printDeliveryToken } from './delivery-token.ts';
import { existingNotification, notificationId, notificationIdOf } from './existing-notification.ts';
import { subscriptionId } from './existing-subscription.ts';

const tags = ['Notifications'];
const path = '/notifications/:id/subscriptions/:subscriptionId/deliveries';
const params = z.object({ id: notificationId, subscriptionId });

/** The deliveries of one notification: `GET /notifications/{id}/subscriptions[/{subscriptionId}]/deliveries[/attempts]`. */
export function notificationDeliveryRoutes(app: FastifyInstance, deps: ApiDeps): void {
  listRoute(app, deps);
  oneRoute(app, deps);
  attemptsRoute(app, deps);
}

function listRoute(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags,
    summary: 'Its deliveries',
    params: z.object({ id: notificationId }),
    querystring: z.object({ hydrate, ...paging(100, 500) }),
    response: answers(z.array(deliveryBody)),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).get('/notifications/:id/subscriptions/deliveries', { onRequest, schema }, async (request, reply) => {
    const { organizationId } = request.identity.caller;
    const { nextPage } = request.query;
    const hydrated = request.query.hydrate === 'true';
    const id = notificationIdOf(request);
    const { deliveries: found, total } = await listDeliveries(deps.db, {
      organizationId,
      condition: deliveriesOf(id),
      after: nextPage === undefined ? undefined : parseDeliveryToken(nextPage),
      limit: request.query.pageSize + 1,
    });
    if (found.length === 0) await existingNotification(deps, { organizationId, id });
    const pageSize = await deliveriesOnPage(deps, found, { pageSize: request.query.pageSize, hydrated });
    const page = pageOf(reply, { found, pageSize, total, tokenOf: printDeliveryToken });
    const printed = await printDeliveries(deps, page, { organizationId, hydrated });
    return sendJsonText(reply, `[${printed.join(',')}]`);
  });
}

function oneRoute(app: FastifyInstance, deps: ApiDeps): void {
  const querystring = z.object({ hydrate });
  const schema = {
    tags,
    summary: 'Its delivery to one subscription',
    params,
    querystring,
    response: answers(deliveryBody),
  };
  routesOf(app).get(path, { onRequest: access(deps, 'organization'), schema }, async (request, reply) => {
    const { organizationId } = request.identity.caller;
    const delivery = await existingDelivery(deps, request);
    const hydrated = request.query.hydrate === 'true';
    const [text = ''] = await printDeliveries(deps, [delivery], { organizationId, hydrated });
    return sendJsonText(reply, text);
  });
}

function attemptsRoute(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags,
    summary: 'The attempts of a delivery, oldest first: what was sent and what was answered',
    params,
    querystring: z.object(paging(100, 500)),
    response: answers(z.array(attemptBody)),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).get(`${path}/attempts`, { onRequest, schema }, async (request, reply) => {
    const { pageSize, nextPage } = request.query;
    const { attempts: found, total } = await listAttempts(deps.db, {
      ...(await existingDelivery(deps, request)),
      afterId: nextPage === undefined ? 0 : parseListToken(nextPage),
      limit: pageSize + 1,
    });
    return pageOf(reply, { found, pageSize, total, tokenOf: ({ id }) => printListToken(id) }).map(toAttemptBody);
  });
}

async function existingDelivery(deps: ApiDeps, request: FastifyRequest): Promise<StoredDelivery> {
  const { organizationId } = request.identity.caller;
  const { subscriptionId: named } = request.params as { subscriptionId: string };
  const id = notificationIdOf(request);
  const [delivery] = await deliveriesTo(deps, { organizationId, id, subscription: pathId(named) });
  if (delivery) return delivery;
  await existingNotification(deps, { organizationId, id });
  throw new Fault('delivery.not_found', `Notification ${id} has no delivery to subscription ${JSON.stringify(named)}.`);
}

async function deliveriesTo(
  { db }: ApiDeps,
  { organizationId, id, subscription }: { organizationId: number; id: number; subscription: number | undefined },
): Promise<StoredDelivery[]> {
  if (subscription === undefined) return [];
  const condition = deliveriesOf(id, subscription);
  return (await listDeliveries(db, { organizationId, condition, after: undefined, limit: 1 })).deliveries;
}
