import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonValue } from '../../lib/json.ts';
import { severities } from '../../model/event.ts';
import { Fault } from '../../model/fault.ts';
import { describeValue } from '../../model/findings/describe-value.ts';
import { parseInstanceTopic } from '../../model/instance-topic.ts';
import { createInsertMessage } from '../../store/insert-message.ts';
import { listNotifications } from '../../store/list-notifications.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { answers, routesOf } from '../routes.ts';
import { sendJsonText } from '../send-json-text.ts';
import { notificationBody, printNotification } from './notification-body.ts';
import { topic, topicsOf, topicsQuery } from './topics.ts';

const tags = ['Notifications'];
const longestMessage = 256 * 1024;

const newNotification = z.strictObject({
  severity: z.enum(severities).default('medium'),
  topic: topic.describe('Any text, but not the topic of the events of an instance.'),
  message: z
    .union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
    .refine(
      (message) => JSON.stringify(message).length <= longestMessage,
      `at most ${longestMessage} characters of JSON`,
    )
    .describe('A text or any other JSON value; as JSON at most 262144 characters.'),
  from: z.string().trim().min(1).max(255).optional().describe('Who it is from; shown as `user`.'),
});

/** `POST|GET /notifications`. */
export function notificationListRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const insertMessage = createInsertMessage(deps.db);
  const summary = 'Tell the subscriptions of a topic';
  const post = { tags, summary, body: newNotification, response: answers(notificationBody) };
  routesOf(app).post('/notifications', { onRequest, schema: post }, async ({ body, identity }, reply) => {
    const { organizationId } = identity.caller;
    refuseInstanceTopic(body.topic);
    const notification = await insertMessage({
      organizationId,
      topic: body.topic,
      severity: body.severity,
      sender: body.from,
      message: body.message as JsonValue,
      now: deps.clock.now(),
    });
    const listed = { notification, instance: undefined, acknowledgedAt: undefined };
    return sendJsonText(reply, await printNotification(deps, listed));
  });
  const list = {
    tags,
    summary: 'Notifications of topics, newest first',
    querystring: z.object({ ...topicsQuery, ...paging(100, 500) }),
    response: answers(z.array(notificationBody)),
  };
  routesOf(app).get('/notifications', { onRequest, schema: list }, async ({ query, identity }, reply) => {
    const { pageSize, nextPage } = query;
    const {
      notifications: found,
      total,
      hasMore,
    } = await listNotifications(deps, {
      organizationId: identity.caller.organizationId,
      topics: topicsOf(query),
      beforeId: nextPage === undefined ? undefined : parseListToken(nextPage),
      limit: pageSize,
    });
    const tokenOf = ({ notification }: (typeof found)[number]) => printListToken(notification.id);
    const page = pageOf(reply, { found, pageSize, hasMore, total, tokenOf });
    const texts = await Promise.all(page.map((listed) => printNotification(deps, listed)));
    return sendJsonText(reply, `[${texts.join(',')}]`);
  });
}

/** Whoever listens to these takes them for what a provider's account tells. */
function refuseInstanceTopic(named: string): void {
  if (!parseInstanceTopic(named)) return;
  const message = `found ${describeValue(named)}, the topic of the events of an instance, which it alone tells; allowed: any other text.`;
  throw new Fault('request.malformed', `topic: ${message}`, { issues: [{ path: 'topic', message }] });
}
