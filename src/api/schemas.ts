import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { pollerConfigurationSchema } from '../model/poller-configuration/poller-configuration-schema.ts';
import type { ApiDeps } from './api-deps.ts';
import { access } from './authorization.ts';
import { platformOnly } from './platform-only.ts';
import { answers, routesOf } from './routes.ts';

/** `GET /schemas/poller-configuration`, for editors of what people write by hand. */
export function schemaRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const schema = {
    tags: ['Elements'],
    summary: 'The JSON Schema of `event.poller.configuration`',
    description:
      'An addition to the contract. Draft 2020-12. Members that have no effect, or another name, are `deprecated`.',
    response: answers(z.looseObject({}).describe('The schema.')),
  };
  const options = { onRequest, constraints: platformOnly, schema };
  routesOf(app).get('/schemas/poller-configuration', options, () => pollerConfigurationSchema());
}
