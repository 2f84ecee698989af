import type { Findings } from '../findings/findings.ts';
import { newFindings } from '../findings/findings.ts';
import { readChoice, readNumber } from '../findings/read-setting.ts';
import { pathOf, type PathOf } from './configuration-rules.ts';

/** In which words a notification is told. */
export const notificationFormats = ['elements', 'cloudevents', 'standard-webhooks'] as const;
export type NotificationFormat = (typeof notificationFormats)[number];

export interface NotificationForm {
  format: NotificationFormat;
  /** Events in one notification, at most. */
  batchSize: number;
}

const formatKey = 'event.notification.format';
const batchSizeKey = 'event.notification.batch.size';

/** A polled notification holds at most this many events (contract: events overview). */
const mostEvents = 10;

/** Receivers of the other formats expect one event in a request, unless they say otherwise. */
export function readNotificationForm(
  findings: Findings,
  values: Readonly<Record<string, string>>,
  path: PathOf = pathOf,
): NotificationForm {
  const format = readChoice(findings, path(formatKey), values[formatKey], notificationFormats) ?? 'elements';
  const range = { least: 1, most: mostEvents, whole: true, unit: 'events' };
  const size = readNumber(findings, path(batchSizeKey), values[batchSizeKey], range);
  return { format, batchSize: size ?? (format === 'elements' ? mostEvents : 1) };
}

/** How many changes of an instance become one notification. */
export const eventsPerNotification = (configuration: Readonly<Record<string, string>>): number =>
  readNotificationForm(newFindings(), configuration).batchSize;
