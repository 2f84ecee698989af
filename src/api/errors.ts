import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { JsonSyntaxError } from '../lib/json.ts';
import type { Log } from '../lib/log.ts';
import { JsonTooDeepError } from '../lib/shallow-json.ts';
import { Fault } from '../model/fault.ts';
import { isDatabaseAway } from '../store/database-away.ts';
import { apiPrefix } from './api-prefix.ts';
import { requestIdHeader } from './request-id.ts';

export const errorBody = z
  .object({
    message: z.string().describe('What is wrong, where, and what is allowed.'),
    requestId: z.string().describe('The same as the header Elements-Request-Id; the log has it too.'),
    code: z.string().describe('A stable code; docs/reference/errors.md lists them.'),
    providerMessage: z.string().optional().describe("The provider's own words, when it was the provider that refused."),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Every wrong value, with its place.'),
  })
  .meta({ id: 'Error' });

export type ErrorBody = z.output<typeof errorBody>;

/** All errors leave here, in one shape. What is not a Fault is a fault of ours: it is logged and told as `internal`. */
export function answerErrors(app: FastifyInstance, { log, clock }: { log: Log; clock: Clock }): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const fault = isDatabaseAway(error) ? databaseAway(error, clock.now()) : toFault(error);
    const about = { requestId: request.id, method: request.method, route: request.routeOptions.url };
    if (fault.code === 'internal') log.error({ ...about, err: error }, 'request failed');
    if (fault.code === 'database.unavailable')
      log.warn({ ...about, reason: error.message || error.code }, 'request failed: the database does not answer');
    return send(fault, request, reply, clock.now());
  });
  app.setNotFoundHandler((request, reply) => send(noRoute(request), request, reply, clock.now()));
}

export function noRoute({ method, url }: FastifyRequest, more = ''): Fault {
  const [path = ''] = url.split('?', 1);
  const writes = method !== 'GET' && path.startsWith(`${apiPrefix}/hubs/`);
  const why = writes ? ' Resources of hubs can be read: writing to the provider is not offered.' : '';
  return new Fault('route.not_found', `There is no ${method} ${path}${more}.${why}`);
}

/** A URL that cannot be routed at all; hooks have not run for it. */
export function answerFrameworkError(
  { clock }: { clock: Clock },
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.header(requestIdHeader, request.id);
  const fault = new Fault('request.malformed', 'The path of the request is not a valid URL path.', { cause: error });
  return send(fault, request, reply, clock.now());
}

function send(fault: Fault, request: FastifyRequest, reply: FastifyReply, now: number): FastifyReply {
  if (fault.retryAt !== undefined) {
    reply.header('Retry-After', String(Math.max(1, Math.ceil((fault.retryAt - now) / 1000))));
  }
  reply.header('Elements-Error', fault.code);
  // Only where our own credentials are at fault: a client must not drop them because the provider refused its.
  if (fault.code.startsWith('authentication.') && !reply.hasHeader('WWW-Authenticate'))
    reply.header('WWW-Authenticate', 'User, Organization, Element');
  return reply
    .code(fault.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(toBody(fault, request.id));
}

export const toBody = (fault: Fault, requestId: string): ErrorBody => ({
  message: fault.message,
  requestId,
  code: fault.code,
  ...(fault.providerMessage !== undefined && { providerMessage: fault.providerMessage }),
  ...(fault.issues.length > 0 && { issues: fault.issues }),
});

const tryAgainMs = 5_000;

const databaseAway = (cause: unknown, now: number): Fault =>
  new Fault('database.unavailable', 'The database does not answer at the moment. Send the request again in a while.', {
    cause,
    retryAt: now + tryAgainMs,
  });

function toFault(error: FastifyError): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof JsonTooDeepError) return new Fault('request.malformed', `The body has ${error.message}.`);
  if (error instanceof JsonSyntaxError)
    return new Fault('request.malformed', `The body is not JSON: ${error.message}.`);
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Fault('request.too_large', 'The body is larger than 8 MB.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Fault(
        'request.unsupported_media_type',
        'Send the body with the header Content-Type: application/json.',
      );
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Fault('request.malformed', 'The body is not as long as its Content-Length says.');
    default:
      return new Fault('internal', 'Something went wrong on our side. The request id finds it in the log.', {
        cause: error,
      });
  }
}
