import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { attemptsOfNotifications, type AttemptOfNotification } from '../../store/attempts-of-notifications.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import type { InstancePlace } from '../target-instance.ts';
import { eventPage, readEventPage } from './events.ts';
import { eventPlaces, eventScope } from './events-scope.ts';

const disposition = z
  .object({
    eventId: z.string(),
    elementInstanceId: z.number(),
    eventDate: z.string().describe('When it was stored.'),
    notificationData: z
      .array(
        z.object({
          message: z.string(),
          date: z.string(),
          status: z.string().describe('delivered, failed, or gone where it was answered with 410.'),
          statusCode: z.number().nullable().describe('Null: there was no answer.'),
          durationMs: z.number(),
          notificationId: z.string(),
          subscriptionId: z.number(),
          attempt: z.number(),
        }),
      )
      .describe('The attempts to deliver its notification that are kept, oldest first; at most the latest 100.'),
  })
  .meta({ id: 'Disposition' });

const attemptsEach = 100;

/** `GET /instances[/{id}]/events/dispositions`: what came of the events, newest event first. */
export function eventDispositionRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of eventPlaces) listRoute(app, deps, place);
}

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Events'],
    summary: 'Events with the attempts to deliver them, newest first',
    params: z.object(place.params),
    querystring: eventPage,
    response: answers(z.array(disposition)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/events/dispositions`, { onRequest, schema }, async (request, reply) => {
    const scope = await eventScope(deps, request);
    const events = await readEventPage(deps, reply, { ...scope, ...request.query, withRecords: false });
    const notificationIds = [...new Set(events.map(({ notificationId }) => notificationId))];
    const attempts = await attemptsOfNotifications(deps.db, { notificationIds, limitEach: attemptsEach });
    const attemptsOf = Map.groupBy(attempts, ({ notificationId }) => notificationId);
    return events.map(({ eventId, instanceId, createdAt, notificationId }) => ({
      eventId,
      elementInstanceId: instanceId,
      eventDate: new Date(createdAt).toISOString(),
      notificationData: (attemptsOf.get(notificationId) ?? []).map(toEntry),
    }));
  });
}

const toEntry = (attempt: AttemptOfNotification) => ({
  message: toMessage(attempt),
  date: new Date(attempt.startedAt).toISOString(),
  status: attempt.outcome,
  statusCode: attempt.statusCode,
  durationMs: attempt.durationMs,
  notificationId: String(attempt.notificationId),
  subscriptionId: attempt.subscriptionId,
  attempt: attempt.attempt,
});

/** The beginning of the second is the one that users of the events framework look for. */
function toMessage({ outcome, statusCode, detail, url, subscriptionId }: AttemptOfNotification): string {
  const receiver = receiverOf(url) ?? `subscription ${subscriptionId}`;
  if (outcome === 'delivered') return `Delivered event to ${receiver}: HTTP ${statusCode}.`;
  const reason = detail ?? (statusCode === null ? outcome : `HTTP ${statusCode}`);
  return `Error delivering event to ${receiver}: ${reason}`;
}

/** Without the query, which may hold a key. */
function receiverOf(url: string | null): string | undefined {
  const parsed = URL.parse(url ?? '');
  return parsed ? `${parsed.origin}${parsed.pathname}` : undefined;
}
