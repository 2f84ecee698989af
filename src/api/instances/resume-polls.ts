import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { resumePolls } from '../../store/resume-polls.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';
import { emptyBody } from './empty-body.ts';
import { pollStatus } from './poll-bodies.ts';
import { refuseDisabled } from './polled-resources.ts';
import { statusesOf } from './polls.ts';

/** `POST /instances[/{id}]/polls/resume`: polling that failed too often goes on. An addition to the contract. */
export function resumePollsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) resumeRoute(app, deps, place);
}

function resumeRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const summary = 'Go on polling after too many failures, from where it stopped';
  const schema = {
    tags: ['Polls'],
    summary,
    params: z.object(place.params),
    body: emptyBody,
    response: answers(z.array(pollStatus)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).post(`${place.path}/polls/resume`, { onRequest, schema }, async (request) => {
    const target = await targetInstance(deps, request);
    refuseDisabled(target.instance);
    const { userId } = request.identity.caller;
    const resumed = await resumePolls(deps.db, {
      instanceId: target.instance.id,
      by: 'resume',
      userId,
      now: deps.clock.now(),
    });
    if (resumed) deps.log.info({ instanceId: target.instance.id }, 'polling resumed');
    return statusesOf(deps, target);
  });
}
