import type { ConfigurationEntry } from '../connector.ts';

/** A configuration entry that every connector has; the reference documentation is printed from these lists. */
export interface StandardConfigurationEntry extends ConfigurationEntry {
  /** Masked in every answer. */
  secret?: true;
  /** Understood and kept, without effect here. */
  unused?: true;
}

const entry = (
  key: string,
  name: string,
  type: ConfigurationEntry['type'],
  rest: Partial<StandardConfigurationEntry> & { description: string },
): StandardConfigurationEntry => ({ key, name, type, required: false, ...rest });

/** The `event.*` entries, in the order in which the console shows them. */
export const standardConfigurationEntries: readonly StandardConfigurationEntry[] = [
  entry('event.notification.enabled', 'Events Enabled', 'BOOLEAN', {
    defaultValue: 'false',
    description: 'true: changes become events. Nothing is polled or received otherwise.',
  }),
  entry('event.vendor.type', 'Event Type', 'TEXTFIELD_32', {
    defaultValue: 'polling',
    description:
      'How changes are noticed: polling; webhooks (also webhook) where the connector has them; both, which tells each change once whichever comes first. Default: that of the connector, which is polling for those that poll. Another than the connector has is kept with a warning while events are off.',
  }),
  entry('event.notification.type', 'Event Notification Type', 'TEXTFIELD_32', {
    defaultValue: 'webhook',
    description: 'How you are notified. Allowed: webhook.',
  }),
  entry('event.notification.callback.url', 'Event Notification Callback URL', 'TEXTFIELD_1000', {
    description:
      'The http or https URL that receives the notifications. Without it events are stored and nobody is notified.',
  }),
  entry('event.notification.callback.headers', 'Event Notification Callback Headers', 'TEXTAREA', {
    secret: true,
    description: 'More headers for the callback: a JSON object, or lines of the form Name: value.',
  }),
  entry('event.notification.basic.username', 'Event Notification Basic Username', 'TEXTFIELD_1000', {
    description: 'User name of the callback, if it asks for HTTP Basic authentication.',
  }),
  entry('event.notification.basic.password', 'Event Notification Basic Password', 'PASSWORD', {
    secret: true,
    description: 'Password of the callback, if it asks for HTTP Basic authentication.',
  }),
  entry('event.notification.signature.key', 'Event Notification Signature Key', 'TEXTFIELD_128', {
    secret: true,
    description:
      'Key of the HMAC-SHA256 signature of each notification. Without it notifications are not signed. whsec_ and the base64 of 24 to 64 bytes, or any other text.',
  }),
  entry('event.notification.signature.key.previous', 'Previous Event Notification Signature Key', 'TEXTFIELD_128', {
    secret: true,
    description: 'The key before the current one: notifications are signed with both while receivers change over.',
  }),
  entry('event.notification.format', 'Event Notification Format', 'TEXTFIELD_32', {
    description: 'The form of the notifications: elements, cloudevents or standard-webhooks. Default: elements.',
  }),
  entry('event.notification.batch.size', 'Event Notification Batch Size', 'TEXTFIELD_32', {
    description:
      'Events in one notification at most, 1 to 20; of polled changes there are never more than 10. Default: 10, of a webhook 20; 1 where the format is not elements.',
  }),
  entry('event.notification.failure.policy', 'Event Notification Failure Policy', 'TEXTFIELD_32', {
    description:
      'When the callback URL fails: retry tries again by the schedule, queue waits until it is released. Default: notification.webhook.failure.policy of the account.',
  }),
  entry('event.notification.retry.schedule', 'Event Notification Retry Schedule', 'TEXTFIELD_1000', {
    description:
      'Seconds before each attempt after the first: standard (8, 64, 512, 4096, 32768), extended (4, 16, 64 and so on to 262144, nine of them), or 1 to 20 numbers of seconds such as 10,60,300. Default: notification.webhook.retry.schedule of the account.',
  }),
  entry('event.notification.timeout.seconds', 'Event Notification Time-out (seconds)', 'TEXTFIELD_32', {
    description: 'How long the callback URL has for its whole answer, 1 to 30. Default: 30.',
  }),
  entry('event.notification.redirects', 'Event Notification Redirects', 'TEXTFIELD_32', {
    description: 'How many redirects of the callback URL are followed, 0 to 5; only 307 and 308. Default: 0.',
  }),
  entry('event.notification.concurrency', 'Event Notification Concurrency', 'TEXTFIELD_32', {
    description: 'Requests to the callback URL at the same time at most, 1 to 32. Default: 8.',
  }),
  entry('event.notification.rate.limit', 'Event Notification Rate Limit', 'TEXTFIELD_32', {
    description: 'Requests to the callback URL at most: 10/second, 600/minute or 1000/hour. Default: no limit.',
  }),
  entry('event.poller.refresh_interval', 'Event Poller Refresh Interval (mins)', 'TEXTFIELD_32', {
    description: 'Minutes between two polls; fractions are allowed. Default: the interval of the connector.',
  }),
  entry('event.poller.refresh_interval.min', 'Event Poller Least Refresh Interval (mins)', 'TEXTFIELD_32', {
    description:
      'With this or the next the interval follows the rate of changes: at least so many minutes. Default: event.poller.refresh_interval.',
  }),
  entry('event.poller.refresh_interval.max', 'Event Poller Greatest Refresh Interval (mins)', 'TEXTFIELD_32', {
    description: 'And at most so many minutes. Default: event.poller.refresh_interval.',
  }),
  entry('event.webhook.poll_interval', 'Event Webhook Poll Interval (mins)', 'TEXTFIELD_32', {
    description:
      'With webhooks alone: minutes between two polls, which confirm that nothing is missing. Limits as for event.poller.refresh_interval. Default: 720.',
  }),
  entry('event.poller.configuration', 'Event Poller Resources Configuration', 'TEXTAREA', {
    description: 'The polled resources as a JSON object. Default: those of the connector; {} polls nothing.',
  }),
  entry('event.poller.urls', 'Event Poller URLs', 'TEXTAREA', {
    description: 'The old form of the polled resources, a line for each; used only without event.poller.configuration.',
  }),
  entry('event.poller.start', 'Event Poller Start', 'TEXTFIELD_32', {
    defaultValue: 'now',
    description: 'Where the first poll begins: now, beginning, or an ISO 8601 date such as 2026-01-31T08:00:00Z.',
  }),
  entry('event.poller.initial.events', 'Event Poller Initial Events', 'TEXTFIELD_32', {
    defaultValue: 'send',
    description: 'Events of old data found by a first poll from the beginning or a date: send, or silent.',
  }),
  ...(
    [
      ['event.metadata', 'Event Metadata', 'The objects and event types that each mechanism supports, as JSON.'],
      ['event.objects', 'Event Objects', 'Objects of interest, separated by commas.'],
      ['event.helper.key', 'Event Helper Key', 'A built-in poller of the original platform.'],
      ['event.raw.enabled', 'Raw Events Enabled', 'Raw events of related platforms.'],
      ['event.notification.instance.finder', 'Event Instance Finder', 'configuration key|path in a received webhook.'],
      ['event.notification.subscription.id', 'Event Subscription Id', 'Id of the subscription at the provider.'],
      ['filter.response.nulls', 'Filter Null Values', 'Leaves fields without a value out of resource answers.'],
      ['synchronous.bulk.notification', 'Synchronous Bulk Notification', 'Notification of bulk jobs.'],
    ] as const
  ).map(([key, name, description]) => entry(key, name, 'TEXTAREA', { unused: true, description })),
];

