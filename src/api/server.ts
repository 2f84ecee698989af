import { fastify, type FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { accountSettingsRoutes } from './accounts/settings.ts';
import type { ApiDeps } from './api-deps.ts';
import { apiPrefix } from './api-prefix.ts';
import { authenticationRoutes } from './authentication/authentication.ts';
import { bodyLimitBytes, parseBodies } from './body-parser.ts';
import { connectRoutes } from './elements/oauth-connect.ts';
import { cloneRoutes } from './elements/clone.ts';
import { elementConfigurationRoutes } from './elements/configuration.ts';
import { elementRoutes } from './elements/element.ts';
import { elementListRoutes } from './elements/elements.ts';
import { hookTrialRoutes } from './elements/hooks-trial.ts';
import { elementMetadataRoutes } from './elements/metadata.ts';
import { elementModelRoutes } from './elements/models.ts';
import { oauthTokenRoutes } from './elements/oauth-token.ts';
import { oauthUrlRoutes } from './elements/oauth-url.ts';
import { elementPartRoutes } from './elements/parts.ts';
import { answerErrors, answerFrameworkError } from './errors.ts';
import { webhookDoor } from './events/door.ts';
import { probeRoutes } from './health.ts';
import { hubRoutes } from './hubs/hubs.ts';
import { configurationRoutes } from './instances/configuration.ts';
import { enabledRoutes } from './instances/enabled.ts';
import { feedRoutes } from './instances/feed.ts';
import { eventAnalyticsRoutes } from './instances/events-analytics.ts';
import { eventDispositionRoutes } from './instances/events-dispositions.ts';
import { eventRoutes } from './instances/events.ts';
import { instanceCountRoutes } from './instances/instance-count.ts';
import { instanceRoutes } from './instances/instance.ts';
import { instanceListRoutes } from './instances/instances.ts';
import { noticeRoutes } from './instances/notices.ts';
import { pollingDisabledRoutes } from './instances/polling-disabled.ts';
import { pollRoutes } from './instances/polls.ts';
import { reconciliationRoutes } from './instances/reconciliations.ts';
import { replayRoutes } from './instances/replays.ts';
import { resumePollsRoutes } from './instances/resume-polls.ts';
import { receivedWebhookRoutes } from './instances/webhooks.ts';
import { registrationRoutes } from './instances/registrations.ts';
import { webhookKeyRoutes } from './instances/webhook-keys.ts';
import { webhookAddressRoutes } from './instances/webhooks-address.ts';
import { metricsRoute } from './metrics.ts';
import { deliveryRoutes } from './notifications/deliveries.ts';
import { emailRoutes } from './notifications/emails.ts';
import { notificationDeliveryRoutes } from './notifications/notification-deliveries.ts';
import { notificationRoutes } from './notifications/notification.ts';
import { notificationListRoutes } from './notifications/notifications.ts';
import { subscriptionRoutes } from './notifications/subscription.ts';
import { subscriptionListRoutes } from './notifications/subscriptions.ts';
import { callbackRoutes } from './oauth/callback.ts';
import { describeApi } from './openapi.ts';
import { answerWithRequestId, newRequestId } from './request-id.ts';
import { answerUnreadable } from './unreadable-request.ts';
import { recordUsage } from './usage/record-usage.ts';
import { usageRoutes } from './usage/usage.ts';
import { validatorCompiler } from './validation.ts';
import { wakeWorkersAfterWrites } from './wake-workers.ts';
import { watchRequests } from './watch-requests.ts';

/** Everything under the prefix. */
const apiRoutes: ((api: FastifyInstance, deps: ApiDeps) => void)[] = [
  authenticationRoutes,
  elementListRoutes,
  elementMetadataRoutes,
  elementRoutes,
  cloneRoutes,
  elementConfigurationRoutes,
  elementPartRoutes,
  hookTrialRoutes,
  elementModelRoutes,
  oauthUrlRoutes,
  oauthTokenRoutes,
  connectRoutes,
  callbackRoutes,
  instanceListRoutes,
  instanceRoutes,
  configurationRoutes,
  enabledRoutes,
  pollRoutes,
  resumePollsRoutes,
  pollingDisabledRoutes,
  noticeRoutes,
  receivedWebhookRoutes,
  webhookAddressRoutes,
  webhookKeyRoutes,
  registrationRoutes,
  reconciliationRoutes,
  replayRoutes,
  feedRoutes,
  eventRoutes,
  eventDispositionRoutes,
  eventAnalyticsRoutes,
  instanceCountRoutes,
  usageRoutes,
  notificationListRoutes,
  notificationRoutes,
  subscriptionListRoutes,
  subscriptionRoutes,
  deliveryRoutes,
  notificationDeliveryRoutes,
  emailRoutes,
  accountSettingsRoutes,
  hubRoutes,
];

/** The HTTP API. `listen` starts it, `close` ends it when the requests in flight are answered. */
export function createApi(deps: ApiDeps): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    genReqId: newRequestId,
    logger: false,
    frameworkErrors: (error, request, reply) => answerFrameworkError(deps, error, request, reply),
    clientErrorHandler: answerUnreadable,
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('identity');
  answerWithRequestId(app);
  watchRequests(app, deps);
  answerErrors(app, deps);
  parseBodies(app);
  describeApi(app);
  void app.register((root, _options, done) => {
    probeRoutes(root, deps);
    metricsRoute(root, deps);
    callbackRoutes(root, deps, { hide: true });
    done();
  });
  void app.register(
    (api, _options, done) => {
      recordUsage(api, deps);
      wakeWorkersAfterWrites(api, deps);
      for (const routes of apiRoutes) routes(api, deps);
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      done();
    },
    { prefix: apiPrefix },
  );
  void app.register(
    (door, _options, done) => {
      webhookDoor(door, deps);
      done();
    },
    { prefix: apiPrefix },
  );
  return app;
}
