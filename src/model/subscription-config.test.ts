import { expect, test } from 'vitest';
import { Fault } from './fault.ts';
import { maskedValue } from './instance-configuration/is-secret-key.ts';
import { readSubscriptionConfig, subscriptionSettingKeys, type SubscriptionConfig } from './subscription-config.ts';

const url = 'https://example.com/hook';
const key = 'event.notification.signature.key';
const stored: SubscriptionConfig = { url, settings: { [key]: 'secret', 'event.notification.timeout.seconds': '5' } };

function issuesOf(config: Record<string, unknown>, before?: SubscriptionConfig): string[] {
  try {
    readSubscriptionConfig(config, before);
  } catch (error) {
    if (error instanceof Fault) return error.issues.map(({ path }) => path);
    throw error;
  }
  return [];
}

test('the address stands apart from the settings, which are text', () => {
  expect(readSubscriptionConfig({ url: ` ${url} `, 'event.notification.timeout.seconds': 5 })).toEqual({
    url,
    settings: { 'event.notification.timeout.seconds': '5' },
  });
});

test('a change keeps what it does not name, and null takes away', () => {
  expect(readSubscriptionConfig({ url: `${url}/2` }, stored)).toEqual({ ...stored, url: `${url}/2` });
  expect(readSubscriptionConfig({ [key]: null }, stored)).toEqual({
    url,
    settings: { 'event.notification.timeout.seconds': '5' },
  });
});

test('a mask keeps the secret, where there is one', () => {
  expect(readSubscriptionConfig({ [key]: maskedValue }, stored)).toEqual(stored);
  expect(issuesOf({ url, [key]: maskedValue })).toEqual([`config.${key}`]);
});

test('all issues are told at once, each with its place in the subscription', () => {
  const config = {
    url: 'nowhere',
    'event.notification.enabled': true,
    'event.notification.basic.password': 'x',
    'event.notification.timeout.seconds': 31,
  };
  expect(issuesOf(config)).toEqual([
    'config.event.notification.enabled',
    'config.url',
    'config.event.notification.basic.username',
    'config.event.notification.timeout.seconds',
  ]);
  for (const none of [{}, { url: null }, { url: '' }, { url: 'false' }]) expect(issuesOf(none)).toEqual(['config.url']);
});

test('how an instance puts its events together is no setting of a subscription', () => {
  expect(subscriptionSettingKeys).toContain('event.notification.retry.schedule');
  expect(subscriptionSettingKeys).not.toContain('event.notification.batch.size');
  expect(subscriptionSettingKeys.filter((name) => name.includes('instance.finder'))).toEqual([]);
});
