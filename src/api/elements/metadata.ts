import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { elementMetadata, toMetadata } from './element-metadata.ts';
import { elementPage, elementSearch, findElements, keyOrId, readEach } from './elements.ts';
import { existingElement } from './existing-element.ts';
import { hubDocument } from './hub-document.ts';
import { withVersion } from './shown-element.ts';

const tags = ['Elements'];
const expand = z
  .object({ expand: z.enum(['true', 'false']).optional().describe('true: with its resources and objects.') })
  .describe('What to tell.');
const operation = z.object({ operationId: z.string().optional().describe('Only this operation, e.g. getContacts.') });

/** `GET /elements/metadata`, `/elements/{keyOrId}/metadata`, `/elements/{keyOrId}/docs`. */
export function elementMetadataRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const routes = routesOf(app);
  const all = { tags, summary: 'What is known of the connectors', querystring: elementSearch };
  routes.get(
    '/elements/metadata',
    { onRequest, schema: { ...all, response: answers(z.array(elementMetadata)) } },
    async ({ identity, query }, reply) => {
      const { organizationId } = identity.caller;
      const page = elementPage(reply, query, await findElements(deps, organizationId, query));
      const told = [];
      for await (const { connector, active } of readEach(deps, organizationId, page)) {
        told.push(toMetadata({ id: connector.id, active, element: {}, connector }, { expand: false }));
      }
      return told;
    },
  );
  const one = { tags, summary: 'What is known of a connector', params: keyOrId, querystring: expand };
  routes.get(
    '/elements/:keyOrId/metadata',
    { onRequest, schema: { ...one, response: answers(elementMetadata) } },
    async (request, reply) => {
      const existing = await existingElement(deps, request);
      return withVersion(reply, existing, toMetadata(existing, { expand: request.query.expand === 'true' }));
    },
  );
  const document = z.looseObject({}).describe('An OpenAPI 3 document.');
  const docs = { tags, summary: 'Its hub resources as OpenAPI', params: keyOrId, querystring: operation };
  routes.get(
    '/elements/:keyOrId/docs',
    { onRequest, schema: { ...docs, response: answers(document) } },
    async (request) => hubDocument((await existingElement(deps, request)).connector, request.query.operationId),
  );
}
