import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import { changeKinds, changesKept, listChanges, type StoredChange } from '../../store/instance-changes.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { answers, routesOf } from '../routes.ts';
import { instancePlaces, targetInstance, type InstancePlace } from '../target-instance.ts';

const change = z
  .object({
    id: z.number(),
    kind: z
      .enum(changeKinds)
      .describe(
        'connected: new credentials were stored. refused: the provider takes them no more. paused, resumed: polling, after failures. webhookKeys: a handshake brought a key, or keys were forgotten.',
      ),
    changedDate: z.string(),
    user: z
      .object({ id: z.number(), emailAddress: z.string().nullable() })
      .nullable()
      .describe('Who did it, as the user was named then; null: the server.'),
    reason: z.string().nullable().describe('Why the server did it.'),
    changes: z
      .array(
        z.object({
          part: z.enum(['instance', 'configuration']).describe('instance: its name, tags and external authentication.'),
          key: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
          secret: z.boolean().describe(`True: both values are ${maskedValue}, or null where there was, or is, none.`),
        }),
      )
      .describe('What was before and is now, by key.'),
  })
  .meta({ id: 'InstanceChange' });

const search = z.object(paging(50, 500));

/** `GET /instances[/{id}]/configuration/history`: who changed what, newest first. An addition to the contract. */
export function configurationHistoryRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of instancePlaces) historyRoute(app, deps, place);
}

function historyRoute(app: FastifyInstance, deps: ApiDeps, place: InstancePlace): void {
  const schema = {
    tags: ['Instances'],
    summary: `Who changed what of it, newest first: the last ${changesKept.toLocaleString('en')} changes`,
    params: z.object(place.params),
    querystring: search,
    response: answers(z.array(change)),
  };
  const onRequest = access(deps, place.access);
  routesOf(app).get(`${place.path}/configuration/history`, { onRequest, schema }, async (request, reply) => {
    const { instance } = await targetInstance(deps, request);
    const { pageSize, nextPage } = request.query;
    const beforeId = nextPage === undefined ? undefined : parseListToken(nextPage);
    const { changes, total } = await listChanges(deps.db, { instanceId: instance.id, beforeId, limit: pageSize + 1 });
    return pageOf(reply, { found: changes, pageSize, total, tokenOf: ({ id }) => printListToken(id) }).map(toBody);
  });
}

const toBody = ({ userId, userEmail, changedAt, ...rest }: StoredChange): z.output<typeof change> => ({
  ...rest,
  changedDate: new Date(changedAt).toISOString(),
  user: userId === null ? null : { id: userId, emailAddress: userEmail },
});
