import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../model/fault.ts';
import { findUser } from '../../store/read-users.ts';
import type { ApiDeps } from '../api-deps.ts';
import { userWithPassword } from '../authentication/check-password.ts';
import { access } from '../authorization.ts';
import { platformOnly } from '../platform-only.ts';
import { answers, routesOf } from '../routes.ts';
import { applyChange } from './apply-change.ts';
import { changedOneself, sent, toUserBody, userBody } from './user-body.ts';
import { noUser } from './user-places.ts';

const path = '/users/me';
const tags = ['People'];

/** `GET|PATCH /users/me`: what everybody may change of himself. Additions to the contract. */
export function ownUserRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const routes = routesOf(app);
  const one = { tags, response: answers(userBody) };
  const read = { ...one, summary: 'The user who calls' };
  const onRequest = access(deps, 'organization', { viewersToo: true });
  routes.get(path, { onRequest, constraints: platformOnly, schema: read }, async ({ identity }) => {
    const { organizationId, userId: id } = identity.caller;
    const user = await findUser(deps.db, { organizationId, id });
    if (!user) throw noUser(id);
    return toUserBody(user);
  });
  const patch = { ...one, summary: 'Change the own name or password', body: changedOneself };
  routes.patch(path, { onRequest, schema: patch }, async (request) => {
    const { currentPassword, ...values } = request.body;
    if (values.password !== undefined) await requireCurrentPassword(deps, request, currentPassword);
    return applyChange(deps, request, { id: request.identity.caller.userId, values: sent(values) });
  });
}

/** Who finds a browser signed in does not get the account for good. Tries are counted as log-ins are. */
async function requireCurrentPassword(
  deps: ApiDeps,
  request: FastifyRequest,
  password: string | undefined,
): Promise<void> {
  if (password === undefined) {
    const message = 'missing; it is needed for a new password.';
    throw new Fault('request.malformed', `currentPassword: ${message}`, {
      issues: [{ path: 'currentPassword', message }],
    });
  }
  const { organizationId, userId: id } = request.identity.caller;
  const user = await findUser(deps.db, { organizationId, id });
  const found = user && (await userWithPassword(deps, request, { username: user.email, password }));
  if (found?.id !== id) throw new Fault('user.wrong_password', 'The current password is not right.');
}
