import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { readSecrets } from '../../store/find-user.ts';
import { findSession, openSession } from '../../store/sessions.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parseAuthorization } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { checkPassword, passwordChanged } from './check-password.ts';

const tags = ['Authentication'];
export const logIn = z.object({
  username: z.string().max(320).describe('The e-mail address.'),
  password: z.string().max(1000),
});
const secrets = z.object({ userSecret: z.string(), organizationSecret: z.string() });

/** `POST /authentication` and `GET /authentication/secrets`. */
export function authenticationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const { db, sealer, clock } = deps;
  const routes = routesOf(app);
  routes.post(
    '/authentication',
    {
      schema: {
        security: [],
        tags,
        summary: 'Log in',
        body: logIn,
        response: answers(z.object({ token: z.string() })),
      },
    },
    async (request) => {
      const user = await checkPassword(deps, request, request.body);
      const token = await openSession(db, { user, kind: 'token', now: clock.now() });
      if (token === undefined) throw passwordChanged();
      return { token };
    },
  );
  routes.get(
    '/authentication/secrets',
    { schema: { security: [], tags, summary: 'The secrets of the user who is logged in', response: answers(secrets) } },
    async ({ headers }) => {
      const token = parseAuthorization(headers.authorization).get('bearer');
      if (token === undefined) {
        throw new Fault(
          'authentication.missing',
          'The Authorization header lacks Bearer <token of POST /authentication>.',
        );
      }
      const userId = await findSession(db, { token, now: clock.now() });
      if (userId === undefined)
        throw new Fault('authentication.refused', 'The session is not known or has ended; log in again.');
      return readSecrets({ db, sealer }, userId);
    },
  );
}
