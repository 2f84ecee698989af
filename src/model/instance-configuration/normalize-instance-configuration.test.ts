import { expect, test } from 'vitest';
import { activecampaignPollerText } from '../../../test/kit/document-bodies.ts';
import type { ConfigurationEntry } from '../connector.ts';
import { Fault } from '../fault.ts';
import type { ConfigurationRules } from './configuration-rules.ts';
import { normalizeInstanceConfiguration } from './normalize-instance-configuration.ts';

const text = (key: string, more: Partial<ConfigurationEntry> = {}): ConfigurationEntry => ({
  key,
  name: key,
  description: '',
  type: 'TEXTFIELD_1000',
  required: false,
  ...more,
});

const contacts = { url: '/hubs/crm/contacts', idField: 'id' };
const rules: ConfigurationRules = {
  entries: [
    text('site'),
    text('api.key', { type: 'PASSWORD' }),
    text('verbose', { type: 'BOOLEAN', defaultValue: 'false' }),
  ],
  minRefreshMinutes: 1,
  defaults: { refreshIntervalMinutes: 15, pollerConfiguration: { contacts } },
};

const root = 'configuration.';
const told = ({ path, message }: { path: string; message: string }) => `${path.slice(root.length)}: ${message}`;

function accept(input: Record<string, unknown>, change: Partial<ConfigurationRules> = {}) {
  const { warnings, ...result } = normalizeInstanceConfiguration(input, { ...rules, ...change });
  return { ...result, warnings: warnings.map(told) };
}

function issuesOf(input: Record<string, unknown>, change: Partial<ConfigurationRules> = {}): string[] {
  try {
    normalizeInstanceConfiguration(input, { ...rules, ...change });
    return [];
  } catch (error) {
    if (error instanceof Fault && error.code === 'configuration.invalid') return error.issues.map(told);
    throw error;
  }
}

test('nothing at all gives the defaults, with events off', () => {
  const { values, warnings, polling, notification, mechanism } = accept({});
  expect(warnings).toEqual([]);
  expect(values).toEqual({
    verbose: 'false',
    'event.notification.enabled': 'false',
    'event.vendor.type': 'polling',
    'event.notification.type': 'webhook',
    'event.poller.refresh_interval': '15',
    'event.poller.configuration': JSON.stringify({ contacts }),
    'event.poller.start': 'now',
    'event.poller.initial.events': 'send',
  });
  expect(mechanism).toBe('polling');
  expect(polling).toMatchObject({
    intervalMs: 900_000,
    start: { kind: 'now' },
    initialEvents: 'send',
    definitions: [{ resource: 'contacts' }],
  });
  expect(notification).toMatchObject({ enabled: false, callbackUrl: undefined, signatureKeys: [], format: 'elements' });
});

test('every value is stored as text, whatever it came as', () => {
  const { values, polling, notification } = accept({
    site: 7,
    verbose: true,
    'event.notification.enabled': true,
    'event.poller.refresh_interval': 1.5,
    'event.poller.start': '2026-01-31',
    'event.poller.initial.events': 'Silent',
    'event.poller.configuration': { deals: { url: '/hubs/crm/deals', idField: 'id' } },
    'event.notification.callback.url': ' https://mycoolapp.com/events ',
    'event.notification.callback.headers': { 'X-Tenant': 7 },
  });
  expect(values).toMatchObject({
    site: '7',
    verbose: 'true',
    'event.notification.enabled': 'true',
    'event.poller.refresh_interval': '1.5',
    'event.poller.configuration': '{"deals":{"url":"/hubs/crm/deals","idField":"id"}}',
    'event.notification.callback.headers': '{"X-Tenant":7}',
  });
  expect(polling).toMatchObject({
    intervalMs: 90_000,
    start: { kind: 'date', instant: Date.parse('2026-01-31T00:00:00Z') * 1000 },
    initialEvents: 'silent',
    definitions: [{ resource: 'deals' }],
  });
  expect(notification).toMatchObject({
    enabled: true,
    callbackUrl: 'https://mycoolapp.com/events',
    headers: { 'X-Tenant': '7' },
  });
});

test('the polling configuration may come as text, and is stored as compact text', () => {
  const { values, polling } = accept({ 'event.poller.configuration': activecampaignPollerText });
  expect(values['event.poller.configuration']).toBe(activecampaignPollerText);
  expect(polling?.definitions[0]).toMatchObject({ resource: 'deals', created: { field: 'cdate', timezone: 'UTC' } });
});

test('the old form of the polled resources counts where the new one is absent', () => {
  const legacy = { 'event.poller.urls': 'contacts|/hubs/crm/contacts?where=since=${epoch}' };
  const { polling, warnings, values } = accept(legacy);
  expect(polling?.definitions).toMatchObject([{ url: '/hubs/crm/contacts?where=since=${epoch}', idField: 'id' }]);
  expect(warnings).toEqual(['event.poller.urls: old form, taken as event.poller.configuration']);
  expect(values['event.poller.configuration']).toBeUndefined();
  const both = accept({ ...legacy, 'event.poller.configuration': '{}' });
  expect(both.polling?.definitions).toEqual([]);
  expect(both.warnings).toEqual(['event.poller.urls: not used beside event.poller.configuration']);
});

