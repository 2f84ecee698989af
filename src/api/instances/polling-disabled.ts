import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findPauses, type Pause } from '../../store/find-pauses.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { instanceBody, type InstanceBody } from './instance-body.ts';
import { findInstances, instanceSearch } from './instances.ts';

const pausedInstance = instanceBody
  .extend({
    pausedDate: z.string().nullable().describe('An addition: since when nothing is polled. Null: just resumed.'),
    pausedResource: z.string().nullable().describe('An addition: the resource that failed too often.'),
    lastError: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .describe('An addition: how its last poll failed.'),
  })
  .meta({ id: 'PausedInstance' });

/** `GET /instances/polling-disabled`: the instances whose polling was paused because it failed too often. */
export function pollingDisabledRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags: ['Instances'],
    summary: 'Instances whose polling was paused by failures',
    querystring: instanceSearch,
    response: answers(z.array(pausedInstance)),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).get('/instances/polling-disabled', { onRequest, schema }, async ({ identity, query }, reply) => {
    const instances = await findInstances(deps, reply, { identity, query, pollingPaused: true });
    const ids = instances.map(({ id }) => id);
    const pauses = new Map((await findPauses(deps.db, ids)).map((pause) => [pause.instanceId, pause]));
    return instances.map((instance) => withPause(instance, pauses.get(instance.id)));
  });
}

const withPause = (instance: InstanceBody, pause: Pause | undefined): z.output<typeof pausedInstance> => ({
  ...instance,
  pausedDate: pause ? new Date(pause.pausedAt).toISOString() : null,
  pausedResource: pause?.resource ?? null,
  lastError: pause?.lastFault ?? null,
});
