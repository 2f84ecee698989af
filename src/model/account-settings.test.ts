import { expect, test } from 'vitest';
import { accountSettings, readAccountSettings } from './account-settings.ts';
import { retrySchedules } from './delivery-policy.ts';
import { newFindings } from './findings/findings.ts';

const read = (values: Record<string, string>) => {
  const findings = newFindings();
  return { settings: readAccountSettings(findings, values), issues: findings.issues };
};

const defaults = {
  failurePolicy: 'retry',
  retrySchedule: retrySchedules.standard,
  retention: { events: 30, bodies: 30, attempts: 14, undelivered: 'never', usage: 30, notices: 90, polls: 30 },
};

test('without any values an account has the defaults', () => {
  expect(read({})).toEqual({ settings: defaults, issues: [] });
});

test('the defaults that are listed are those that count', () => {
  const listed = accountSettings.flatMap(({ name, defaultValue }) =>
    defaultValue === undefined ? [] : [[name, defaultValue]],
  );
  expect(read(Object.fromEntries(listed) as Record<string, string>)).toEqual({ settings: defaults, issues: [] });
});

test('values are read, and records are kept as long as events where nothing else is said', () => {
  const { settings, issues } = read({
    'notification.webhook.failure.policy': 'queue',
    'notification.webhook.retry.schedule': '5,10',
    'retention.events.days': '7',
    'retention.attempts.days': 'never',
    'retention.undelivered.days': '365',
  });
  expect(issues).toEqual([]);
  expect(settings).toEqual({
    failurePolicy: 'queue',
    retrySchedule: [5, 10],
    retention: { ...defaults.retention, events: 7, bodies: 7, attempts: 'never', undelivered: 365 },
  });
  expect(read({ 'retention.bodies.days': '3' }).settings.retention).toMatchObject({ events: 30, bodies: 3 });
});

test.each(['0', '-1', '1.5', 'ever', '36501', '1 day'])('%j is no number of days', (text) => {
  const { settings, issues } = read({ 'retention.events.days': text });
  expect(settings.retention.events).toBe(30);
  expect(issues).toEqual([
    {
      path: 'retention.events.days',
      message: `found "${text}"; allowed: a whole number of days from 1 to 36500, or never`,
    },
  ]);
});

test('an unknown setting is refused with the nearest known one', () => {
  const { issues } = read({ 'retention.event.days': '7' });
  expect(issues[0]?.path).toBe('retention.event.days');
  expect(issues[0]?.message).toContain('Did you mean retention.events.days?');
});
