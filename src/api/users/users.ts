import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { insertUser } from '../../store/insert-user.ts';
import { findUser, listUsers } from '../../store/read-users.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pageOf, paging } from '../page-of.ts';
import { parseListToken, printListToken } from '../page-token.ts';
import { platformOnly } from '../platform-only.ts';
import { requireAdmin } from '../require-admin.ts';
import { answers, routesOf } from '../routes.ts';
import { madeUserBody, newUser, toUserBody, userBody } from './user-body.ts';
import { emailTaken, namedAccount, noUser, userPlaces, type UserPlace } from './user-places.ts';

const tags = ['People'];

const search = z.object({
  includeInactive: z.enum(['true', 'false']).default('false').describe('Also those who are not active.'),
  ...paging(200, 1000),
});

/** `GET|POST /users`, `GET|POST /accounts/{accountId}/users`. */
export function userListRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of userPlaces) {
    listRoute(app, deps, place);
    makeRoute(app, deps, place);
  }
}

function listRoute(app: FastifyInstance, deps: ApiDeps, { path, params }: UserPlace): void {
  const schema = {
    tags,
    summary: 'Users',
    params: z.object(params),
    querystring: search,
    response: answers(z.array(userBody)),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).get(path, { onRequest, constraints: platformOnly, schema }, async (request, reply) => {
    const { pageSize, nextPage, includeInactive } = request.query;
    const { users: found, total } = await listUsers(deps.db, {
      organizationId: request.identity.caller.organizationId,
      accountId: await namedAccount(deps, request),
      includeInactive: includeInactive === 'true',
      afterId: nextPage === undefined ? 0 : parseListToken(nextPage),
      limit: pageSize + 1,
    });
    return pageOf(reply, { found, pageSize, total, tokenOf: ({ id }) => printListToken(id) }).map(toUserBody);
  });
}

function makeRoute(app: FastifyInstance, deps: ApiDeps, { path, params }: UserPlace): void {
  const schema = {
    tags,
    summary: 'Make a user. The answer alone shows the secret and the first password. For admins',
    params: z.object(params),
    body: newUser,
    response: answers(madeUserBody),
  };
  const onRequest = access(deps, 'organization');
  routesOf(app).post(path, { onRequest, schema }, async (request) => {
    requireAdmin(request, 'make users');
    const { organizationId, accountId: own } = request.identity.caller;
    const accountId = (await namedAccount(deps, request)) ?? own;
    const { password, ...body } = request.body;
    const made = await insertUser(deps, { ...body, password, organizationId, accountId, now: deps.clock.now() });
    if (made === 'emailTaken') throw emailTaken(body.email);
    const { id, secret, password: generated = null } = made;
    deps.log.info({ madeUserId: id, role: body.role }, 'user made');
    const user = await findUser(deps.db, { organizationId, id });
    if (!user) throw noUser(id);
    return { ...toUserBody(user), secret, password: generated };
  });
}
