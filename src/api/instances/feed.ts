import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { eventFields } from '../../deliver/event-fields.ts';
import { Fault } from '../../model/fault.ts';
import { feedBeginning, feedEnd, feedsWithNews, readFeed } from '../../store/read-feed.ts';
import type { FeedPage, FeedPlace } from '../../store/read-feed.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace, type Target } from '../target-instance.ts';
import { eventSources, sourceOf } from './event-source.ts';
import { parseFeedCursor, printFeedCursor } from './feed-cursor.ts';
import { createFeedWatch, type FeedWatch } from './feed-watch.ts';

const event = z
  .object({
    eventId: z.string(),
    eventType: z.string().describe('CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook.'),
    objectType: z.string().describe('The resource.'),
    objectId: z.string(),
    date: z.string().describe("The record's deciding date, cut to seconds."),
    pollDate: z.string().optional().describe('Absent where a webhook told of it.'),
    elementKey: z.string(),
    hubKey: z.string(),
    instanceId: z.number(),
    notificationId: z.string(),
    createdDate: z.string().describe('When it was stored.'),
    source: z.enum(eventSources).describe('What told of it.'),
    webhookId: z.string().optional().describe('The webhook that told of it.'),
    initial: z.boolean().describe('Old data of a first read.'),
    oldPath: z.string().optional().describe('Where a file was, as webhooks tell it.'),
    newPath: z.string().optional().describe('Where it is now.'),
    changedFields: z.array(z.string()).optional(),
    previousValues: z.record(z.string(), z.unknown()).optional(),
    previousValuesOmitted: z.boolean().optional(),
    record: z.unknown().describe('As it was polled, or as a webhook told it; null when it is no longer kept.'),
  })
  .meta({ id: 'FeedEvent' });

const feed = z
  .object({
    events: z.array(event),
    cursor: z.string().describe('Where the next read goes on. The same as was sent when there was nothing new.'),
    hasMore: z.boolean().describe('There is more to read at once.'),
  })
  .meta({ id: 'EventFeed' });

const querystring = z.object({
  cursor: z.string().optional().describe('The cursor of the answer before. Default: see start.'),
  start: z
    .enum(['beginning', 'now'])
    .default('beginning')
    .describe('Without a cursor: from the oldest event after which none was deleted, or after the newest.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Events at most.'),
  wait: z.coerce.number().min(0).max(30).default(0).describe('Seconds to wait for an event when there is none.'),
});

/**
 * `GET /instances[/{id}]/events/feed`: the events of an instance for those who cannot receive. Read with the cursor of the
 * answer before, no event is left out and none comes twice, whatever commits late. An addition to the contract.
 */
export function feedRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const { db, clock, log } = deps;
  const watch = createFeedWatch({ clock, log, feedsWithNews: (waits) => feedsWithNews(db, waits) });
  app.addHook('preClose', (done) => {
    watch.close();
    done();
  });
  for (const place of instancePlaces) feedRoute(app, { ...deps, watch }, place);
}

function feedRoute(app: FastifyInstance, deps: ApiDeps & { watch: FeedWatch }, place: InstancePlace): void {
  const schema = {
    tags: ['Events'],
    summary: 'Read events in the order of their storing, with a cursor',
    params: z.object(place.params),
    querystring,
    response: answers(feed),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/events/feed`, { onRequest, schema }, async (request, reply) => {
    const target = await targetInstance(deps, request);
    const { cursor, start, limit, wait } = request.query;
    const { id: instanceId } = target.instance;
    const first = await readFirst(deps, { instanceId, cursor, start, limit });
    const { after } = first;
    let { page } = first;
    if (page.events.length === 0 && wait > 0) {
      await deps.watch.wait({ instanceId, after }, { ms: wait * 1000, signal: closingOf(reply) });
      page = await readFeed(deps.db, { instanceId, after, limit });
      // The server stops, and would wait for the caller to let go of the connection.
      if (deps.watch.isClosed()) reply.header('connection', 'close');
    }
    if (page.isExpired) throw expired();
    reply.header(pageHeaders.returned, String(page.events.length));
    reply.type('application/json; charset=utf-8').serializer(String);
    return render(target, page) as unknown as z.output<typeof feed>;
  });
}

interface FeedRead {
  instanceId: number;
  cursor: string | undefined;
  start: 'beginning' | 'now';
  limit: number;
}

async function readFirst(deps: ApiDeps, read: FeedRead): Promise<{ after: FeedPlace; page: FeedPage }> {
  const { instanceId, cursor, limit } = read;
  const after = await placeOf(deps, read);
  const page = await readFeed(deps.db, { instanceId, after, limit });
  // The beginning has moved between the two.
  return page.isExpired && cursor === undefined ? readFirst(deps, read) : { after, page };
}

async function placeOf({ db }: ApiDeps, { instanceId, cursor, start }: FeedRead): Promise<FeedPlace> {
  if (cursor !== undefined) return parseFeedCursor(instanceId, cursor);
  return start === 'now' ? feedEnd(db, instanceId) : feedBeginning(db, instanceId);
}

/** Nobody is to pass silently over events that are no longer kept. */
const expired = () =>
  new Fault(
    'feed.expired',
    'Events after this cursor are no longer kept (retention.events.days). Without a cursor the feed begins behind what was deleted; compare what you hold with the provider.',
  );

/** Aborts when the caller has gone. */
function closingOf({ raw }: FastifyReply): AbortSignal {
  const closing = new AbortController();
  raw.once('close', () => closing.abort());
  return closing.signal;
}

/** JSON text: records go in as they are stored, so that no number loses its digits. */
function render({ instance, connector }: Target, { events, next, hasMore }: FeedPage): string {
  const items = events.map((item) => {
    const text = JSON.stringify({
      ...eventFields({ ...item, connectorKey: connector.key, hub: connector.hub }, item),
      instanceId: instance.id,
      notificationId: String(item.notificationId),
      createdDate: new Date(item.createdAt).toISOString(),
      ...sourceOf(item),
      initial: item.initial,
    });
    return `${text.slice(0, -1)},"record":${item.record ?? 'null'}}`;
  });
  const rest = JSON.stringify({ cursor: printFeedCursor(instance.id, next), hasMore });
  return `{"events":[${items.join(',')}],${rest.slice(1)}`;
}
