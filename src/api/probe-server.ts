import { fastify, type FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { answerErrors, answerFrameworkError } from './errors.ts';
import { probeRoutes, type ProbeDeps } from './health.ts';
import { metricsRoute, type MetricsDeps } from './metrics.ts';
import { answerWithRequestId, newRequestId } from './request-id.ts';
import { watchRequests, type RequestWatch } from './watch-requests.ts';

/** What a process without the API answers: whether it lives, whether it can work, and its figures. */
export function createProbeServer(deps: ProbeDeps & MetricsDeps & RequestWatch): FastifyInstance {
  const app = fastify({
    bodyLimit: 1024,
    genReqId: newRequestId,
    logger: false,
    frameworkErrors: (error, request, reply) => answerFrameworkError(deps, error, request, reply),
    forceCloseConnections: 'idle',
    requestTimeout: 10_000,
  });
  app.setSerializerCompiler(serializerCompiler);
  answerWithRequestId(app);
  watchRequests(app, deps);
  answerErrors(app, deps);
  probeRoutes(app, deps);
  metricsRoute(app, deps);
  return app;
}
