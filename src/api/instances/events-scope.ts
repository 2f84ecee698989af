import type { FastifyRequest } from 'fastify';
import type { EventScope } from '../../store/event-scope.ts';
import type { ApiDeps } from '../api-deps.ts';
import { placeById, placeByToken, targetInstance, type InstancePlace } from '../target-instance.ts';

/** With the id of an instance, or without: then of the instance of the Element token, or else of the organisation. */
export const eventPlaces: InstancePlace[] = [placeById, { ...placeByToken, access: 'either' }];

/** Whose events a request to one of these places is about. Throws `instance.not_found`. */
export async function eventScope(deps: ApiDeps, request: FastifyRequest): Promise<EventScope> {
  const { caller, element } = request.identity;
  const { organizationId } = caller;
  const isNamed = (request.params as { id?: string }).id !== undefined;
  if (!isNamed && !element) return { organizationId, instanceId: undefined };
  const { instance } = await targetInstance(deps, request);
  return { organizationId, instanceId: instance.id };
}
