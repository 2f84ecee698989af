import { expect, test } from 'vitest';
import type { ConfigurationItem } from '../builder-query.ts';
import { changedValues, hasProblems, readEventSettings, readPolling, settingProblems } from './event-settings.ts';

const items = (values: Record<string, string>) =>
  Object.entries(values).map(([key, defaultValue]) => ({ key, defaultValue })) as ConfigurationItem[];

const deals = { url: '/hubs/crm/deals', idField: 'id' };
const stored = items({
  'event.notification.enabled': 'true',
  'event.vendor.type': 'both',
  'event.poller.refresh_interval': '5',
  'event.poller.configuration': JSON.stringify({ deals, 'oauth.scope': 'x' }),
});

test('the entries of a connector become the form, and what was not changed is not written', () => {
  const { settings, broken } = readEventSettings(stored);
  expect(broken).toBeUndefined();
  expect(settings).toMatchObject({
    enabled: true,
    types: ['polling', 'webhooks'],
    minutes: 5,
    resources: [{ name: 'deals', entry: deals }],
    others: { 'oauth.scope': 'x' },
  });
  expect(changedValues(settings, settings)).toEqual([]);
  expect(changedValues(settings, { ...settings, minutes: 10, types: ['webhooks'] })).toEqual([
    { key: 'event.vendor.type', value: 'webhooks' },
    { key: 'event.poller.refresh_interval', value: '10' },
  ]);
  expect(changedValues(settings, { ...settings, resources: [] })).toEqual([
    { key: 'event.poller.configuration', value: '{"oauth.scope":"x"}' },
  ]);
});

test('a connector that says nothing polls every fifteen minutes, once events are enabled', () => {
  expect(readEventSettings([]).settings).toEqual({
    enabled: false,
    types: ['polling'],
    minutes: 15,
    resources: [],
    others: {},
  });
});

test('a polling configuration that is no object is handed on as it is', () => {
  expect(readEventSettings(items({ 'event.poller.configuration': '[1' })).broken).toBe('[1');
});

test('a resource keeps its id while its configuration is edited as text', () => {
  const before = readPolling(JSON.stringify({ deals }))?.resources ?? [];
  const after = readPolling(JSON.stringify({ contacts: {}, deals: {} }), before)?.resources ?? [];
  expect(after.find(({ name }) => name === 'deals')?.id).toBe(before[0]?.id);
  expect(new Set(after.map(({ id }) => id)).size).toBe(2);
});

test('names must be there and differ, and at least one type of events is chosen', () => {
  const { settings } = readEventSettings(stored);
  expect(hasProblems(settingProblems(settings))).toBe(false);
  const [one] = settings.resources;
  const resources = [one, { ...one, id: 'b' }, { ...one, id: 'c', name: ' ' }] as typeof settings.resources;
  const problems = settingProblems({ ...settings, resources, types: [], minutes: '' });
  expect(Object.keys(problems.names)).toEqual([one?.id, 'b', 'c']);
  expect(problems).toMatchObject({ types: expect.any(String), minutes: expect.any(String) });
});
