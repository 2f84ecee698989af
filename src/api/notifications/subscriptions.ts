import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readSubscriptionConfig } from '../../model/subscription-config.ts';
import { insertSubscription } from '../../store/insert-subscription.ts';
import { listSubscriptions } from '../../store/list-subscriptions.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { answers, routesOf } from '../routes.ts';
import { readSubscription } from './existing-subscription.ts';
import { subscriptionBody, toSubscriptionBody } from './subscription-body.ts';
import { newSubscription, refuseAddress } from './subscription-request.ts';
import { subscribedTopics } from './topics.ts';

const tags = ['Notifications'];
const path = '/notifications/subscriptions';
const own = z
  .enum(['true', 'false'])
  .default('false')
  .describe('An addition. true: without those that the configuration of an instance makes.');

/** `POST|GET /notifications/subscriptions`. */
export function subscriptionListRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const summary = 'Subscribe a callback URL to topics';
  const post = { tags, summary, body: newSubscription, response: answers(subscriptionBody) };
  routesOf(app).post(path, { onRequest, schema: post }, async ({ body, identity }) => {
    const { organizationId, accountId } = identity.caller;
    const config = readSubscriptionConfig(body.config);
    const topics = await subscribedTopics(deps.db, { organizationId, topics: body.topics });
    await refuseAddress(deps, config.url);
    const made = { organizationId, accountId, topics, config, active: body.active, now: deps.clock.now() };
    const id = await insertSubscription(deps, made);
    deps.log.info({ subscriptionId: id }, 'subscription made');
    return toSubscriptionBody(await readSubscription(deps, { organizationId, id }));
  });
  const list = {
    tags,
    summary: 'Subscriptions, also those of instances',
    querystring: z.object({ own, ...paging(200, 1000) }),
    response: answers(z.array(subscriptionBody)),
  };
  routesOf(app).get(path, { onRequest, schema: list }, async ({ query, identity }, reply) => {
    const { pageSize, nextPage } = query;
    const { subscriptions: found, total } = await listSubscriptions(deps, {
      organizationId: identity.caller.organizationId,
      own: query.own === 'true',
      afterId: nextPage === undefined ? 0 : parseListToken(nextPage),
      limit: pageSize + 1,
    });
    return pageOf(reply, { found, pageSize, total, tokenOf: ({ id }) => printListToken(id) }).map(toSubscriptionBody);
  });
}
