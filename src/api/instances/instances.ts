import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import type { Connector } from '../../model/connector.ts';
import type { Warning } from '../../model/poll-definition.ts';
import { createInstance, type NewInstanceRequest } from '../../provision/create-instance.ts';
import { findInstance } from '../../store/find-instance.ts';
import type { Caller } from '../../store/find-user.ts';
import { readHealth } from '../../store/instance-health.ts';
import { instanceStates } from '../../store/instance-states.ts';
import { instanceOrders, listInstances } from '../../store/list-instances.ts';
import type { StoredInstance } from '../../store/stored-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access, type Identity } from '../authorization.ts';
import { keyOrId } from '../elements/elements.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { calledAt } from '../public-base.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { connectorOf, targetInstance } from '../target-instance.ts';
import { instanceBody, shownTo, toInstanceBody, type InstanceBody } from './instance-body.ts';
import { healthBody, toHealthBody } from './instance-health.ts';
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
  searchText: z.string().optional().describe('Part of the name, of a tag or of the key of the connector, or the id.'),
  elementKey: z.string().optional().describe('An addition: only instances of the connector with this key or id.'),
  state: z
    .enum(instanceStates)
    .optional()
    .describe(
      'An addition: only instances that are healthy; whose health gives any reason (attention); whose provider refuses the credentials (reconnect); whose polling was paused by failures; whose polls or deliveries fail; or that are disabled.',
    ),
  health: z.enum(['true', 'false']).optional().describe('An addition. true: each instance with its health.'),
  sort: z.enum(instanceOrders).optional().describe('An addition. Default: oldest. With page, not with nextPage.'),
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('An addition: the page with this number, instead of nextPage.'),
  pageSize: z.coerce.number().int().min(1).max(1000).default(200),
  nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
  hydrate: z.string().optional().describe('Not used: instances are always complete.'),
});

const listedInstance = instanceBody
  .extend({ health: healthBody.optional().describe('An addition: where health=true asked for it.') })
  .meta({ id: 'ListedInstance' });

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
  const list = {
    tags,
    querystring: instanceSearch,
    response: answers(z.union([z.array(listedInstance), instanceBody])),
  };
  routes.get(
    '/instances',
    {
      onRequest: access(deps, 'either'),
      schema: { ...list, summary: 'Find instances, or with an Element token its own' },
    },
    async (request, reply) => {
      if (!request.identity.element)
        return findInstances(deps, reply, { identity: request.identity, query: request.query });
      const { instance, connector } = await targetInstance(deps, request);
      return toInstanceBody(instance, connector);
    },
  );
  routes.get(
    '/elements/:keyOrId/instances',
    { onRequest, schema: { ...list, params: keyOrId, summary: 'Find instances of this connector' } },
    async ({ identity, query, params }, reply) => {
      const { organizationId } = identity.caller;
      const { key: connectorKey } = await connectorOf(deps.catalog, organizationId, params.keyOrId);
      return findInstances(deps, reply, { identity, query, connectorKey });
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

const twoWaysOfPaging =
  'nextPage: found together with page or sort; allowed: nextPage alone, or page and sort without it.';

interface Search {
  identity: Identity;
  query: z.output<typeof instanceSearch>;
  connectorKey?: string;
  pollingPaused?: boolean;
}

/** A page of the caller's instances, with the headers that tell how to go on. */
export async function findInstances(
  deps: ApiDeps,
  reply: FastifyReply,
  search: Search,
): Promise<z.output<typeof listedInstance>[]> {
  const wanted = await wantedInstances(deps, search);
  const { instances, total } = await listInstances(deps, wanted);
  const { identity, query } = search;
  if (total === 0 && (wanted.tags.length > 0 || query.searchText !== undefined))
    throw new Fault('instance.none_match', 'No instance matches the search.');
  const page = instances.slice(0, query.pageSize);
  const last = page.at(-1);
  if (instances.length > page.length && last && !isNumbered(query))
    reply.header(pageHeaders.nextPage, printListToken(last.id));
  reply.header(pageHeaders.total, String(total)).header(pageHeaders.returned, String(page.length));
  return toListed(deps, identity, page, query.health === 'true');
}

/** Pages that are asked for by their number; the others begin at a token. */
const isNumbered = ({ page, sort }: Search['query']): boolean => page !== undefined || sort !== undefined;

async function wantedInstances(deps: ApiDeps, { identity, query, connectorKey, pollingPaused = false }: Search) {
  const { elementKey, nextPage, pageSize } = query;
  if (isNumbered(query) && nextPage !== undefined) throw new Fault('query.invalid', twoWaysOfPaging);
  const { organizationId } = identity.caller;
  const key = connectorKey ?? (elementKey && (await connectorOf(deps.catalog, organizationId, elementKey)).key);
  return {
    organizationId,
    ...(key !== undefined && { connectorKey: key }),
    ...searchOf(query),
    pollingPaused,
    now: deps.clock.now(),
    afterId: nextPage === undefined ? 0 : parseListToken(nextPage),
    offset: ((query.page ?? 1) - 1) * pageSize,
    limit: pageSize + 1,
  };
}

const searchOf = ({ sort, state, searchText, tags = [], 'tags[]': listed = [] }: Search['query']) => ({
  ...(state && { state }),
  ...(sort && { order: sort }),
  ...(searchText !== undefined && { searchText }),
  tags: [listed, tags].flat(),
});

/** As the caller may see them, on request with their health, which is read for all of them at once. */
async function toListed(deps: ApiDeps, identity: Identity, page: StoredInstance[], withHealth: boolean) {
  const ids = page.map(({ id }) => id);
  const healths = withHealth ? await readHealth(deps.db, ids, deps.clock.now()) : undefined;
  const bodyOf = async (instance: StoredInstance) => {
    const connector = await connectorOf(deps.catalog, instance.organizationId, instance.connectorKey);
    const health = healths?.get(instance.id);
    return {
      ...shownTo(identity, toInstanceBody(instance, connector)),
      ...(health && { health: toHealthBody(health) }),
    };
  };
  return Promise.all(page.map(bodyOf));
}
