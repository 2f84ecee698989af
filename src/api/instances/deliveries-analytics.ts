import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { countAttempts } from '../../store/count-attempts.ts';
import { countFailedPolls } from '../../store/count-failed-polls.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { intervalParameters, startsOf } from '../interval-parameter.ts';
import { readPeriod } from '../moment-parameter.ts';
import { answers, routesOf } from '../routes.ts';
import type { InstancePlace } from '../target-instance.ts';
import { eventPlaces, eventScope } from './events-scope.ts';

const dayMs = 24 * 3_600_000;

const attemptCount = z
  .object({
    delivered: z.number().describe('Attempts to deliver that were acknowledged.'),
    failed: z.number().describe('Those that were not.'),
    failedPolls: z.number().describe('Polls that failed, of those that the history of polls still has.'),
    timestamp: z.string().describe('Where the interval begins.'),
  })
  .meta({ id: 'AttemptCount' });

/**
 * `GET /instances[/{id}]/deliveries/analytics`: how many attempts to deliver were made in each interval, and how they went; and how
 * many polls failed. An addition to the contract.
 */
export function deliveryAnalyticsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of eventPlaces) countRoute(app, deps, place);
}

function countRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Events'],
    summary: 'Attempts to deliver, and polls that failed, in each interval',
    params: z.object(place.params),
    querystring: z.object(intervalParameters),
    response: answers(z.array(attemptCount)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/deliveries/analytics`, { onRequest, schema }, async (request) => {
    const scope = await eventScope(deps, request);
    const period = readPeriod(deps, request.query, dayMs);
    const starts = startsOf(period, request.query.interval);
    const wanted = { ...scope, ...period, starts };
    const [attempts, polls] = await Promise.all([countAttempts(deps.db, wanted), countFailedPolls(deps.db, wanted)]);
    const counts = new Map(attempts.map((count) => [count.interval, count]));
    return starts.map((start, index) => ({
      delivered: counts.get(index)?.delivered ?? 0,
      failed: counts.get(index)?.failed ?? 0,
      failedPolls: polls.get(index) ?? 0,
      timestamp: new Date(start).toISOString(),
    }));
  });
}
