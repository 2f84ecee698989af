import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { findUsage, listUsage, type UsageRecord, type UsageSearch } from '../../store/usage-records.ts';
import { accountParameters, wantedAccounts } from '../account-parameter.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { moment, readPeriod } from '../moment-parameter.ts';
import { pageOf, paging } from '../page-of.ts';
import { parsePlaceToken, printPlaceToken } from '../place-token.ts';
import { answers, routesOf } from '../routes.ts';
import { toUsageRecord, usageRecord } from './usage-body.ts';

const tags = ['Usage'];
const weekMs = 7 * 24 * 3_600_000;
const texts = z.union([z.string(), z.array(z.string())]).optional();

const querystring = z.object({
  from: moment.optional().describe('ISO 8601, or milliseconds since 1970. Default: seven days before to.'),
  to: moment.optional().describe('The same; included. Default: now.'),
  hub: z.string().optional().describe('Only instances of connectors of this hub.'),
  'keys[]': texts.describe('Only instances of any of these connectors.'),
  keys: texts.describe('The same.'),
  'tags[]': texts.describe('Only instances that had all of these tags.'),
  tags: texts.describe('The same.'),
  ...accountParameters,
  status: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(['SUCCESS', 'FAILED']))
    .optional()
    .describe('SUCCESS or FAILED, in any case.'),
  searchText: z.string().optional().describe('Part of the URI, of the name of the instance or of its connector key.'),
  pageOffset: z.coerce.number().int().min(0).max(10_000).default(0).describe('So many records are passed over.'),
  ...paging(100, 1000),
});
type Query = z.output<typeof querystring>;

/** `GET /usage[/{id}]`: the calls that concerned instances, newest first. */
export function usageRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const list = {
    tags,
    summary: 'Calls of the API, newest first',
    querystring,
    response: answers(z.array(usageRecord)),
  };
  routesOf(app).get('/usage', { onRequest, schema: list }, async ({ identity, query }, reply) => {
    const { organizationId } = identity.caller;
    const found = await listUsage(deps.db, await toSearch(deps, organizationId, query));
    const tokenOf = ({ createdAt, id }: UsageRecord) => printPlaceToken({ createdAt, id });
    const page = pageOf(reply, { found, pageSize: query.pageSize, total: undefined, tokenOf });
    return Promise.all(page.map((record) => toUsageRecord(deps.catalog, record)));
  });
  const one = { tags, summary: 'One call', params: z.object({ id: z.string() }), response: answers(usageRecord) };
  routesOf(app).get('/usage/:id', { onRequest, schema: one }, async ({ identity, params: { id } }) => {
    const record = await findUsage(deps.db, { organizationId: identity.caller.organizationId, id });
    if (!record) throw new Fault('usage.not_found', `No call was logged under ${JSON.stringify(id)}.`);
    return toUsageRecord(deps.catalog, record);
  });
}

const place = z.strictObject({ createdAt: z.int().min(0), id: z.string().regex(/^[0-9a-f]{24}$/) });

async function toSearch(deps: ApiDeps, organizationId: number, query: Query): Promise<UsageSearch> {
  const period = readPeriod(deps, query, weekMs);
  if (period.from > deps.clock.now())
    throw new Fault(
      'usage.not_found',
      `Nothing is logged yet of the time from ${new Date(period.from).toISOString()}.`,
    );
  return {
    ...period,
    organizationId,
    hub: query.hub,
    connectorKeys: [query['keys[]'] ?? [], query.keys ?? []].flat(),
    tags: [query['tags[]'] ?? [], query.tags ?? []].flat(),
    accountIds: await wantedAccounts(deps, organizationId, query),
    succeeded: query.status && query.status === 'SUCCESS',
    searchText: query.searchText,
    ...placeOf(query),
    limit: query.pageSize + 1,
  };
}

function placeOf({ nextPage, pageOffset }: Query): Pick<UsageSearch, 'before' | 'offset'> {
  if (nextPage === undefined) return { before: undefined, offset: pageOffset };
  if (pageOffset > 0)
    throw new Fault('query.invalid', 'nextPage: found together with pageOffset; allowed: one of the two.');
  return { before: parsePlaceToken(nextPage, place), offset: 0 };
}
