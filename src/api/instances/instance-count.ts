import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { countInstanceStates } from '../../store/count-instance-states.ts';
import { countInstances } from '../../store/count-instances.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';

const counts = z
  .object({
    totalInstances: z.number(),
    elementInstances: z.record(z.string(), z.number()).describe('By the key of the connector.'),
    states: z
      .object({
        healthy: z.number(),
        attention: z.number().describe('Their health gives a reason: one of the next three, or a lesser one.'),
        reconnect: z.number().describe('Their provider no longer accepts the credentials.'),
        paused: z.number().describe('They are not polled, as a resource failed too often.'),
        failing: z.number().describe('Their polls fail, or their endpoint is down or switched off.'),
        disabled: z.number(),
      })
      .describe('An addition: how many are in each state, as their health is. What is disabled is in no other.'),
  })
  .meta({ id: 'InstanceCount' });

/** `GET /instances/count`. */
export function instanceCountRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = { tags: ['Instances'], summary: 'How many instances there are', response: answers(counts) };
  const onRequest = access(deps, 'organization');
  routesOf(app).get('/instances/count', { onRequest, schema }, async ({ identity }) => {
    const { organizationId } = identity.caller;
    const [byConnector, states] = await Promise.all([
      countInstances(deps.db, organizationId),
      countInstanceStates(deps.db, { organizationId, now: deps.clock.now() }),
    ]);
    const totalInstances = [...byConnector.values()].reduce((sum, each) => sum + each, 0);
    return { totalInstances, elementInstances: Object.fromEntries(byConnector), states };
  });
}
