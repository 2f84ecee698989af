import type { FastifyRequest } from 'fastify';
import { changeUser, type UserChange } from '../../store/change-user.ts';
import { findUser } from '../../store/read-users.ts';
import type { ApiDeps } from '../api-deps.ts';
import { sessionTokenOf } from '../session-cookie.ts';
import { toUserBody, type UserBody } from './user-body.ts';
import { emailTaken, lastAdmin, noUser } from './user-places.ts';

/** Changes a user of the caller's organisation, and answers him as he then is. */
export async function applyChange(
  { db, log }: Pick<ApiDeps, 'db' | 'log'>,
  request: FastifyRequest,
  { id, values }: Pick<UserChange, 'id' | 'values'>,
): Promise<UserBody> {
  const { organizationId, userId } = request.identity.caller;
  const exceptSession = id === userId ? sessionTokenOf(request) : undefined;
  const outcome = await changeUser(db, { organizationId, id, values, exceptSession });
  if (outcome === 'lastAdmin') throw lastAdmin();
  if (outcome === 'emailTaken') throw emailTaken(values.email);
  const user = outcome === 'unknown' ? undefined : await findUser(db, { organizationId, id });
  if (!user) throw noUser(id);
  log.info({ changedUserId: id, changed: Object.keys(values) }, 'user changed');
  return toUserBody(user);
}
