import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { countReceived, findReceived, listReceived, receivedStatuses } from '../../store/list-received.ts';
import { retryReceived } from '../../store/retry-received.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { moment } from '../moment-parameter.ts';
import { pageOf, paging } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { pathId } from '../path-id.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { emptyBody } from './empty-body.ts';
import { toWebhookHead, toWebhookWhole, webhookHead, webhookWhole } from './webhook-body.ts';

const tags = ['Webhooks'];

/** `/instances[/{id}]/webhooks`: what the provider sent, and what became of it. Additions to the contract. */
export function receivedWebhookRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    listRoute(app, deps, place);
    retryAllRoute(app, deps, place);
    oneRoute(app, deps, place);
    retryRoute(app, deps, place);
  }
}

const search = z.object({
  status: z.enum(receivedStatuses).optional(),
  since: moment.optional().describe('Received at this moment or later: ISO 8601, or milliseconds since 1970.'),
  ...paging(200, 1000),
});

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Webhooks that were received, newest first',
    params: z.object(place.params),
    querystring: search,
    response: answers(z.array(webhookHead)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/webhooks`, { onRequest, schema }, async (request, reply) => {
    const { instance } = await targetInstance(deps, request);
    const { status, since, pageSize, nextPage } = request.query;
    const beforeId = nextPage === undefined ? undefined : parseListToken(nextPage);
    const filter = { instanceId: instance.id, status, since };
    const [found, total] = await Promise.all([
      listReceived(deps.db, { ...filter, beforeId, limit: pageSize + 1 }),
      countReceived(deps.db, filter),
    ]);
    return pageOf(reply, { found, pageSize, total, tokenOf: ({ id }) => printListToken(id) }).map(toWebhookHead);
  });
}

function retryAllRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Work again on all webhooks that failed',
    params: z.object(place.params),
    body: emptyBody,
    response: answers(z.object({ retried: z.number() })),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).post(`${place.path}/webhooks/retry`, { onRequest, schema }, async (request) => {
    const { instance } = await targetInstance(deps, request);
    const wanted = { instanceId: instance.id, id: undefined, now: deps.clock.now() };
    const retried = await retryReceived(deps.db, wanted);
    deps.wakeInbox?.();
    return { retried };
  });
}

const webhookId = z.string().meta({ type: 'integer', description: 'The id of the webhook.' });

const one = (place: InstancePlace) => ({
  path: `${place.path}/webhooks/:webhookId`,
  params: z.object({ ...place.params, webhookId }),
});

function oneRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const schema = { tags, summary: 'One webhook with what was sent', params, response: answers(webhookWhole) };
  routesOf(app).get(path, { onRequest: access(deps, place.access), schema }, async (request) =>
    toWebhookWhole(await existing(deps, await target(deps, request))),
  );
}

function retryRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const summary = 'Work again on one that failed';
  const schema = { tags, summary, params, body: emptyBody, response: answers(webhookWhole) };
  routesOf(app).post(`${path}/retry`, { onRequest: access(deps, place.access), schema }, async (request) => {
    const of = await target(deps, request);
    const { status, body } = await existing(deps, of);
    const retried = await retryReceived(deps.db, { ...of, now: deps.clock.now() });
    if (retried === 0) {
      const why = body === null ? 'its body is no longer kept' : `it is ${status}, not failed`;
      throw new Fault('webhook.not_failed', `Webhook ${of.id} cannot be tried again: ${why}.`);
    }
    deps.wakeInbox?.();
    return toWebhookWhole(await existing(deps, of));
  });
}

interface OfInstance {
  instanceId: number;
  id: number;
}

async function target(deps: ApiDeps, request: FastifyRequest): Promise<OfInstance> {
  const { instance } = await targetInstance(deps, request);
  const { webhookId: named } = request.params as { webhookId: string };
  const id = pathId(named);
  if (id === undefined) throw notFound(instance.id, named);
  return { instanceId: instance.id, id };
}

async function existing({ db }: ApiDeps, of: OfInstance) {
  const found = await findReceived(db, of);
  if (!found) throw notFound(of.instanceId, String(of.id));
  return found;
}

const notFound = (instanceId: number, named: string): Fault =>
  new Fault('webhook.not_found', `Instance ${instanceId} has no webhook ${JSON.stringify(named)}.`);
