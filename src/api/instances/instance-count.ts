import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { countInstances } from '../../store/count-instances.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';

const counts = z
  .object({
    totalInstances: z.number(),
    elementInstances: z.record(z.string(), z.number()).describe('By the key of the connector.'),
  })
  .meta({ id: 'InstanceCount' });

/** `GET /instances/count`. */
export function instanceCountRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = { tags: ['Instances'], summary: 'How many instances there are', response: answers(counts) };
  const onRequest = access(deps, 'organization');
  routesOf(app).get('/instances/count', { onRequest, schema }, async ({ identity }) => {
    const byConnector = await countInstances(deps.db, identity.caller.organizationId);
    const totalInstances = [...byConnector.values()].reduce((sum, each) => sum + each, 0);
    return { totalInstances, elementInstances: Object.fromEntries(byConnector) };
  });
}
