import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Connector } from '../../model/connector.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { connectorOf } from '../target-instance.ts';
import { elementBody, toElementBody } from './element-body.ts';
import { elementConfigurationItem, toElementConfiguration } from './element-configuration.ts';

export const keyOrId = z.object({ keyOrId: z.string().describe('The key or the numeric id of the connector.') });

const tags = ['Elements'];
const elementDetails = elementBody
  .extend({ configuration: z.array(elementConfigurationItem) })
  .meta({ id: 'ElementDetails' });

/** `GET /elements`, `/elements/keys`, `/elements/{keyOrId}`, `/elements/{keyOrId}/configuration`. */
export function elementRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const { catalog } = deps;
  const onRequest = access(deps, 'organization');
  const routes = routesOf(app);
  routes.get(
    '/elements',
    { onRequest, schema: { tags, summary: 'All connectors', response: answers(z.array(elementBody)) } },
    () => catalog.all().map(withResources),
  );
  const keys = z.record(z.string(), z.object({ id: z.number(), name: z.string() })).describe('By key.');
  routes.get('/elements/keys', { onRequest, schema: { tags, summary: 'Their keys', response: answers(keys) } }, () =>
    Object.fromEntries(catalog.all().map(({ key, id, name }) => [key, { id, name }])),
  );
  routes.get(
    '/elements/:keyOrId',
    { onRequest, schema: { tags, summary: 'One connector', params: keyOrId, response: answers(elementDetails) } },
    ({ params }) => {
      const connector = connectorOf(catalog, params.keyOrId);
      return { ...withResources(connector), configuration: toElementConfiguration(connector) };
    },
  );
  const items = z.array(elementConfigurationItem);
  routes.get(
    '/elements/:keyOrId/configuration',
    { onRequest, schema: { tags, summary: 'Its configuration entries', params: keyOrId, response: answers(items) } },
    ({ params }) => toElementConfiguration(connectorOf(catalog, params.keyOrId)),
  );
}

const withResources = (connector: Connector) => ({
  ...toElementBody(connector),
  resources: Object.values(connector.resources).map(({ path, request }) => ({
    method: request.method,
    path: `/hubs/${connector.hub}${path}`,
    vendorMethod: request.method,
    vendorPath: request.path,
    type: 'api',
  })),
});
