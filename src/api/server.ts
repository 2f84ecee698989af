import { fastify, type FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { ApiDeps } from './api-deps.ts';
import { authenticationRoutes } from './authentication/authentication.ts';
import { bodyLimitBytes, parseBodies } from './body-parser.ts';
import { elementRoutes } from './elements/elements.ts';
import { oauthUrlRoutes } from './elements/oauth-url.ts';
import { answerErrors, answerFrameworkError } from './errors.ts';
import { healthRoutes } from './health.ts';
import { hubRoutes } from './hubs/hubs.ts';
import { configurationRoutes } from './instances/configuration.ts';
import { enabledRoutes } from './instances/enabled.ts';
import { instanceRoutes } from './instances/instance.ts';
import { instanceListRoutes } from './instances/instances.ts';
import { noticeRoutes } from './instances/notices.ts';
import { pollingDisabledRoutes } from './instances/polling-disabled.ts';
import { pollRoutes } from './instances/polls.ts';
import { reconciliationRoutes } from './instances/reconciliations.ts';
import { resumePollsRoutes } from './instances/resume-polls.ts';
import { describeApi } from './openapi.ts';
import { answerWithRequestId, newRequestId } from './request-id.ts';
import { validatorCompiler } from './validation.ts';

/** Where the API lives, as the contract has it. */
export const apiPrefix = '/elements/api-v2';

/** The HTTP API. `listen` starts it, `close` ends it when the requests in flight are answered. */
export function createApi(deps: ApiDeps): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    genReqId: newRequestId,
    logger: false,
    frameworkErrors: (error, request, reply) => answerFrameworkError(deps, error, request, reply),
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('identity');
  answerWithRequestId(app);
  answerErrors(app, deps);
  parseBodies(app);
  describeApi(app);
  void app.register((root, _options, done) => {
    healthRoutes(root, deps);
    done();
  });
  void app.register(
    (api, _options, done) => {
      authenticationRoutes(api, deps);
      elementRoutes(api, deps);
      oauthUrlRoutes(api, deps);
      instanceListRoutes(api, deps);
      instanceRoutes(api, deps);
      configurationRoutes(api, deps);
      enabledRoutes(api, deps);
      pollRoutes(api, deps);
      resumePollsRoutes(api, deps);
      pollingDisabledRoutes(api, deps);
      noticeRoutes(api, deps);
      reconciliationRoutes(api, deps);
      hubRoutes(api, deps);
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      done();
    },
    { prefix: apiPrefix },
  );
  return app;
}
