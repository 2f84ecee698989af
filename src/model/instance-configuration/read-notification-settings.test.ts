import { expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { eventsPerNotification } from './notification-format.ts';
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

const key = (name: string) => `event.notification.${name}`;

test('without any values the rules of the events framework hold', () => {
  expect(read({}).settings).toEqual({
    enabled: false,
    callbackUrl: undefined,
    signatureKeys: [],
    headers: {},
    basic: undefined,
    format: 'elements',
    batchSize: { polling: 10, webhook: 20 },
    failurePolicy: undefined,
    retrySchedule: undefined,
    timeoutMs: 30_000,
    maxRedirects: 0,
    concurrency: 8,
    rateLimit: undefined,
  });
});

test('formats of one event at a time have one in a notification, unless it is said how many', () => {
  const sizeOf = (values: Record<string, string>) => read(values).settings.batchSize.polling;
  expect(sizeOf({ [key('format')]: 'elements' })).toBe(10);
  expect(sizeOf({ [key('format')]: 'CloudEvents' })).toBe(1);
  expect(sizeOf({ [key('format')]: 'standard-webhooks' })).toBe(1);
  expect(sizeOf({ [key('format')]: 'cloudevents', [key('batch.size')]: '7' })).toBe(7);
  expect(eventsPerNotification({ [key('batch.size')]: '3' })).toBe(3);
  expect(eventsPerNotification({ [key('batch.size')]: '3' }, 'webhook')).toBe(3);
});

test('a notification of a webhook holds up to twenty events, one of polled changes never more than ten', () => {
  expect(eventsPerNotification({}, 'webhook')).toBe(20);
  expect(eventsPerNotification({ [key('batch.size')]: '15' }, 'webhook')).toBe(15);
  expect(eventsPerNotification({ [key('batch.size')]: '15' }, 'polling')).toBe(10);
  expect(eventsPerNotification({ [key('format')]: 'cloudevents' }, 'webhook')).toBe(1);
});

test('limits are read', () => {
  const { settings, findings } = read({
    [key('timeout.seconds')]: '5',
    [key('redirects')]: '2',
    [key('concurrency')]: '1',
    [key('rate.limit')]: '600/minute',
    [key('failure.policy')]: 'retry',
    [key('retry.schedule')]: '1,2,3',
  });
  expect(findings.issues).toEqual([]);
  expect(settings).toMatchObject({
    timeoutMs: 5000,
    maxRedirects: 2,
    concurrency: 1,
    rateLimit: { requests: 600, seconds: 60 },
    failurePolicy: 'retry',
    retrySchedule: [1, 2, 3],
  });
});

test.each([
  ['format', 'xml', 'found "xml"; allowed: elements, cloudevents, standard-webhooks'],
  ['batch.size', '0', 'found "0"; allowed: a whole number of events from 1 to 20'],
  ['batch.size', '21', 'from 1 to 20'],
  ['failure.policy', 'drop', 'found "drop"; allowed: retry, queue'],
  ['retry.schedule', '1,x', 'item 2: "x"'],
  ['timeout.seconds', '31', 'found "31"; allowed: a whole number of seconds from 1 to 30'],
  ['redirects', '6', 'a whole number of redirects from 0 to 5'],
  ['redirects', 'true', 'found "true"'],
  ['concurrency', '33', 'a whole number of requests from 1 to 32'],
  ['rate.limit', '10', 'found "10"; allowed: a number of requests from 1 to 1000000 and a unit'],
  ['rate.limit', '10/day', 'e.g. 10/second'],
  ['rate.limit', '0/second', 'from 1 to 1000000'],
  ['rate.limit', '2000000/hour', 'from 1 to 1000000'],
])('%s: %j is refused with its path, what was found and what is allowed', (name, value, words) => {
  const { findings } = read({ [key(name)]: value });
  expect(findings.issues).toEqual([
    { path: `configuration.${key(name)}`, message: expect.stringContaining(words) as string },
  ]);
});

test('where the values stand somewhere else, the issues say so', () => {
  const findings = newFindings();
  readNotificationSettings(findings, { [key('format')]: 'xml' }, (name) => `config.${name}`);
  expect(findings.issues[0]?.path).toBe('config.event.notification.format');
});

test('a schedule beside the policy queue is told to have no effect', () => {
  const { findings } = read({ [key('failure.policy')]: 'queue', [key('retry.schedule')]: 'extended' });
  expect(findings.issues).toEqual([]);
  expect(findings.warnings).toEqual([
    {
      path: `configuration.${key('retry.schedule')}`,
      message: expect.stringContaining('kept without effect') as string,
    },
  ]);
});
