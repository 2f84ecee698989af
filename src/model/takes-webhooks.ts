/** Values of event.vendor.type. */
export const mechanismsWithWebhooks: readonly string[] = ['webhook', 'webhooks', 'both'];

/** Whether the configuration of an instance says that its provider sends webhooks: events are on, and not polled alone. */
export const takesWebhooks = (configuration: Readonly<Record<string, string>>): boolean =>
  configuration['event.notification.enabled'] === 'true' &&
  mechanismsWithWebhooks.includes((configuration['event.vendor.type'] ?? '').trim().toLowerCase());
