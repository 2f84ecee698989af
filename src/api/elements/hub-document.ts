import type { Connector, ConnectorResource } from '../../model/connector.ts';

type Json = Record<string, unknown>;

/** The hub resources of a connector as an OpenAPI 3 document. `operationId`: only the operation of that name. */
export function hubDocument(connector: Connector, operationId?: string): Json {
  const operations = Object.entries(connector.resources)
    .flatMap(([name, resource]) => operationsOf(connector, name, resource))
    .filter((one) => operationId === undefined || one.get['operationId'] === operationId);
  return {
    openapi: '3.0.3',
    info: { title: connector.name, description: connector.description, version: '1' },
    servers: [{ url: '/elements/api-v2' }],
    ...(connector.documentation !== undefined && { externalDocs: { url: connector.documentation } }),
    components: {
      securitySchemes: {
        element: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'User <secret>, Organization <secret>, Element <token of the instance>',
        },
      },
    },
    security: [{ element: [] }],
    paths: Object.fromEntries(operations.map(({ path, get }) => [path, { get }])),
  };
}

interface Operation {
  path: string;
  get: Json;
}

function operationsOf({ hub }: Connector, name: string, resource: ConnectorResource): Operation[] {
  const path = `/hubs/${hub}${resource.path}`;
  const pathParameters = Object.keys(resource.parameters).map(pathParameter);
  const list: Operation = {
    path,
    get: {
      operationId: `get${capitalised(name)}`,
      summary: `A page of ${name}`,
      tags: [name],
      parameters: [...pathParameters, ...listParameters(resource)],
      responses: { 200: answer('The records.', { type: 'array', items: { type: 'object' } }) },
    },
  };
  if (!resource.one) return [list];
  const one: Operation = {
    path: `${path}/{id}`,
    get: {
      operationId: `get${capitalised(name)}ById`,
      summary: `One record of ${name}`,
      tags: [name],
      parameters: [...pathParameters, pathParameter('id')],
      responses: {
        200: answer('The record.', { type: 'object' }),
        404: answer('There is no such record.', { type: 'object' }),
      },
    },
  };
  return [list, one];
}

function listParameters({ where, orderBy }: ConnectorResource): Json[] {
  const filtered = Object.keys(where.fields).filter((field) => field !== '*');
  const byProvider = filtered.length === 0 ? '' : ` The provider filters by ${filtered.join(', ')}.`;
  const others =
    where.otherwise === 'refuse' ? ' Other conditions are refused.' : ' Other conditions are filtered by this server.';
  const sorted = Object.keys(orderBy);
  return [
    query('where', `A CEQL condition, such as status = 'open'.${byProvider}${others}`),
    ...(sorted.length === 0 ? [] : [query('orderBy', `One of ${sorted.join(', ')}, with asc or desc.`)]),
    query('fields', 'The fields to answer, separated by commas.'),
    { ...query('pageSize', 'Records on a page.'), schema: { type: 'integer', minimum: 1 } },
    query('nextPage', 'The Elements-Next-Page-Token of the page before.'),
  ];
}

const query = (name: string, description: string): Json => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'string' },
});
const pathParameter = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const answer = (description: string, schema: Json): Json => ({
  description,
  content: { 'application/json': { schema } },
});
const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
