import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { hubPage } from '../../hub/hub-page.ts';
import { hubQuery } from '../../hub/hub-query.ts';
import { planQuery } from '../../hub/plan-query.ts';
import { Fault } from '../../model/fault.ts';
import type { StoredInstance } from '../../store/stored-instance.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { connectorOf } from '../target-instance.ts';

const params = z.object({
  hub: z.string().describe('The hub of the connector; another name works too.'),
  resource: z.string().optional().describe('The path of the resource, e.g. contacts.'),
});

const querystring = z
  .object({
    where: z.string().optional().describe("Conditions, e.g. updated_at>='2026-01-31T08:00:00Z' AND status='open'."),
    orderBy: z.string().optional().describe('A field, then asc or desc.'),
    fields: z.string().optional().describe('The fields to answer, separated by commas. Default: all.'),
    page: z.string().optional().describe('Number of the page, from 1.'),
    pageSize: z.string().optional().describe('Records on a page. Default: 100.'),
    nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
  })
  .catchall(z.string())
  .describe('Other parameters are passed on to the provider.');

const records = z.array(z.record(z.string(), z.unknown()));

/** `GET /hubs/{hub}/{resource}`: records of the provider, through the instance of the Element token. */
export function hubRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = { tags: ['Hubs'], summary: 'Records of a resource', params, querystring, response: answers(records) };
  routesOf(app).get('/hubs/:hub/*', { onRequest: access(deps, 'element'), schema }, async (request, reply) => {
    const instance = usable(request.identity.element);
    const { id: instanceId, configuration, connectorKey } = instance;
    const connector = connectorOf(deps.catalog, connectorKey);
    const query = hubQuery(hubPath(request.url), Object.entries(request.query as Record<string, string>));
    const plan = planQuery(connector, query, configuration);
    const page = await hubPage(deps, { instanceId, connector, configuration }, plan);
    reply.header('Elements-Element-Instance-Id', String(instanceId));
    reply.header(pageHeaders.returned, String(page.records.length));
    if (page.nextPageToken !== undefined) reply.header(pageHeaders.nextPage, page.nextPageToken);
    if (page.warnings.length > 0) reply.header('Elements-Warning', headerText(page.warnings.join('; ')));
    return page.records;
  });
}

function usable(instance: StoredInstance | undefined): StoredInstance {
  if (!instance) throw new Fault('authentication.missing', 'The Authorization header lacks Element.');
  if (!instance.disabled) return instance;
  throw new Fault(
    'instance.disabled',
    `Instance ${instance.id} is disabled; PUT /instances/${instance.id}/enabled enables it.`,
  );
}

const longestHeader = 1000;

/** In a header only printable ASCII may stand, and warnings quote what was asked for. */
const headerText = (text: string): string =>
  text
    .replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .slice(0, longestHeader);

/** As it was sent: an encoded slash in an id is part of the id. */
const hubPath = (url: string): string => {
  const [path = ''] = url.split('?', 1);
  return path.slice(path.indexOf('/hubs/'));
};
