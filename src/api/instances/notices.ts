import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { noticeKinds } from '../../model/notice.ts';
import { countNotices, listNotices, type StoredNotice } from '../../store/list-notices.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { answers, pageHeaders, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';

const notice = z
  .object({
    id: z.number(),
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

/** `GET /instances[/{id}]/notices`, newest first. An addition to the contract. */
export function noticeRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) listRoute(app, deps, place);
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
      const { instance } = await targetInstance(deps, request);
      const { kind, pageSize, nextPage } = request.query;
      const beforeId = nextPage === undefined ? undefined : parseListToken(nextPage);
      const wanted = { instanceId: instance.id, kind };
      const [found, total] = await Promise.all([
        listNotices(deps.db, { ...wanted, beforeId, limit: pageSize + 1 }),
        countNotices(deps.db, wanted),
      ]);
      const page = found.slice(0, pageSize);
      const last = page.at(-1);
      if (found.length > page.length && last) reply.header(pageHeaders.nextPage, printListToken(last.id));
      reply.header(pageHeaders.total, String(total)).header(pageHeaders.returned, String(page.length));
      return page.map(toBody);
    },
  );
}

const toBody = ({ createdAt, ...rest }: StoredNotice): z.output<typeof notice> => ({
  ...rest,
  createdDate: new Date(createdAt).toISOString(),
});
