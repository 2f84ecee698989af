import { expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { readNotificationSettings } from './read-notification-settings.ts';

const read = (values: Record<string, string>) => {
  const findings = newFindings();
  return { settings: readNotificationSettings(findings, values), findings };
};

test('two signature keys are both active, the current one first', () => {
  const current = { 'event.notification.signature.key': 'new key' };
  expect(read(current).settings.signatureKeys).toEqual(['new key']);
  const both = { ...current, 'event.notification.signature.key.previous': 'old key' };
  expect(read(both).settings.signatureKeys).toEqual(['new key', 'old key']);
  const same = { ...current, 'event.notification.signature.key.previous': 'new key' };
  expect(read(same).settings.signatureKeys).toEqual(['new key']);
});

test('basic authentication needs a user name without a colon and no other Authorization', () => {
  const basic = { 'event.notification.basic.username': 'me', 'event.notification.basic.password': 'a:b' };
  expect(read(basic).settings.basic).toEqual({ username: 'me', password: 'a:b' });
  const colon = read({ ...basic, 'event.notification.basic.username': 'm:e' });
  expect(colon.findings.issues[0]?.message).toContain('has a colon');
  const twice = read({ ...basic, 'event.notification.callback.headers': 'authorization: Bearer x' });
  expect(twice.findings.issues[0]?.message).toContain('found the header authorization beside event.notification.basic');
});

test('events without a callback URL are told', () => {
  const { settings, findings } = read({
    'event.notification.enabled': 'true',
    'event.notification.callback.url': 'false',
  });
  expect(settings).toMatchObject({ enabled: true, callbackUrl: undefined });
  expect(findings.warnings[0]?.message).toContain('nobody is notified');
});