test('{} polls nothing, which is told once events are on', () => {
  const url = 'https://mycoolapp.com';
  const input = { 'event.poller.configuration': {}, 'event.notification.callback.url': url };
  expect(accept(input)).toMatchObject({ warnings: [], polling: { definitions: [] } });
  expect(accept({ ...input, 'event.notification.enabled': 'true' }).warnings).toEqual([
    'event.poller.configuration: has no resource: nothing is polled',
  ]);
});

test('required entries without a value are all named in one fault', () => {
  const entries = [text('site', { required: true }), text('api.key', { required: true, type: 'PASSWORD' })];
  expect(issuesOf({ siet: 'x' }, { entries })).toEqual([
    'site: missing; the connector requires it. Did you mean siet?',
    'api.key: missing; the connector requires it.',
  ]);
  expect(issuesOf({ site: '', 'api.key': 'null' }, { entries })).toHaveLength(2);
  expect(() => normalizeInstanceConfiguration({}, { ...rules, entries })).toThrow(
    /configuration\.site.*configuration\.api\.key/,
  );
  const withDefault = [text('site', { required: true, defaultValue: 'eu' })];
  expect(accept({ site: '' }, { entries: withDefault }).values['site']).toBe('eu');
});

test('an unknown key is kept as text and told, with the key that was probably meant', () => {
  const { values, warnings } = accept({ 'event.poller.refresh_intervall': 5, 'list.id': { a: 1 } });
  expect(values).toMatchObject({ 'event.poller.refresh_intervall': '5', 'list.id': '{"a":1}' });
  expect(warnings).toEqual([
    'event.poller.refresh_intervall: unknown key, kept. Did you mean event.poller.refresh_interval?',
    'list.id: unknown key, kept.',
  ]);
});

test('a finder of an instance is told to be without effect, but for the one that the connector has', () => {
  const finder = 'event.notification.instance.finder';
  const defaultValue = 'team.id|team_id';
  const entries = [...rules.entries, text(finder, { defaultValue })];
  const message = `${finder}: kept, not used: the connector says how the instance of a webhook is found`;
  expect(accept({ [finder]: 'site|site_id' }).warnings).toEqual([message]);
  expect(accept({ [finder]: 'site|site_id' }, { entries }).warnings).toEqual([message]);
  expect(accept({ [finder]: defaultValue }, { entries }).warnings).toEqual([]);
});

test('keys without effect here are kept and told', () => {
  const { values, warnings } = accept({ 'event.metadata': { polling: {} }, 'filter.response.nulls': true });
  expect(values).toMatchObject({ 'event.metadata': '{"polling":{}}', 'filter.response.nulls': 'true' });
  expect(warnings).toEqual(['event.metadata: kept, not used', 'filter.response.nulls: kept, not used']);
});

test.each([
  [
    { 'event.poller.refresh_interval': 0.5 },
    'event.poller.refresh_interval: found "0.5"; allowed: a number of minutes from 1 to',
  ],
  [
    { 'event.poller.refresh_interval': '<minutes>' },
    'event.poller.refresh_interval: found "<minutes>"; allowed: a number of minutes from 1',
  ],
  [{ 'event.poller.refresh_interval': -15 }, 'found "-15"'],
  [{ 'event.vendor.type': 'push' }, 'event.vendor.type: found "push"; allowed: polling'],
  [
    { 'event.vendor.type': 'webhooks', 'event.notification.enabled': true },
    'event.vendor.type: found "webhooks"; allowed: polling; the connector offers no other',
  ],
  [{ 'event.notification.enabled': 'yes' }, 'event.notification.enabled: found "yes"; allowed: true or false'],
  [{ 'event.notification.type': 'email' }, 'event.notification.type: found "email"; allowed: webhook'],
  [{ 'event.poller.start': 'yesterday' }, 'event.poller.start: found "yesterday"; allowed: now, beginning'],
  [{ 'event.poller.initial.events': 'some' }, 'event.poller.initial.events: found "some"; allowed: send, silent'],
  [{ 'event.notification.callback.url': 'mycoolapp.com' }, 'event.notification.callback.url: found "mycoolapp.com"'],
  [{ 'event.poller.configuration': '{"a"' }, 'event.poller.configuration: not JSON: '],
  [{ 'event.poller.configuration': { a: { url: 'a' } } }, 'event.poller.configuration.a.url: found "a"'],
  [{ 'event.poller.urls': 'deals' }, 'event.poller.urls: found the resource deals without a URL'],
  [{ verbose: 'maybe' }, 'verbose: found "maybe"; allowed: true or false'],
  [{ site: ['a'] }, 'site: found an array; allowed: a text'],
  [{ 'event.notification.basic.username': 'me' }, 'event.notification.basic.password: missing beside'],
  [{ 'event.notification.basic.password': 'pw' }, 'event.notification.basic.username: missing beside'],
  [{ 'event.notification.signature.key.previous': 'old' }, 'event.notification.signature.key: missing beside'],
])('%j is refused with its place and what is allowed', (input, issue) => {
  expect(issuesOf(input)).toEqual([expect.stringContaining(issue)]);
});

