import { readAccountSettings } from '../account-settings.ts';
import type { RetrySchedule } from '../delivery-policy.ts';
import { newFindings } from '../findings/findings.ts';
import { readNotificationSettings, type NotificationSettings } from './read-notification-settings.ts';

/** The settings that count for a delivery: the subscription's own, and the account's where it has none. */
export interface DeliverySettings extends NotificationSettings {
  /** Empty under the policy `queue`: the first failure is the last. */
  retrySchedule: RetrySchedule;
}

/**
 * Of stored values, which were checked when they were stored: one that is no longer allowed counts as not set.
 * `configuration` has the keys of an instance's configuration.
 */
export function deliverySettings(
  configuration: Readonly<Record<string, string>>,
  accountSettings: Readonly<Record<string, string>>,
): DeliverySettings {
  const own = readNotificationSettings(newFindings(), configuration);
  const account = readAccountSettings(newFindings(), accountSettings);
  const failurePolicy = own.failurePolicy ?? account.failurePolicy;
  const retrySchedule = failurePolicy === 'queue' ? [] : (own.retrySchedule ?? account.retrySchedule);
  return { ...own, failurePolicy, retrySchedule };
}