/** The entries of connectors that authenticate with OAuth 2. None is required: the tokens may come from elsewhere. */
export const oauthConfigurationEntries: readonly StandardConfigurationEntry[] = [
  entry('oauth.api.key', 'OAuth API Key', 'TEXTFIELD_1000', { description: 'Client id of your app at the provider.' }),
  entry('oauth.api.secret', 'OAuth API Secret', 'PASSWORD', {
    secret: true,
    description: 'Client secret of your app at the provider.',
  }),
  entry('oauth.callback.url', 'OAuth Callback URL', 'TEXTFIELD_1000', {
    description: 'The redirect URL that received the authorization code.',
  }),
  entry('oauth.scope', 'OAuth Scope', 'TEXTFIELD_1000', { description: 'Scopes to ask for, separated by blanks.' }),
  entry('oauth.user.token', 'OAuth User Token', 'PASSWORD', {
    secret: true,
    description: 'Access token, if you bring your own.',
  }),
  entry('oauth.user.refresh_token', 'OAuth User Refresh Token', 'PASSWORD', {
    secret: true,
    description: 'Refresh token, if you bring your own.',
  }),
  entry('oauth.user.refresh_interval', 'OAuth Refresh Interval', 'TEXTFIELD_32', {
    description: 'Lifetime of the access token in seconds.',
  }),
  entry('oauth.user.refresh_time', 'OAuth Refresh Time', 'TEXTFIELD_64', {
    description: 'Time at which the access token was given, in epoch milliseconds.',
  }),
];

/** The entries of connectors that authenticate with OAuth 1. None is required: the tokens may come from elsewhere. */
export const oauth1ConfigurationEntries: readonly StandardConfigurationEntry[] = [
  ...oauthConfigurationEntries.filter(({ key }) =>
    ['oauth.api.key', 'oauth.api.secret', 'oauth.callback.url', 'oauth.user.token'].includes(key),
  ),
  entry('oauth.user.token.secret', 'OAuth User Token Secret', 'PASSWORD', {
    secret: true,
    description: 'Secret of the access token, if you bring your own.',
  }),
];

/** The entries of connectors that authenticate with a name and a password. */
export const passwordEntries: readonly StandardConfigurationEntry[] = [
  entry('username', 'Username', 'TEXTFIELD_1000', { required: true, description: 'Name of the user at the provider.' }),
  entry('password', 'Password', 'PASSWORD', {
    required: true,
    secret: true,
    description: 'Password of the user at the provider.',
  }),
];

/** The entry of the address of the provider; its default is the connector's. */
export const baseUrlEntry: StandardConfigurationEntry = entry('base.url', 'Base URL', 'TEXTFIELD_1000', {
  description: 'Address of the API of the provider, where every account has its own.',
});

/** The entry of connectors whose webhooks are signed with a secret that we give, or that the owner has made. */
export const webhookSecretEntry: StandardConfigurationEntry = entry('webhook.secret', 'Webhook Secret', 'PASSWORD', {
  secret: true,
  description:
    'Secret of a webhook that you have made at the provider by hand; it is given to the provider as well where webhooks are asked for. Default: one of our own for each instance.',
});

/** All of the above. */
export const commonConfigurationEntries: readonly StandardConfigurationEntry[] = [
  baseUrlEntry,
  ...oauthConfigurationEntries,
  ...oauth1ConfigurationEntries.filter((entry) => !oauthConfigurationEntries.includes(entry)),
  ...standardConfigurationEntries,
  webhookSecretEntry,
];