test('a mechanism that the connector lacks is kept with a warning while events are off', () => {
  const { values, mechanism, polling, warnings } = accept({ 'event.vendor.type': 'webhooks' });
  expect({ mechanism, stored: values['event.vendor.type'], resources: polling.definitions.length }).toEqual({
    mechanism: 'polling',
    stored: 'webhooks',
    resources: 1,
  });
  expect(warnings).toEqual([
    'event.vendor.type: kept, but the connector offers only polling: events cannot be switched on with it',
  ]);
  const stored = { ...values, 'event.notification.callback.url': 'https://mycoolapp.com' };
  expect(issuesOf({ 'event.notification.enabled': 'true' }, { stored })).toEqual([
    'event.vendor.type: found "webhooks"; allowed: polling; the connector offers no other',
  ]);
});

test('a required value of the wrong type is told once', () => {
  const entries = [text('site', { required: true }), text('api.key', { required: true, type: 'PASSWORD' })];
  expect(issuesOf({ site: 'eu', 'api.key': { value: 'x' } }, { entries })).toEqual([
    'api.key: found an object; allowed: a text',
  ]);
  expect(issuesOf({ site: 'eu', 'api.key': '********' }, { entries })).toEqual([
    'api.key: found the mask ********; allowed: the value itself',
  ]);
});

test('all issues of a configuration are told at once', () => {
  expect(
    issuesOf({ verbose: 'x', 'event.poller.start': 'x', 'event.poller.configuration': { a: {}, b: [] } }),
  ).toHaveLength(4);
});

const mechanisms = ['polling', 'webhook', 'both'] as const;

test('a connector with webhooks takes webhook and webhooks, and polls what it polls all the same, but rarely', () => {
  for (const word of ['webhook', 'Webhooks']) {
    const { mechanism, polling, values } = accept({ 'event.vendor.type': word }, { mechanisms });
    expect({ mechanism, stored: values['event.vendor.type'] }).toEqual({ mechanism: 'webhook', stored: word });
    expect(polling.definitions.map(({ resource }) => resource)).toEqual(['contacts']);
    expect(polling).toMatchObject({ intervalMs: 720 * 60_000, leastIntervalMs: undefined });
    expect(values).toMatchObject({ 'event.webhook.poll_interval': '720' });
    expect(values).not.toHaveProperty(['event.poller.refresh_interval']);
  }
  expect(accept({}, { mechanisms: ['webhook'] }).mechanism).toBe('webhook');
});

test('how rarely is for the instance to say, within the limits of polls', () => {
  const webhook = { 'event.vendor.type': 'webhook' };
  const key = 'event.webhook.poll_interval';
  expect(accept({ ...webhook, [key]: '60' }, { mechanisms }).polling.intervalMs).toBe(3_600_000);
  expect(issuesOf({ ...webhook, [key]: '0.1' }, { mechanisms })).toEqual([
    expect.stringContaining(`${key}: found "0.1"; allowed: a number of minutes from 1`),
  ]);
});

test('how rarely is held against the limits even while it is not used', () => {
  for (const type of ['polling', 'both'])
    expect(issuesOf({ 'event.vendor.type': type, 'event.webhook.poll_interval': 'x' }, { mechanisms })).toEqual([
      expect.stringContaining('event.webhook.poll_interval: found "x"; allowed: a number of minutes from 1'),
    ]);
});

test('a wrong mechanism is told with the words that documents use', () => {
  expect(issuesOf({ 'event.vendor.type': 'hook' }, { mechanisms })).toEqual([
    expect.stringContaining('found "hook"; allowed: polling, webhooks, both'),
  ]);
});

test('with both, polls run at their own interval', () => {
  const { mechanism, polling } = accept({ 'event.vendor.type': 'both' }, { mechanisms });
  expect({ mechanism, intervalMs: polling.intervalMs }).toEqual({ mechanism: 'both', intervalMs: 900_000 });
});

test('an instance that webhooks alone tell of needs no polled resource', () => {
  const change = {
    mechanisms: ['webhook'] as const,
    defaults: { refreshIntervalMinutes: 15, pollerConfiguration: {} },
  };
  const on = { 'event.notification.enabled': 'true', 'event.notification.callback.url': 'https://mycoolapp.com' };
  expect(accept(on, change).warnings).toEqual([]);
});
