import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hubPage, type HubPage } from '../../hub/hub-page.ts';
import { hubQuery } from '../../hub/hub-query.ts';
import { hubRecord } from '../../hub/hub-record.ts';
import { planQuery } from '../../hub/plan-query.ts';
import { planRecord } from '../../hub/plan-record.ts';
import type { JsonRecord } from '../../lib/json.ts';
import { Fault } from '../../model/fault.ts';
import type { StoredInstance } from '../../store/stored-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { apiPrefix } from '../api-prefix.ts';
import { access, parseAuthorization } from '../authorization.ts';
import { noRoute } from '../errors.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { connectorOf } from '../target-instance.ts';
import { headerText, warningHeader } from '../warning-header.ts';

const params = z.object({
  hub: z.string().describe('The hub of the connector; another name works too.'),
  resource: z
    .string()
    .optional()
    .describe('The path of the resource, e.g. contacts; with an id behind it, of one record.'),
});

const querystring = z
  .object({
    where: z.string().optional().describe("Conditions, e.g. updated_at>='2026-01-31T08:00:00Z' AND status='open'."),
    orderBy: z.string().optional().describe('Fields, each with asc or desc, e.g. updated_at desc.'),
    fields: z.string().optional().describe('The fields to answer, separated by commas. Default: all.'),
    page: z.string().optional().describe('Number of the page, from 1.'),
    pageSize: z.string().optional().describe('Records on a page, from 1 to 10000. Default: 100.'),
    nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
  })
  .catchall(z.string())
  .describe('Other parameters are passed on to the provider.');

const record = z.record(z.string(), z.unknown());
const response = answers(z.union([z.array(record), record]).describe('Records; one, where the path has its id.'));

/**
 * `GET /hubs/{hub}/{resource}[/{id}]`: records of the provider, through the instance of the Element token. The same
 * without `/hubs/{hub}`, for paths that are not ours.
 */
export function hubRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const byElement = access(deps, 'element');
  const schema = { tags: ['Hubs'], summary: 'Records of a resource, or one', params, querystring, response };
  routesOf(app).get('/hubs/:hub/*', { onRequest: byElement, schema }, (request, reply) => answer(deps, request, reply));

  const onRequest = (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!parseAuthorization(request.headers.authorization).has('element')) throw noRoute(request);
    return byElement(request, reply);
  };
  const hidden = { querystring, response, hide: true };
  routesOf(app).get('/*', { onRequest, schema: hidden }, async (request, reply) => {
    try {
      return await answer(deps, request, reply);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'resource.not_found') throw error;
      throw noRoute(request, `; and ${error.message}`);
    }
  });
}

async function answer(deps: ApiDeps, request: FastifyRequest, reply: FastifyReply): Promise<JsonRecord | JsonRecord[]> {
  const { id: instanceId, organizationId, configuration, connectorKey } = usable(request.identity.element);
  reply.header('Elements-Element-Instance-Id', String(instanceId));
  const connector = await connectorOf(deps.catalog, organizationId, connectorKey);
  const account = { organizationId, instanceId, connector, configuration };
  const query = hubQuery(hubPath(request.url), Object.entries(request.query as Record<string, string>));
  const one = planRecord(connector, query, configuration);
  if (one) return hubRecord(deps, account, one);
  const isAwaited = () => !request.socket.destroyed;
  const page = await hubPage(deps, account, planQuery(connector, query, configuration), isAwaited);
  setPageHeaders(reply, page);
  return page.records;
}

function setPageHeaders(reply: FastifyReply, { records, total, nextPageToken, warnings }: HubPage): void {
  reply.header(pageHeaders.returned, String(records.length));
  if (total !== undefined) reply.header(pageHeaders.total, String(total));
  if (nextPageToken !== undefined) reply.header(pageHeaders.nextPage, nextPageToken);
  if (warnings.length > 0) reply.header(warningHeader, headerText(warnings.join('; ')));
}

function usable(instance: StoredInstance | undefined): StoredInstance {
  if (!instance) throw new Fault('authentication.missing', 'The Authorization header lacks Element.');
  if (!instance.disabled) return instance;
  throw new Fault(
    'instance.disabled',
    `Instance ${instance.id} is disabled; PUT /instances/${instance.id}/enabled enables it.`,
  );
}

/** As it was sent: an encoded slash in an id is part of the id. */
const hubPath = (url: string): string => (url.split('?', 1)[0] ?? '').slice(apiPrefix.length);
