import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { faultOfOurs } from '../../model/fault.ts';
import { finishConnect, type ConnectOutcome } from '../../provision/finish-connect.ts';
import { isDatabaseAway } from '../../store/database-away.ts';
import type { ApiDeps } from '../api-deps.ts';
import { routesOf } from '../routes.ts';
import { connectPage, type ConnectPage } from './connect-page.ts';

const parameter = z.union([z.string(), z.array(z.string())]).optional();
const querystring = z
  .object({ state: parameter.describe('Whose consent it is. It can be used once.'), code: parameter })
  .catchall(z.union([z.string(), z.array(z.string())]))
  .describe('Whatever the provider adds.');

const schema = {
  tags: ['Connect'],
  summary: 'Where providers send users back to',
  security: [],
  querystring,
  response: {
    200: z.string().describe('A page (text/html) that says how it went.'),
    303: z.undefined().describe('To the returnUrl of the flow.'),
  },
};

/** `GET /oauth/callback`. The state is the credential: it is random, kept as a hash, and good for one use. */
export function callbackRoutes(app: FastifyInstance, deps: ApiDeps, { hide = false } = {}): void {
  routesOf(app).get(
    '/oauth/callback',
    // A HEAD request, as link checkers send it, must not spend the state. Whatever a provider sends ends the flow, even
    // what nobody else may send.
    { exposeHeadRoute: false, schema: { ...schema, hide }, attachValidation: true },
    async (request, reply) => {
      // The URL holds the code: nobody is told where the user comes from.
      reply.header('Referrer-Policy', 'no-referrer').header('Cache-Control', 'no-store');
      const outcome = await finish(deps, request);
      tell(deps, request, outcome);
      const returnUrl = outcome && 'returnUrl' in outcome ? outcome.returnUrl : undefined;
      if (outcome && returnUrl !== undefined) return reply.redirect(withOutcome(returnUrl, outcome), 303);
      return sendPage(reply, connectPage(outcome, request.id));
    },
  );
}

/** Undefined when it broke off by a fault of ours, or the database is away. */
async function finish(deps: ApiDeps, request: FastifyRequest): Promise<ConnectOutcome | undefined> {
  try {
    return await finishConnect(deps, texts(request.query as Record<string, unknown>));
  } catch (error) {
    const fault = faultOfOurs('The callback', error);
    if (isDatabaseAway(error)) deps.log.warn({ requestId: request.id }, 'connect: the database does not answer');
    else deps.log.error({ requestId: request.id, err: fault }, 'connect failed');
    return undefined;
  }
}

/** A parameter that is there twice is as good as none. */
const texts = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );

function tell({ log, wakeWorkers }: ApiDeps, { id: requestId }: FastifyRequest, outcome?: ConnectOutcome): void {
  if (outcome?.kind === 'connected') {
    log.info({ requestId, instanceId: outcome.instanceId }, 'instance connected');
    wakeWorkers?.();
  } else if (outcome?.kind === 'failed') {
    const { code, cause } = outcome.fault;
    if (code === 'internal') log.error({ requestId, err: cause }, 'connect failed');
    else log.info({ requestId, code }, 'connect failed');
  }
}

/** Only what tells how it went: the URL is seen by others. */
function withOutcome(returnUrl: string, outcome: ConnectOutcome): string {
  const url = new URL(returnUrl);
  if (outcome.kind === 'connected') {
    url.searchParams.set('status', 'connected');
    url.searchParams.set('instanceId', String(outcome.instanceId));
  } else if (outcome.kind === 'failed') {
    url.searchParams.set('status', 'failed');
    url.searchParams.set('error', outcome.fault.code);
  }
  return url.href;
}

const sendPage = (reply: FastifyReply, { status, html }: ConnectPage): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    )
    .header('X-Content-Type-Options', 'nosniff')
    .serializer((page: unknown) => page as string)
    .send(html);
