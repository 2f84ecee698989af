import type { Findings } from '../findings/findings.ts';
import { newFindings } from '../findings/findings.ts';
import { readChoice, readNumber } from '../findings/read-setting.ts';
import { pathOf, type PathOf } from './configuration-rules.ts';

/** In which words a notification is told. */
export const notificationFormats = ['elements', 'cloudevents', 'standard-webhooks'] as const;
export type NotificationFormat = (typeof notificationFormats)[number];

export interface NotificationForm {
  format: NotificationFormat;
  /** Events in one notification, at most, by what tells of them. */
  batchSize: Record<EventRoad, number>;
}

const formatKey = 'event.notification.format';
const batchSizeKey = 'event.notification.batch.size';

/** What tells of changes. A notification of polled ones holds at most so many events, one of a webhook so many (contract). */
const mostEvents = { polling: 10, webhook: 20 };
export type EventRoad = keyof typeof mostEvents;

/** Receivers of the other formats expect one event in a request, unless they say otherwise. */
export function readNotificationForm(
  findings: Findings,
  values: Readonly<Record<string, string>>,
  path: PathOf = pathOf,
): NotificationForm {
  const format = readChoice(findings, path(formatKey), values[formatKey], notificationFormats) ?? 'elements';
  const range = { least: 1, most: mostEvents.webhook, whole: true, unit: 'events' };
  const size = readNumber(findings, path(batchSizeKey), values[batchSizeKey], range);
  const atMost = (most: number) => Math.min(size ?? (format === 'elements' ? most : 1), most);
  return { format, batchSize: { polling: atMost(mostEvents.polling), webhook: atMost(mostEvents.webhook) } };
}

/** How many changes of an instance become one notification. */
export const eventsPerNotification = (
  configuration: Readonly<Record<string, string>>,
  road: EventRoad = 'polling',
): number => readNotificationForm(newFindings(), configuration).batchSize[road];
