import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Warning } from '../../model/poll-definition.ts';
import { removeInstance } from '../../provision/remove-instance.ts';
import { updateInstance, type InstanceUpdate } from '../../provision/update-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { calledAt } from '../public-base.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import {
  instancePlaces,
  noInstance,
  placeById,
  targetId,
  targetInstance,
  type InstancePlace,
} from '../target-instance.ts';
import { headerText, warningHeader } from '../warning-header.ts';
import { instanceBody, shownTo, toInstanceBody, type InstanceBody } from './instance-body.ts';
import { changedInstance, refuseOtherElement, toInstanceRequest, unusedMembers } from './instance-request-body.ts';

const tags = ['Instances'];

/** `GET|PUT|PATCH|DELETE /instances/{id}`, and all but GET on `/instances` for the instance of the Element token. */
export function instanceRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = { tags, summary: 'One instance', params: z.object(placeById.params), response: answers(instanceBody) };
  routesOf(app).get(placeById.path, { onRequest: access(deps, placeById.access), schema }, async (request) => {
    const { instance, connector } = await targetInstance(deps, request);
    return shownTo(request.identity, toInstanceBody(instance, connector));
  });
  for (const place of instancePlaces) {
    updateRoute(app, deps, place, { method: 'PUT', mode: 'replace', summary: 'Replace what the body names' });
    updateRoute(app, deps, place, { method: 'PATCH', mode: 'merge', summary: 'Change single values' });
    deleteRoute(app, deps, place);
  }
}

interface UpdateRoute {
  method: 'PUT' | 'PATCH';
  mode: InstanceUpdate['mode'];
  summary: string;
}

function updateRoute(
  app: FastifyInstance,
  deps: ApiDeps,
  place: InstancePlace,
  { method, mode, summary }: UpdateRoute,
): void {
  const schema = {
    tags,
    summary,
    params: z.object(place.params),
    body: changedInstance,
    response: answers(instanceBody),
  };
  routesOf(app).route({
    method,
    url: place.path,
    onRequest: access(deps, place.access),
    schema,
    handler: async (request) => {
      const { instance, connector } = await targetInstance(deps, request);
      refuseOtherElement(request.body, connector);
      const update = {
        instance,
        connector,
        request: toInstanceRequest(request.body),
        by: request.identity.caller.userId,
        mode,
        calledAt: calledAt(request),
      };
      const { warnings } = await updateInstance(deps, update);
      const unused = unusedMembers(request.body, shownTo(request.identity, toInstanceBody(instance, connector)));
      return afterChange(deps, request, [...unused, ...warnings]);
    },
  });
}

/** The instance as it is after a change. */
export async function afterChange(deps: ApiDeps, request: FastifyRequest, warnings: Warning[]): Promise<InstanceBody> {
  const { instance, connector } = await targetInstance(deps, request);
  deps.log.info({ instanceId: instance.id, warnings }, 'instance changed');
  return shownTo(request.identity, toInstanceBody(instance, connector, warnings));
}

function deleteRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags,
    summary: 'Delete it with its events',
    params: z.object(place.params),
    response: answers(nothing),
  };
  routesOf(app).delete(place.path, { onRequest: access(deps, place.access), schema }, async (request, reply) => {
    const id = targetId(request);
    const { organizationId } = request.identity.caller;
    const faults = await removeInstance(deps, { organizationId, id });
    if (!faults) throw noInstance(id);
    const warnings = faults.map(({ message }) => message);
    if (warnings.length > 0) reply.header(warningHeader, headerText(warnings.join('; ')));
    deps.log.info({ instanceId: id, warnings }, 'instance deleted');
    return reply.code(200).send();
  });
}
