import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { draftElement } from '../../catalog/build/draft-element.ts';
import type { ConnectorHead } from '../../store/list-connectors.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parsePlaceToken, printPlaceToken } from '../place-token.ts';
import { answers, routesOf } from '../routes.ts';
import { elementBody, toElementBody } from './element-body.ts';
import { makeElement } from './make-element.ts';
import { seenBy } from './secret-defaults.ts';
import { elementDetails, shownElement, withVersion } from './shown-element.ts';

export const keyOrId = z.object({ keyOrId: z.string().describe('The key or the numeric id of the connector.') });

const tags = ['Elements'];

export const elementSearch = z.object({
  searchText: z
    .string()
    .optional()
    .describe('Part of the name, the key or the first 1,000 characters of the description.'),
  hub: z.string().optional().describe('Only connectors of this hub.'),
  ...paging(200, 1000),
});

/** What documents look like is in docs/reference/elements-format.md; here is what the API itself reads. */
export const elementDocument = z
  .looseObject({
    name: z.string().optional(),
    key: z.string().optional().describe('Default: the letters and digits of the name.'),
    active: z.union([z.boolean(), z.string()]).nullish(),
  })
  .meta({ id: 'ElementDocument' });

/** `GET|POST /elements`, `/elements/keys`. */
export function elementListRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const routes = routesOf(app);
  const list = { tags, summary: 'Connectors, by key', querystring: elementSearch };
  routes.get(
    '/elements',
    { onRequest, schema: { ...list, response: answers(z.array(elementBody)) } },
    async ({ identity, query }, reply) => {
      const { organizationId } = identity.caller;
      const page = elementPage(reply, query, await findElements(deps, organizationId, query));
      const elements = [];
      for await (const { connector, active } of readEach(deps, organizationId, page)) {
        elements.push({ ...withResources(connector), active });
      }
      return elements;
    },
  );
  const keys = z.record(z.string(), z.object({ id: z.number(), name: z.string() })).describe('By key.');
  routes.get(
    '/elements/keys',
    { onRequest, schema: { tags, summary: 'Their keys', response: answers(keys) } },
    async ({ identity }) => {
      const all = await deps.catalog.heads(identity.caller.organizationId);
      return Object.fromEntries(all.map(({ key, id, name }) => [key, { id, name }]));
    },
  );
  const post = { tags, summary: 'Build or import a connector', body: elementDocument };
  routes.post(
    '/elements',
    { onRequest, schema: { ...post, response: answers(elementDetails) } },
    async ({ body, identity }, reply) => {
      const made = await makeElement(deps, identity.caller, draftElement(body as JsonRecord));
      return withVersion(reply, made, shownElement(seenBy(identity, made)));
    },
  );
}

type Search = z.output<typeof elementSearch>;

/** By key, on all pages. */
export async function findElements(
  { catalog }: Pick<ApiDeps, 'catalog'>,
  organizationId: number,
  { searchText, hub }: Pick<Search, 'searchText' | 'hub'>,
): Promise<ConnectorHead[]> {
  const wanted = searchText?.toLowerCase() ?? '';
  const all = await catalog.heads(organizationId);
  return all.filter(
    (one) =>
      (hub === undefined || one.hub.toLowerCase() === hub.toLowerCase()) &&
      [one.name, one.key, one.description].some((text) => text.toLowerCase().includes(wanted)),
  );
}

/** The page that is asked for, with the headers that tell how to go on. */
export function elementPage(
  reply: Parameters<typeof pageOf>[0],
  { pageSize, nextPage }: Pick<Search, 'pageSize' | 'nextPage'>,
  all: ConnectorHead[],
): ConnectorHead[] {
  const after = nextPage === undefined ? '' : parsePlaceToken(nextPage, z.object({ afterKey: z.string() })).afterKey;
  const found = all.filter(({ key }) => key > after).slice(0, pageSize + 1);
  return pageOf(reply, {
    found,
    pageSize,
    total: all.length,
    tokenOf: ({ key }) => printPlaceToken({ afterKey: key }),
  });
}

/**
 * The connectors themselves, one after another: a document may be large. Without those that can no longer be read; who
 * asks for one of them is told why.
 */
export async function* readEach(
  { catalog }: Pick<ApiDeps, 'catalog'>,
  organizationId: number,
  heads: ConnectorHead[],
): AsyncGenerator<{ connector: Connector; active: boolean }> {
  for (const { id, active } of heads) {
    const connector = await catalog.find(organizationId, id).catch(unlessFault);
    if (connector) yield { connector, active };
  }
}

function unlessFault(error: unknown): undefined {
  if (!(error instanceof Fault)) throw error;
}

const withResources = (connector: Connector) => ({
  ...toElementBody(connector),
  resources: Object.values(connector.resources).map(({ path, request }) => ({
    method: 'GET',
    path: `/hubs/${connector.hub}${path}`,
    vendorMethod: request.method,
    vendorPath: request.path,
    type: 'api',
  })),
});
