import { expect, test } from 'vitest';
import { retrySchedules } from '../delivery-policy.ts';
import { deliverySettings } from './delivery-settings.ts';

const policyKey = 'event.notification.failure.policy';
const scheduleKey = 'event.notification.retry.schedule';
const accountPolicy = 'notification.webhook.failure.policy';
const accountSchedule = 'notification.webhook.retry.schedule';

const scheduleOf = (configuration: Record<string, string>, account: Record<string, string> = {}) =>
  deliverySettings(configuration, account).retrySchedule;

test('the schedule is that of the subscription, else that of the account, else the standard one', () => {
  expect(scheduleOf({ [scheduleKey]: '1,2' }, { [accountSchedule]: 'extended' })).toEqual([1, 2]);
  expect(scheduleOf({}, { [accountSchedule]: 'extended' })).toEqual(retrySchedules.extended);
  expect(scheduleOf({})).toEqual(retrySchedules.standard);
});

test('under the policy queue nothing is tried again', () => {
  expect(scheduleOf({ [policyKey]: 'queue', [scheduleKey]: '1,2' })).toEqual([]);
  expect(scheduleOf({ [scheduleKey]: '1,2' }, { [accountPolicy]: 'queue' })).toEqual([]);
  expect(scheduleOf({ [policyKey]: 'retry' }, { [accountPolicy]: 'queue' })).toEqual(retrySchedules.standard);
});

test('a stored value that is no longer allowed counts as not set', () => {
  const settings = deliverySettings({ [policyKey]: 'drop', 'event.notification.timeout.seconds': '3600' }, {});
  expect(settings).toMatchObject({ retrySchedule: retrySchedules.standard, timeoutMs: 30_000 });
});
