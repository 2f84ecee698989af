import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { deleteUser } from '../../store/delete-user.ts';
import { rotateUserSecret } from '../../store/rotate-secret.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { platformOnly } from '../platform-only.ts';
import { requireAdmin } from '../require-admin.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { applyChange } from './apply-change.ts';
import { changedUser, newSecretBody, sent, toUserBody, userBody } from './user-body.ts';
import { lastAdmin, noUser, targetUser, userParam, userPlaces, type UserPlace } from './user-places.ts';

const tags = ['People'];

/** `GET|PATCH|DELETE /users/{id}` and `/accounts/{accountId}/users/{id}`, and `POST /users/{id}/secret`. */
export function userRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const place of userPlaces) oneRoutes(app, deps, place);
  const onRequest = access(deps, 'organization', { viewersToo: true });
  const schema = {
    tags,
    summary:
      'Give a user a new secret: oneself, or for admins others. The one before is refused from then on. An addition',
    params: z.object({ userId: userParam }),
    response: answers(newSecretBody),
  };
  routesOf(app).post('/users/:userId/secret', { onRequest, schema }, async (request) => {
    const { organizationId, userId } = request.identity.caller;
    const { id } = await targetUser(deps, request);
    if (id !== userId) requireAdmin(request, 'give other users new secrets');
    const secret = await rotateUserSecret(deps, { organizationId, id });
    if (secret === undefined) throw noUser(id);
    deps.log.info({ changedUserId: id }, 'user secret rotated');
    return { secret };
  });
}

/** Here it would be changed without the current one. */
function ownPassword(): Fault {
  const message = 'the own one is changed with PATCH /users/me and currentPassword.';
  return new Fault('request.malformed', `password: ${message}`, { issues: [{ path: 'password', message }] });
}

function oneRoutes(app: FastifyInstance, deps: ApiDeps, place: UserPlace): void {
  const onRequest = access(deps, 'organization');
  const url = `${place.path}/:userId` as const;
  const params = z.object({ ...place.params, userId: userParam });
  const one = { tags, params, response: answers(userBody) };
  const routes = routesOf(app);
  const read = { ...one, summary: 'One user' };
  routes.get(url, { onRequest, constraints: platformOnly, schema: read }, async (request) =>
    toUserBody(await targetUser(deps, request)),
  );
  const patch = { ...one, summary: 'Change a user. For admins', body: changedUser };
  routes.patch(url, { onRequest, schema: patch }, async (request) => {
    requireAdmin(request, 'change users');
    const { id } = await targetUser(deps, request);
    if (id === request.identity.caller.userId && request.body.password !== undefined) throw ownPassword();
    return applyChange(deps, request, { id, values: sent(request.body) });
  });
  const remove = {
    tags,
    params,
    summary: 'Delete a user. What the user made stays, and is that of the admin who deletes. For admins',
    response: answers(nothing),
  };
  routes.delete(url, { onRequest, schema: remove }, async (request, reply) => {
    requireAdmin(request, 'delete users');
    const { organizationId, userId: heirId } = request.identity.caller;
    const { id } = await targetUser(deps, request);
    if (id === heirId) throw new Fault('user.oneself', 'Nobody deletes himself: another admin can.');
    const { outcome, instances } = await deleteUser(deps.db, { organizationId, id, heirId });
    if (outcome === 'unknown') throw noUser(id);
    if (outcome === 'lastAdmin') throw lastAdmin();
    if (outcome === 'heirGone') throw new Fault('access.denied', 'Only active admins may delete users.');
    deps.log.info({ deletedUserId: id, instances }, 'user deleted');
    return reply.code(200).send();
  });
}
