import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { callbackUrl } from '../oauth/public-url.ts';
import { publicBase } from '../public-base.ts';
import { answers, routesOf } from '../routes.ts';
import { keyOrId } from './elements.ts';
import { existingElement } from './existing-element.ts';
import { elementSetup, toElementSetup } from './element-setup.ts';
import { withVersion } from './shown-element.ts';

/** `GET /elements/{keyOrId}/setup`: an addition to the contract. */
export function elementSetupRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags: ['Elements'],
    summary: 'What an instance of it needs',
    description: 'Everything that a form for a new instance is made of. No answer holds a secret.',
    params: keyOrId,
    response: answers(elementSetup),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).get('/elements/:keyOrId/setup', { onRequest, schema }, async (request, reply) => {
    const existing = await existingElement(deps, request);
    const setup = toElementSetup(existing, {
      minRefreshMinutes: deps.minRefreshMinutes,
      callbackUrl: publicBase(deps, request) === undefined ? null : callbackUrl(deps, request),
      guide: (await deps.readGuide(existing.connector)) ?? null,
    });
    return withVersion(reply, existing, setup);
  });
}
