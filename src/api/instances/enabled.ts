import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { setEnabled } from '../../provision/set-enabled.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { calledAt } from '../public-base.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { afterChange } from './instance.ts';
import { instanceBody } from './instance-body.ts';

/** `PUT|DELETE /instances[/{id}]/enabled`. */
export function enabledRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) {
    switchRoute(app, deps, place, { method: 'PUT', enabled: true, summary: 'Enable it' });
    switchRoute(app, deps, place, { method: 'DELETE', enabled: false, summary: 'Disable it: no polls, no deliveries' });
  }
}

interface SwitchRoute {
  method: 'PUT' | 'DELETE';
  enabled: boolean;
  summary: string;
}

function switchRoute(
  app: FastifyInstance,
  deps: ApiDeps,
  place: InstancePlace,
  { method, enabled, summary }: SwitchRoute,
): void {
  routesOf(app).route({
    method,
    url: `${place.path}/enabled`,
    onRequest: access(deps, place.access),
    schema: { tags: ['Instances'], summary, params: z.object(place.params), response: answers(instanceBody) },
    handler: async (request) => {
      const target = await targetInstance(deps, request);
      const by = request.identity.caller.userId;
      const warnings = await setEnabled(deps, { ...target, enabled, by, calledAt: calledAt(request) });
      return afterChange(deps, request, warnings);
    },
  });
}
