import type { Notification } from '../model/event.ts';
import type { NotificationFormat } from '../model/instance-configuration/notification-format.ts';
import { renderCloudEvents } from './render-cloud-events.ts';
import { renderNotification, type NotificationContext } from './render-notification.ts';
import { renderStandardWebhook } from './render-standard-webhook.ts';

/** What is posted to a callback URL. */
export interface RenderedBody {
  contentType: string;
  /** JSON; its UTF-8 bytes are what is signed and sent. */
  body: string;
}

const json = 'application/json';
/** In lower case: the official library for JavaScript compares the whole header. */
const cloudEvent = 'application/cloudevents+json; charset=utf-8';
const cloudEventBatch = 'application/cloudevents-batch+json; charset=utf-8';

/** A notification in the format of a subscription. The same notification gives the same bytes each time it is sent. */
export function renderBody(
  context: NotificationContext,
  notification: Notification,
  format: NotificationFormat,
): RenderedBody {
  if (format === 'elements') return { contentType: json, body: renderNotification(context, notification) };
  if (format === 'standard-webhooks') return { contentType: json, body: renderStandardWebhook(context, notification) };
  const events = renderCloudEvents(context, notification);
  const [only] = events;
  return only !== undefined && events.length === 1
    ? { contentType: cloudEvent, body: only }
    : { contentType: cloudEventBatch, body: `[${events.join(',')}]` };
}
