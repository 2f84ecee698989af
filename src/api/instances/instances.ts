import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import type { Connector } from '../../model/connector.ts';
import type { Warning } from '../../model/poll-definition.ts';
import { createInstance, type NewInstanceRequest } from '../../provision/create-instance.ts';
import { findInstance } from '../../store/find-instance.ts';
import type { Caller } from '../../store/find-user.ts';
import { listInstances } from '../../store/list-instances.ts';
import type { StoredInstance } from '../../store/stored-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { keyOrId } from '../elements/elements.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { calledAt } from '../public-base.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { connectorOf, targetInstance } from '../target-instance.ts';
import { instanceBody, toInstanceBody, type InstanceBody } from './instance-body.ts';
import {
  newInstance,
  newInstanceOfElement,
  requireElement,
  toInstanceRequest,
  unusedMembers,
} from './instance-request-body.ts';

const tags = ['Instances'];
const text = z.union([z.string(), z.array(z.string())]);

/** What a new instance is, whatever its request says. */
const asMade = { disabled: false, valid: true };

export const instanceSearch = z.object({
  'tags[]': text.optional().describe('Only instances that have all of these.'),
  tags: text.optional().describe('The same.'),
  searchText: z.string().optional().describe('Part of the name, of a tag or of the key of the connector.'),
  pageSize: z.coerce.number().int().min(1).max(1000).default(200),
  nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
  hydrate: z.string().optional().describe('Not used: instances are always complete.'),
});

/** `POST|GET /instances`, `POST|GET /elements/{keyOrId}/instances`. */
export function instanceListRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const routes = routesOf(app);
  const onRequest = access(deps, 'organization');
  routes.post(
    '/instances',
    { onRequest, schema: { tags, summary: 'Make an instance', body: newInstance, response: answers(instanceBody) } },
    async (call) => {
      const { body, identity } = call;
      const { organizationId } = identity.caller;
      const connector = await connectorOf(deps.catalog, organizationId, requireElement(body.element));
      const request = { ...toInstanceRequest(body), name: body.name };
      const warnings = unusedMembers(body, asMade);
      return create(deps, { caller: identity.caller, connector, request, calledAt: calledAt(call), warnings });
    },
  );
  const ofElement = {
    tags,
    summary: 'Make an instance of this connector',
    params: keyOrId,
    body: newInstanceOfElement,
  };
  routes.post(
    '/elements/:keyOrId/instances',
    { onRequest, schema: { ...ofElement, response: answers(instanceBody) } },
    async (call) => {
      const { body, params, identity } = call;
      const connector = await connectorOf(deps.catalog, identity.caller.organizationId, params.keyOrId);
      const request = { ...toInstanceRequest(body), name: body.name };
      const warnings = unusedMembers(body, asMade);
      return create(deps, { caller: identity.caller, connector, request, calledAt: calledAt(call), warnings });
    },
  );
  const list = { tags, querystring: instanceSearch, response: answers(z.union([z.array(instanceBody), instanceBody])) };
  routes.get(
    '/instances',
    {
      onRequest: access(deps, 'either'),
      schema: { ...list, summary: 'Find instances, or with an Element token its own' },
    },
    async (request, reply) => {
      if (!request.identity.element)
        return findInstances(deps, reply, { caller: request.identity.caller, query: request.query });
      const { instance, connector } = await targetInstance(deps, request);
      return toInstanceBody(instance, connector);
    },
  );
  routes.get(
    '/elements/:keyOrId/instances',
    { onRequest, schema: { ...list, params: keyOrId, summary: 'Find instances of this connector' } },
    async ({ identity, query, params }, reply) => {
      const { caller } = identity;
      const { key: connectorKey } = await connectorOf(deps.catalog, caller.organizationId, params.keyOrId);
      return findInstances(deps, reply, { caller, query, connectorKey });
    },
  );
}

interface Creation {
  caller: Caller;
  connector: Connector;
  request: NewInstanceRequest;
  calledAt: string | undefined;
  warnings: Warning[];
}

async function create(deps: ApiDeps, { warnings, ...making }: Creation): Promise<InstanceBody> {
  const { caller, connector } = making;
  const made = await createInstance(deps, making);
  const instance = await findInstance(deps, { organizationId: caller.organizationId, id: made.id });
  if (!instance) throw new Fault('instance.changed', `Instance ${made.id} was deleted as soon as it was made.`);
  const all = [...warnings, ...made.warnings];
  deps.log.info({ instanceId: made.id, connector: connector.key, warnings: all }, 'instance made');
  return toInstanceBody(instance, connector, all);
}

interface Search {
  caller: Caller;
  query: z.output<typeof instanceSearch>;
  connectorKey?: string;
  pollingPaused?: boolean;
}

/** A page of the caller's instances, with the headers that tell how to go on. */
export async function findInstances(
  deps: ApiDeps,
  reply: FastifyReply,
  { caller, query, connectorKey, pollingPaused = false }: Search,
): Promise<InstanceBody[]> {
  const wanted = [query['tags[]'] ?? [], query.tags ?? []].flat();
  const { instances, total } = await listInstances(deps, {
    organizationId: caller.organizationId,
    ...(connectorKey !== undefined && { connectorKey }),
    tags: wanted,
    pollingPaused,
    ...(query.searchText !== undefined && { searchText: query.searchText }),
    afterId: query.nextPage === undefined ? 0 : parseListToken(query.nextPage),
    limit: query.pageSize + 1,
  });
  if (total === 0 && (wanted.length > 0 || query.searchText !== undefined)) {
    throw new Fault('instance.none_match', 'No instance matches the search.');
  }
  const page = instances.slice(0, query.pageSize);
  const last = page.at(-1);
  if (instances.length > page.length && last) reply.header(pageHeaders.nextPage, printListToken(last.id));
  reply.header(pageHeaders.total, String(total)).header(pageHeaders.returned, String(page.length));
  const bodyOf = async (instance: StoredInstance) =>
    toInstanceBody(instance, await connectorOf(deps.catalog, instance.organizationId, instance.connectorKey));
  return Promise.all(page.map(bodyOf));
}
