import { fastify, type FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { accountRoutes } from './accounts/accounts.ts';
import { accountSettingsRoutes } from './accounts/settings.ts';
import type { ApiDeps } from './api-deps.ts';
import { apiPrefix } from './api-prefix.ts';
import { authenticationRoutes } from './authentication/authentication.ts';
import { sessionRoutes } from './authentication/session.ts';
import { bodyLimitBytes, parseBodies } from './body-parser.ts';
import { dateFormatRoutes } from './date-formats/date-formats.ts';
import { connectRoutes } from './elements/oauth-connect.ts';
import { cloneRoutes } from './elements/clone.ts';
import { elementConfigurationRoutes } from './elements/configuration.ts';
import { elementRoutes } from './elements/element.ts';
import { elementListRoutes } from './elements/elements.ts';
import { hookTrialRoutes } from './elements/hooks-trial.ts';
import { elementMetadataRoutes } from './elements/metadata.ts';
import { elementModelRoutes } from './elements/models.ts';
import { elementSetupRoutes } from './elements/setup.ts';
import { oauthTokenRoutes } from './elements/oauth-token.ts';
import { oauthUrlRoutes } from './elements/oauth-url.ts';
import { elementPartRoutes } from './elements/parts.ts';
import { pollingPreviewRoutes } from './elements/polling-preview.ts';
import { answerErrors, answerFrameworkError } from './errors.ts';
import { webhookDoor } from './events/door.ts';
import { probeRoutes } from './health.ts';
import { hubRoutes } from './hubs/hubs.ts';
import { callbackTestRoutes } from './instances/callback-test.ts';
import { configurationHistoryRoutes } from './instances/configuration-history.ts';
import { configurationRoutes } from './instances/configuration.ts';
import { enabledRoutes } from './instances/enabled.ts';
import { feedRoutes } from './instances/feed.ts';
import { eventDeliveryRoutes } from './instances/event-deliveries.ts';
import { deliveryAnalyticsRoutes } from './instances/deliveries-analytics.ts';
import { receiverRoutes } from './instances/receivers.ts';
import { eventAnalyticsRoutes } from './instances/events-analytics.ts';
import { eventDispositionRoutes } from './instances/events-dispositions.ts';
import { eventRoutes } from './instances/events.ts';
import { instanceCallbackTestRoutes } from './instances/instance-callback-test.ts';
import { instanceCountRoutes } from './instances/instance-count.ts';
import { instanceHealthRoutes } from './instances/instance-health.ts';
import { instanceRoutes } from './instances/instance.ts';
import { instanceListRoutes } from './instances/instances.ts';
import { noticeRoutes } from './instances/notices.ts';
import { pollingDisabledRoutes } from './instances/polling-disabled.ts';
import { pollHistoryRoutes } from './instances/polls-history.ts';
import { pollRoutes } from './instances/polls.ts';
import { reconciliationRoutes } from './instances/reconciliations.ts';
import { replayRoutes } from './instances/replays.ts';
import { resumePollsRoutes } from './instances/resume-polls.ts';
import { receivedWebhookRoutes } from './instances/webhooks.ts';
import { registrationRoutes } from './instances/registrations.ts';
import { webhookKeyRoutes } from './instances/webhook-keys.ts';
import { webhookAddressRoutes } from './instances/webhooks-address.ts';
import { metricsRoute } from './metrics.ts';
import { consoleRoutes } from './console/console.ts';
import { deliveryRoutes } from './notifications/deliveries.ts';
import { emailRoutes } from './notifications/emails.ts';
import { notificationDeliveryRoutes } from './notifications/notification-deliveries.ts';
import { notificationRoutes } from './notifications/notification.ts';
import { notificationListRoutes } from './notifications/notifications.ts';
import { subscriptionRoutes } from './notifications/subscription.ts';
import { subscriptionListRoutes } from './notifications/subscriptions.ts';
import { callbackRoutes } from './oauth/callback.ts';
import { describeApi } from './openapi.ts';
import { operationsRoutes } from './operations/operations.ts';
import { organizationListRoutes } from './organizations/organizations.ts';
import { ownOrganizationRoutes } from './organizations/own-organization.ts';
import { tellResourcesApart } from './platform-only.ts';
import { answerWithRequestId, newRequestId } from './request-id.ts';
import { readCookies } from './session-cookie.ts';
import { answerUnreadable } from './unreadable-request.ts';
import { schemaRoutes } from './schemas.ts';
import { recordUsage } from './usage/record-usage.ts';
import { usageRoutes } from './usage/usage.ts';
import { ownUserRoutes } from './users/me.ts';
import { userRoutes } from './users/user.ts';
import { userListRoutes } from './users/users.ts';
import { validatorCompiler } from './validation.ts';
import { wakeWorkersAfterWrites } from './wake-workers.ts';
import { watchRequests } from './watch-requests.ts';

/** Everything under the prefix. */
const apiRoutes: ((api: FastifyInstance, deps: ApiDeps) => void)[] = [
  authenticationRoutes,
  sessionRoutes,
  elementListRoutes,
  elementMetadataRoutes,
  elementSetupRoutes,
  elementRoutes,
  cloneRoutes,
  elementConfigurationRoutes,
  elementPartRoutes,
  hookTrialRoutes,
  pollingPreviewRoutes,
  dateFormatRoutes,
  elementModelRoutes,
  oauthUrlRoutes,
  oauthTokenRoutes,
  connectRoutes,
  callbackRoutes,
  callbackTestRoutes,
  instanceCallbackTestRoutes,
  instanceListRoutes,
  instanceRoutes,
  instanceHealthRoutes,
  configurationHistoryRoutes,
  configurationRoutes,
  enabledRoutes,
  pollRoutes,
  pollHistoryRoutes,
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
  eventDeliveryRoutes,
  receiverRoutes,
  deliveryAnalyticsRoutes,
  eventDispositionRoutes,
  eventAnalyticsRoutes,
  instanceCountRoutes,
  usageRoutes,
  operationsRoutes,
  notificationListRoutes,
  notificationRoutes,
  subscriptionListRoutes,
  subscriptionRoutes,
  deliveryRoutes,
  notificationDeliveryRoutes,
  emailRoutes,
  accountRoutes,
  accountSettingsRoutes,
  ownUserRoutes,
  userListRoutes,
  userRoutes,
  ownOrganizationRoutes,
  organizationListRoutes,
  hubRoutes,
  schemaRoutes,
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
  readCookies(app);
  tellResourcesApart(app);
  watchRequests(app, deps);
  answerErrors(app, deps);
  parseBodies(app);
  describeApi(app);
  void app.register((root, _options, done) => {
    probeRoutes(root, deps);
    metricsRoute(root, deps);
    callbackRoutes(root, deps, { hide: true });
    consoleRoutes(root, deps);
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
