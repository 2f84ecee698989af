import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import {
  cancelReconciliation,
  findReconciliation,
  listReconciliations,
  releaseReconciliation,
  type ReconciliationOfInstance,
} from '../../store/reconciliation-list.ts';
import { requestReconciliations } from '../../store/reconciliation-requests.ts';
import type { Reconciliation } from '../../store/reconciliation-row.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { emptyBody } from './empty-body.ts';
import { polledResources, refuseDisabled, refuseStandstill } from './polled-resources.ts';
import { reconciliationBody, toReconciliationBody } from './reconciliation-body.ts';

const tags = ['Reconciliations'];

/**
 * `/instances[/{id}]/reconciliations`: comparing all records of a resource with what was told. Additions to the contract.
 */
export function reconciliationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    requestRoute(app, deps, place);
    listRoute(app, deps, place);
    oneRoute(app, deps, place);
    releaseRoute(app, deps, place);
    cancelRoute(app, deps, place);
  }
}

const wanted = z
  .strictObject({ resource: z.string().optional().describe('Default: all that the instance polls.') })
  .optional();

function requestRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { 200: _ok, ...errors } = answers(z.array(reconciliationBody));
  const schema = {
    tags,
    summary: 'Compare all records with what was told, and tell what was missed',
    params: z.object(place.params),
    body: wanted,
    response: { 202: z.array(reconciliationBody), ...errors },
  };
  const onRequest = access(deps, place.access);
  routesOf(app).post(`${place.path}/reconciliations`, { onRequest, schema }, async (request, reply) => {
    const { instance } = await targetInstance(deps, request);
    refuseDisabled(instance);
    const { resource } = request.body ?? {};
    refuseStandstill(instance.id, await polledResources(deps, { instanceId: instance.id, resource }));
    const made = await requestReconciliations(deps.db, {
      instanceId: instance.id,
      resource,
      reason: 'requested',
      now: deps.clock.now(),
    });
    return reply.code(202).send(made.map(toReconciliationBody));
  });
}

const search = z.object({
  resource: z.string().optional().describe('Only those of this resource.'),
  pageSize: z.coerce.number().int().min(1).max(1000).default(200),
  nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
});

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Reconciliations, newest first',
    params: z.object(place.params),
    querystring: search,
    response: answers(z.array(reconciliationBody)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/reconciliations`, { onRequest, schema }, async (request, reply) => {
    const { instance } = await targetInstance(deps, request);
    const { resource, pageSize, nextPage } = request.query;
    await polledResources(deps, { instanceId: instance.id, resource });
    const beforeId = nextPage === undefined ? undefined : parseListToken(nextPage);
    const found = await listReconciliations(deps.db, {
      instanceId: instance.id,
      resource,
      beforeId,
      limit: pageSize + 1,
    });
    const page = found.reconciliations.slice(0, pageSize);
    const last = page.at(-1);
    if (found.reconciliations.length > page.length && last) reply.header(pageHeaders.nextPage, printListToken(last.id));
    reply.header(pageHeaders.total, String(found.total)).header(pageHeaders.returned, String(page.length));
    return page.map(toReconciliationBody);
  });
}

const reconciliationId = z.string().meta({ type: 'integer', description: 'The id of the reconciliation.' });

const one = (place: InstancePlace) => ({
  path: `${place.path}/reconciliations/:reconciliationId`,
  params: z.object({ ...place.params, reconciliationId }),
});

function oneRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const schema = { tags, summary: 'How it stands', params, response: answers(reconciliationBody) };
  routesOf(app).get(path, { onRequest: access(deps, place.access), schema }, async (request) =>
    toReconciliationBody(await existing(deps, await target(deps, request))),
  );
}

function releaseRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const summary = 'Let one that is held go on: what is missing is gone';
  const schema = { tags, summary, params, body: emptyBody, response: answers(reconciliationBody) };
  routesOf(app).post(`${path}/release`, { onRequest: access(deps, place.access), schema }, async (request) => {
    const of = await target(deps, request);
    const { status } = await existing(deps, of);
    if (!(await releaseReconciliation(deps.db, { ...of, now: deps.clock.now() })))
      throw new Fault('reconciliation.not_held', `Reconciliation ${of.id} is ${status}, not held.`);
    return toReconciliationBody(await existing(deps, of));
  });
}

function cancelRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const schema = { tags, summary: 'Cancel it', params, response: answers(reconciliationBody) };
  routesOf(app).delete(path, { onRequest: access(deps, place.access), schema }, async (request) => {
    const of = await target(deps, request);
    const { status } = await existing(deps, of);
    if (!(await cancelReconciliation(deps.db, { ...of, now: deps.clock.now() })))
      throw new Fault('reconciliation.ended', `Reconciliation ${of.id} is ${status}.`);
    return toReconciliationBody(await existing(deps, of));
  });
}

async function target(deps: ApiDeps, request: FastifyRequest): Promise<ReconciliationOfInstance> {
  const { instance } = await targetInstance(deps, request);
  const { reconciliationId: named } = request.params as { reconciliationId: string };
  const id = /^\d+$/.test(named) ? Number(named) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw notFound(instance.id, named);
  return { instanceId: instance.id, id };
}

async function existing({ db }: ApiDeps, of: ReconciliationOfInstance): Promise<Reconciliation> {
  const found = await findReconciliation(db, of);
  if (!found) throw notFound(of.instanceId, String(of.id));
  return found;
}

const notFound = (instanceId: number, named: string): Fault =>
  new Fault('reconciliation.not_found', `Instance ${instanceId} has no reconciliation ${JSON.stringify(named)}.`);
