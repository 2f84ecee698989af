import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { renderBody } from '../../deliver/render-body.ts';
import { newFindings } from '../../model/findings/findings.ts';
import { readNotificationForm } from '../../model/instance-configuration/notification-format.ts';
import { restrictToReplay } from '../../model/replay.ts';
import { deliveriesOfEvent, type DeliveryOfEvent } from '../../store/deliveries-of-event.ts';
import { readListed, type ListedNotification } from '../../store/list-notifications.ts';
import { readNotificationSizes } from '../../store/notification-sizes.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { attemptBody, toAttemptBody } from '../notifications/attempt-body.ts';
import { deliveryBody, toDeliveryBody } from '../notifications/delivery-body.ts';
import { answers, routesOf } from '../routes.ts';
import type { InstancePlace } from '../target-instance.ts';
import { eventPlaces } from './events-scope.ts';
import { existingEvent } from './events.ts';

const receivers = ['instance', 'subscription', 'replay'] as const;

/** One delivery of an event, with what was sent and what was answered. */
const eventDelivery = deliveryBody
  .omit({ notification: true, subscription: true })
  .extend({
    receiver: z
      .enum(receivers)
      .describe("Whose URL it is: the instance's own, that of another subscription to its topic, or that of a replay."),
    replayId: z.number().nullable(),
    url: z.string().describe('Where it is sent from now on; each attempt has the URL that it went to.'),
    active: z.boolean().describe('False: the subscription is switched off, and what is outstanding waits.'),
    inactiveReason: z.string().nullable(),
    request: z
      .object({ contentType: z.string(), body: z.string() })
      .nullable()
      .describe(
        'The body, as every attempt sends it unless the instance is renamed or its format changed. Null: longer than 1 MB.',
      ),
    exchanges: z.array(attemptBody).describe('The attempts that are kept, oldest first; at most the latest 25.'),
  })
  .meta({ id: 'EventDelivery' });

const mostBytes = 1024 * 1024;

/** `GET /instances[/{id}]/events/{eventId}/deliveries`: what became of one event at its receivers. An addition to the contract. */
export function eventDeliveryRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of eventPlaces) listRoute(app, deps, place);
}

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Events'],
    summary: 'The deliveries of an event with their attempts: what was sent and what was answered',
    params: z.object({ ...place.params, eventId: z.string() }),
    response: answers(z.array(eventDelivery)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/events/:eventId/deliveries`, { onRequest, schema }, async (request) => {
    const { notificationId } = await existingEvent(deps, request);
    const deliveries = await deliveriesOfEvent(deps.db, notificationId);
    const { organizationId } = request.identity.caller;
    const listed = deliveries.length > 0 && (await readShort(deps, { organizationId, notificationId }));
    return Promise.all(deliveries.map((delivery) => toBody(deps, delivery, listed || undefined)));
  });
}

/** Undefined: it is long, or was deleted meanwhile. */
async function readShort(
  deps: ApiDeps,
  { organizationId, notificationId: id }: { organizationId: number; notificationId: number },
): Promise<ListedNotification | undefined> {
  const sizes = await readNotificationSizes(deps.db, [id]);
  if ((sizes.get(id) ?? 0) > mostBytes) return undefined;
  return (await readListed(deps, { organizationId, ids: [id] })).get(id);
}

async function toBody(deps: ApiDeps, delivery: DeliveryOfEvent, listed: ListedNotification | undefined) {
  return {
    ...toDeliveryBody(delivery),
    receiver: receiverOf(delivery),
    replayId: delivery.replayId,
    url: delivery.url,
    active: delivery.active,
    inactiveReason: delivery.inactiveReason,
    request: listed ? await rendered(deps, delivery, listed) : null,
    exchanges: delivery.exchanges.map(toAttemptBody),
  };
}

function receiverOf({ instanceId, replayId }: DeliveryOfEvent): (typeof receivers)[number] {
  if (instanceId !== null) return 'instance';
  return replayId === null ? 'subscription' : 'replay';
}

/** As deliver-outstanding makes it. */
async function rendered(
  { catalog }: ApiDeps,
  { config, filter, replayId }: DeliveryOfEvent,
  { notification, instance }: ListedNotification,
) {
  const hub = instance ? await catalog.hubOf(instance.organizationId, instance.connectorKey) : '';
  const { format } = readNotificationForm(newFindings(), config ?? instance?.configuration ?? {});
  const told = filter ? restrictToReplay(notification, filter) : notification;
  const { contentType, body } = renderBody({ instance, hub, replayId: replayId ?? undefined }, told, format);
  return { contentType, body };
}
