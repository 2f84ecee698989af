import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import type { Replay } from '../../model/replay.ts';
import { cancelReplay, resumeReplay } from '../../store/replay-changes.ts';
import { findReplay, listReplays, type ReplayOfInstance } from '../../store/replay-list.ts';
import { insertReplay } from '../../store/replay-request.ts';
import type { StoredInstance } from '../../store/stored-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { readSubscription } from '../notifications/existing-subscription.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { emptyBody } from './empty-body.ts';
import { refuseDisabled } from './polled-resources.ts';
import { replayBody, toReplayBody } from './replay-body.ts';
import {
  checkAddress,
  filterOf,
  replayRequest,
  targetOf,
  targetOfSubscription,
  type ReplayRequestBody,
  type ReplayTarget,
} from './replay-request.ts';

const tags = ['Replays'];

/** `/instances[/{id}]/replays`: sending stored events again. Additions to the contract. */
export function replayRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    requestRoute(app, deps, place);
    listRoute(app, deps, place);
    oneRoute(app, deps, place);
    cancelRoute(app, deps, place);
    resumeRoute(app, deps, place);
  }
}

function requestRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { 200: _ok, ...errors } = answers(replayBody);
  const schema = {
    tags,
    summary: 'Send stored events again',
    params: z.object(place.params),
    body: replayRequest,
    response: { 202: replayBody, ...errors },
  };
  const onRequest = access(deps, place.access);
  routesOf(app).post(`${place.path}/replays`, { onRequest, schema }, async (request, reply) => {
    const { instance } = await targetInstance(deps, request);
    refuseDisabled(instance);
    const filter = filterOf(request.body);
    const target = await targetWanted(deps, request.body, instance);
    await checkAddress(deps, target);
    const made = await insertReplay(deps, { instance, filter, ...target, now: deps.clock.now() });
    return reply.code(202).send(toReplayBody(made));
  });
}

async function targetWanted(deps: ApiDeps, body: ReplayRequestBody, instance: StoredInstance): Promise<ReplayTarget> {
  const { subscriptionId: id } = body;
  if (id === undefined) return targetOf(body, instance);
  const subscription = await readSubscription(deps, { organizationId: instance.organizationId, id });
  return targetOfSubscription(body, subscription, instance);
}

const search = z.object({
  pageSize: z.coerce.number().int().min(1).max(1000).default(200),
  nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
});

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Replays, newest first',
    params: z.object(place.params),
    querystring: search,
    response: answers(z.array(replayBody)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/replays`, { onRequest, schema }, async (request, reply) => {
    const { instance } = await targetInstance(deps, request);
    const { pageSize, nextPage } = request.query;
    const beforeId = nextPage === undefined ? undefined : parseListToken(nextPage);
    const found = await listReplays(deps.db, { instanceId: instance.id, beforeId, limit: pageSize + 1 });
    const page = found.replays.slice(0, pageSize);
    const last = page.at(-1);
    if (found.replays.length > page.length && last) reply.header(pageHeaders.nextPage, printListToken(last.id));
    reply.header(pageHeaders.total, String(found.total)).header(pageHeaders.returned, String(page.length));
    return page.map(toReplayBody);
  });
}

const replayId = z.string().meta({ type: 'integer', description: 'The id of the replay.' });

const one = (place: InstancePlace) => ({
  path: `${place.path}/replays/:replayId`,
  params: z.object({ ...place.params, replayId }),
});

function oneRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const schema = { tags, summary: 'How it stands', params, response: answers(replayBody) };
  routesOf(app).get(path, { onRequest: access(deps, place.access), schema }, async (request) =>
    toReplayBody(await existing(deps, (await target(deps, request)).of)),
  );
}

function cancelRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const schema = { tags, summary: 'Cancel it', params, response: answers(replayBody) };
  routesOf(app).delete(path, { onRequest: access(deps, place.access), schema }, async (request) => {
    const { of } = await target(deps, request);
    const { status } = await existing(deps, of);
    if (!(await cancelReplay(deps.db, { ...of, now: deps.clock.now() })))
      throw new Fault('replay.ended', `Replay ${of.id} is ${status}.`);
    return toReplayBody(await existing(deps, of));
  });
}

function resumeRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const { path, params } = one(place);
  const summary = 'Let one that failed go on where it stopped';
  const schema = { tags, summary, params, body: emptyBody, response: answers(replayBody) };
  routesOf(app).post(`${path}/resume`, { onRequest: access(deps, place.access), schema }, async (request) => {
    const { instance, of } = await target(deps, request);
    refuseDisabled(instance);
    const { status } = await existing(deps, of);
    if (!(await resumeReplay(deps.db, { ...of, now: deps.clock.now() })))
      throw new Fault('replay.not_failed', `Replay ${of.id} is ${status}, not failed.`);
    return toReplayBody(await existing(deps, of));
  });
}

async function target(deps: ApiDeps, request: FastifyRequest) {
  const { instance } = await targetInstance(deps, request);
  const { replayId: named } = request.params as { replayId: string };
  const id = /^\d+$/.test(named) ? Number(named) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw notFound(instance.id, named);
  const of: ReplayOfInstance = { instanceId: instance.id, id };
  return { instance, of };
}

async function existing({ db }: ApiDeps, of: ReplayOfInstance): Promise<Replay> {
  const found = await findReplay(db, of);
  if (!found) throw notFound(of.instanceId, String(of.id));
  return found;
}

const notFound = (instanceId: number, named: string): Fault =>
  new Fault('replay.not_found', `Instance ${instanceId} has no replay ${JSON.stringify(named)}.`);
