import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { hashPassword, verifyPassword } from '../../lib/secret-hash.ts';
import { Fault } from '../../model/fault.ts';
import { findUserByEmail, readSecrets } from '../../store/find-user.ts';
import { findSession, openSession } from '../../store/sessions.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parseAuthorization } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';

const tags = ['Authentication'];
const logIn = z.object({ username: z.string().describe('The e-mail address.'), password: z.string().max(1000) });
const secrets = z.object({ userSecret: z.string(), organizationSecret: z.string() });

/** `POST /authentication` and `GET /authentication/secrets`. */
export function authenticationRoutes(app: FastifyInstance, { db, sealer, clock }: ApiDeps): void {
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
    async ({ body }) => {
      const user = await findUserByEmail(db, body.username);
      if (!(await isPassword(body.password, user?.passwordHash)) || !user) {
        throw new Fault('authentication.refused', 'The username or the password is not right.');
      }
      return { token: await openSession(db, { userId: user.id, now: clock.now() }) };
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

/** For an unknown user the same work is done, so that the time it takes does not tell who has an account. */
const isPassword = async (password: string, hash: string | undefined): Promise<boolean> =>
  hash === undefined ? hashPassword(password).then(() => false) : verifyPassword(password, hash);
