import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sameSecret } from '../lib/same-secret.ts';
import { Fault } from '../model/fault.ts';
import type { MetricsPage } from '../telemetry/metrics-page.ts';
import { parseAuthorization } from './authorization.ts';

export interface MetricsDeps {
  metricsPage: MetricsPage;
  /** What a scraper must send; undefined: nothing. */
  metricsToken: string | undefined;
}

/** `GET /metrics` for Prometheus. It is no part of the API: it tells of the whole server, and no secret of a user opens it. */
export function metricsRoute(app: FastifyInstance, deps: MetricsDeps): void {
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    checkToken(request, reply, deps.metricsToken);
    return reply.type(deps.metricsPage.contentType).send(await deps.metricsPage.read());
  });
}

function checkToken({ headers }: FastifyRequest, reply: FastifyReply, expected: string | undefined): void {
  if (expected === undefined) return;
  const given = parseAuthorization(headers.authorization).get('bearer') ?? '';
  if (sameSecret(given, expected)) return;
  reply.header('WWW-Authenticate', 'Bearer');
  throw new Fault('authentication.refused', 'Authorization must be: Bearer <TIDINGS_METRICS_TOKEN>.');
}
