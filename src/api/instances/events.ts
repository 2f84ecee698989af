import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { eventStatuses } from '../../model/event-status.ts';
import { Fault } from '../../model/fault.ts';
import { deliveryStates } from '../../store/event-outcome.ts';
import { findEvent, listEvents, type EventSearch, type ListedEvent } from '../../store/list-events.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { moment, refuseReversed } from '../moment-parameter.ts';
import { paging } from '../page-of.ts';
import { parsePlaceToken, printPlaceToken } from '../place-token.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import type { InstancePlace } from '../target-instance.ts';
import { eventRecord, toEventRecord } from './event-body.ts';
import { eventPlaces, eventScope } from './events-scope.ts';

const tags = ['Events'];

/** What a page of events is chosen by. */
export const eventPage = z.object({
  from: moment.optional(),
  to: moment.optional(),
  ...paging(200, 1000),
});

const search = eventPage.extend({
  status: z.enum(eventStatuses).optional(),
  delivery: z
    .enum(deliveryStates)
    .optional()
    .describe(
      'An addition. outstanding: a delivery was not acknowledged yet. failed: nor was it when it was attempted. delivered: all were acknowledged.',
    ),
  objectType: z.string().optional().describe('The resource.'),
  objectId: z.string().optional().describe('The id of the record.'),
  eventType: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook.'),
  search: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('An addition. The id of the event, or of its record, is this or begins so.'),
});

/** `GET /instances[/{id}]/events[/{eventId}]`: the stored events, newest first. */
export function eventRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of eventPlaces) {
    listRoute(app, deps, place);
    oneRoute(app, deps, place);
  }
}

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Events, newest first',
    params: z.object(place.params),
    querystring: search,
    response: answers(z.array(eventRecord)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/events`, { onRequest, schema }, async (request, reply) => {
    const { status, objectType, objectId, eventType, ...page } = request.query;
    const events = await readEventPage(deps, reply, {
      ...(await eventScope(deps, request)),
      ...page,
      status,
      resource: objectType,
      recordId: objectId,
      type: eventType,
      withRecords: true,
    });
    return Promise.all(events.map((event) => recordOf(deps, request, event)));
  });
}

type PageWanted = Omit<EventSearch, 'before' | 'limit' | 'from' | 'to'> & z.output<typeof eventPage>;

const place = z.strictObject({
  notificationId: z.int().min(0),
  position: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});

/** A page of events, with the headers that tell how to go on. */
export async function readEventPage(
  { db }: Pick<ApiDeps, 'db'>,
  reply: FastifyReply,
  { from, to, pageSize, nextPage, ...wanted }: PageWanted,
): Promise<ListedEvent[]> {
  refuseReversed({ from, to });
  const before = nextPage === undefined ? undefined : parsePlaceToken(nextPage, place);
  const { events, hasMore } = await listEvents(db, { ...wanted, from, to, before, limit: pageSize });
  const last = events.at(-1);
  if (hasMore && last)
    reply.header(
      pageHeaders.nextPage,
      printPlaceToken({ notificationId: last.notificationId, position: last.position }),
    );
  reply.header(pageHeaders.returned, String(events.length));
  return events;
}

function oneRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'One event',
    params: z.object({ ...place.params, eventId: z.string() }),
    response: answers(eventRecord),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/events/:eventId`, { onRequest, schema }, async (request) => {
    return recordOf(deps, request, await existingEvent(deps, request));
  });
}

/** The event that the path names. Throws `event.not_found`. */
export async function existingEvent(deps: ApiDeps, request: FastifyRequest): Promise<ListedEvent> {
  const { eventId } = request.params as { eventId: string };
  const event = await findEvent(deps.db, { ...(await eventScope(deps, request)), eventId });
  if (!event) throw new Fault('event.not_found', `There is no event ${JSON.stringify(eventId)}.`);
  return event;
}

const recordOf = async ({ catalog }: Pick<ApiDeps, 'catalog'>, { identity }: FastifyRequest, event: ListedEvent) =>
  toEventRecord(await catalog.hubOf(identity.caller.organizationId, event.connectorKey), event);
