import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noticeKinds } from '../../model/notice.ts';
import { countNotices, listNotices } from '../../store/list-notices.ts';
import { listOrganizationNotices, type OrganizationNotice } from '../../store/list-organization-notices.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { answers, routesOf } from '../routes.ts';
import { targetInstance, type InstancePlace } from '../target-instance.ts';
import { eventPlaces } from './events-scope.ts';

const notice = z
  .object({
    id: z.number(),
    instanceId: z.number(),
    instanceName: z.string(),
    resource: z.string().nullable().describe('Null: it is about the instance as a whole.'),
    kind: z.enum(noticeKinds).describe('docs/reference/notices.md says what each means and what to do.'),
    message: z.string(),
    createdDate: z.string().describe('2026-01-31T08:00:00.000Z'),
  })
  .meta({ id: 'Notice' });

const search = z.object({
  kind: z.enum(noticeKinds).optional().describe('Only notices of this kind.'),
  pageSize: z.coerce.number().int().min(1).max(1000).default(200),
  nextPage: z.string().optional().describe('The Elements-Next-Page-Token of the page before.'),
});

/** `GET /instances[/{id}]/notices`, newest first; without an id and a token those of all instances. An addition to the contract. */
export function noticeRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of eventPlaces) listRoute(app, deps, place);
}

function listRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Polls'],
    summary: 'What whoever looks after it should know, newest first',
    params: z.object(place.params),
    querystring: search,
    response: answers(z.array(notice)),
  };
  routesOf(app).get(
    `${place.path}/notices`,
    { onRequest: access(deps, place.access), schema },
    async (request, reply) => {
      const { pageSize } = request.query;
      const { found, total } = await findNotices(deps, request, request.query);
      return pageOf(reply, { found, pageSize, total, tokenOf: ({ id }) => printListToken(id) }).map(toBody);
    },
  );
}

/** One more than the page has; counted are those of one instance only. */
async function findNotices(
  deps: ApiDeps,
  request: FastifyRequest,
  { kind, pageSize, nextPage }: z.output<typeof search>,
): Promise<{ found: OrganizationNotice[]; total: number | undefined }> {
  const wanted = { kind, beforeId: nextPage === undefined ? undefined : parseListToken(nextPage), limit: pageSize + 1 };
  const { caller, element } = request.identity;
  const isNamed = (request.params as { id?: string }).id !== undefined;
  if (!isNamed && !element) {
    const { organizationId } = caller;
    return { found: await listOrganizationNotices(deps.db, { ...wanted, organizationId }), total: undefined };
  }
  const { instance } = await targetInstance(deps, request);
  const [found, total] = await Promise.all([
    listNotices(deps.db, { ...wanted, instanceId: instance.id }),
    countNotices(deps.db, { kind, instanceId: instance.id }),
  ]);
  return { found: found.map((one) => ({ ...one, instanceId: instance.id, instanceName: instance.name })), total };
}

const toBody = ({ createdAt, ...rest }: OrganizationNotice): z.output<typeof notice> => ({
  ...rest,
  createdDate: new Date(createdAt).toISOString(),
});
