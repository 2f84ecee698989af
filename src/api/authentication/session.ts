import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { useBrowserSession } from '../../store/browser-sessions.ts';
import { describeSession } from '../../store/describe-session.ts';
import { endSession, openSession } from '../../store/sessions.ts';
import type { ApiDeps } from '../api-deps.ts';
import { refuseCrossSite } from '../refuse-cross-site.ts';
import { answers, nothing, routesOf } from '../routes.ts';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from '../session-cookie.ts';
import { role } from '../users/user-body.ts';
import { logIn } from './authentication.ts';
import { checkPassword, passwordChanged } from './check-password.ts';

const path = '/authentication/session';
const tags = ['Authentication'];

const sessionBody = z
  .object({
    user: z.object({ id: z.number(), email: z.string(), firstName: z.string(), lastName: z.string(), role }),
    organization: z.object({
      id: z.number(),
      name: z.string(),
      operator: z.boolean().describe('True: its admins may make and list organisations.'),
    }),
    account: z.object({ id: z.number(), name: z.string() }),
    expiresDate: z.string().describe('When the session ends if it is not used before.'),
  })
  .meta({ id: 'Session' });

/** `POST|GET|DELETE /authentication/session`: the session of a browser, kept by a cookie. An addition to the contract. */
export function sessionRoutes(app: FastifyInstance, deps: ApiDeps): void {
  signInRoute(app, deps);
  const routes = routesOf(app);
  const read = { security: [], tags, summary: 'Who is signed in', response: answers(sessionBody) };
  routes.get(path, { schema: read }, (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    return shownSession(deps, sessionTokenOf(request));
  });
  const leave = { security: [], tags, summary: 'Sign out', response: answers(nothing) };
  routes.delete(path, { schema: leave }, async (request, reply) => {
    refuseCrossSite(deps, request);
    const token = sessionTokenOf(request);
    if (token !== undefined) await endSession(deps.db, token);
    clearSessionCookie(deps, request, reply).header('Cache-Control', 'no-store');
    return reply.code(200).send();
  });
}

function signInRoute(app: FastifyInstance, deps: ApiDeps): void {
  const { db, clock, log } = deps;
  const schema = {
    security: [],
    tags,
    summary: 'Sign in. Needs the header X-Tidings-Console: 1; the answer sets the cookie tidings_session',
    body: logIn,
    response: answers(sessionBody),
  };
  // Before the body is read: another site could otherwise sign a browser in as somebody else.
  const onRequest = (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    refuseCrossSite(deps, request);
    done();
  };
  routesOf(app).post(path, { onRequest, schema }, async (request, reply) => {
    const user = await checkPassword(deps, request, request.body);
    const token = await openSession(db, { user, kind: 'browser', now: clock.now() });
    if (token === undefined) throw passwordChanged();
    const before = sessionTokenOf(request);
    if (before !== undefined) await endSession(db, before);
    setSessionCookie(deps, request, reply, token).header('Cache-Control', 'no-store');
    log.info({ userId: user.id }, 'signed in');
    return shownSession(deps, token);
  });
}

async function shownSession(
  { db, clock }: Pick<ApiDeps, 'db' | 'clock'>,
  token: string | undefined,
): Promise<z.output<typeof sessionBody>> {
  if (token === undefined) throw new Fault('authentication.missing', 'Nobody is signed in.');
  const session = await useBrowserSession(db, { token, now: clock.now() });
  const described = session && (await describeSession(db, session.caller.userId));
  if (!described) throw new Fault('authentication.refused', 'The session has ended; sign in again.');
  return { ...described, expiresDate: new Date(session.expiresAt).toISOString() };
}
