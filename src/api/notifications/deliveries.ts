import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { WhereSyntaxError, type Expression } from '../../lib/where/expression.ts';
import { parseWhere } from '../../lib/where/parse-where.ts';
import { Fault } from '../../model/fault.ts';
import { deliveryCondition, everyDelivery } from '../../store/delivery-condition.ts';
import { listDeliveries } from '../../store/list-deliveries.ts';
import { releaseDeliveries } from '../../store/release-deliveries.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { emptyBody } from '../instances/empty-body.ts';
import { pageOf, paging } from '../page-of.ts';
import { answers, routesOf } from '../routes.ts';
import { sendJsonText } from '../send-json-text.ts';
import { deliveriesOnPage, deliveryBody, hydrate, printDeliveries } from './delivery-body.ts';
import { parseDeliveryToken, printDeliveryToken } from './delivery-token.ts';

const tags = ['Notifications'];
const path = '/notifications/subscriptions/deliveries';
const where = z
  .string()
  .describe(
    "Over channel, status, config.url, subscriptionId, notificationId, topic, instanceId and createdDate, e.g. channel='webhook' and status='queued'.",
  );
const { pageSize, nextPage } = paging(100, 500);

/** `GET|PUT /notifications/subscriptions/deliveries`. */
export function deliveryRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const shared = { tags, response: answers(z.array(deliveryBody)) };
  const list = {
    ...shared,
    summary: 'Deliveries, newest notification first',
    querystring: z.object({ where: where.optional(), hydrate, pageSize, nextPage }),
  };
  routesOf(app).get(path, { onRequest, schema: list }, async ({ query, identity }, reply) => {
    const { organizationId } = identity.caller;
    const { deliveries: found, total } = await listDeliveries(deps.db, {
      organizationId,
      condition: query.where === undefined ? everyDelivery : conditionOf(query.where),
      after: query.nextPage === undefined ? undefined : parseDeliveryToken(query.nextPage),
      limit: query.pageSize + 1,
    });
    const hydrated = query.hydrate === 'true';
    const pageSize = await deliveriesOnPage(deps, found, { pageSize: query.pageSize, hydrated });
    const page = pageOf(reply, { found, pageSize, total, tokenOf: printDeliveryToken });
    const printing = { organizationId, hydrated };
    return sendJsonText(reply, `[${(await printDeliveries(deps, page, printing)).join(',')}]`);
  });
  const release = {
    ...shared,
    summary: 'Switch on the subscriptions of the selected deliveries: all they have outstanding is sent, in order',
    querystring: z.object({ where, hydrate, pageSize }),
    body: emptyBody,
  };
  routesOf(app).put(path, { onRequest, schema: release }, async ({ id, query, identity }, reply) => {
    const { organizationId } = identity.caller;
    const { deliveries, total } = await releaseDeliveries(deps.db, {
      organizationId,
      condition: conditionOf(query.where),
      limit: query.pageSize,
      now: deps.clock.now(),
    });
    // Not the clause, which may hold a URL with its query.
    deps.log.info({ requestId: id, organizationId, selected: total }, 'deliveries released');
    const hydrated = query.hydrate === 'true';
    const pageSize = await deliveriesOnPage(deps, deliveries, { pageSize: query.pageSize, hydrated });
    // What is left out is listed by GET: sent again, this would release again.
    const page = pageOf(reply, { found: deliveries, pageSize, hasMore: false, total, tokenOf: printDeliveryToken });
    const printing = { organizationId, hydrated };
    return sendJsonText(reply, `[${(await printDeliveries(deps, page, printing)).join(',')}]`);
  });
}

const conditionOf = (text: string) => deliveryCondition(parsed(text));

function parsed(text: string): Expression {
  try {
    return parseWhere(text);
  } catch (error) {
    if (!(error instanceof WhereSyntaxError)) throw error;
    throw new Fault('query.invalid', `where: ${error.message}.`, { cause: error });
  }
}
