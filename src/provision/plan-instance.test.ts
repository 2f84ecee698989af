import { expect, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { ConfigurationEntry } from '../model/connector.ts';
import { planInstance } from './plan-instance.ts';

/** The poll of an instance whose resource is configured like this, beside its URL. */
function planned(resource: Record<string, unknown>, declared: Record<string, unknown> = {}) {
  const { polls } = planInstance(
    { clock: createManualClock(), minRefreshMinutes: 1 },
    {
      connector: testConnector({ polling: declared }),
      bringsTokens: false,
      stored: {},
      configuration: {
        'api.key': 'k',
        'event.notification.enabled': 'true',
        'event.vendor.type': 'polling',
        'event.notification.callback.url': 'https://receiver.example/events',
        'event.poller.configuration': { rows: { url: '/hubs/general/rows', idField: 'id', ...resource } },
      },
    },
  );
  return polls[0];
}

test.each([
  ['changedFields', { changedFields: true }, {}],
  ['keepRecords', { keepRecords: true }, {}],
  ['contentOnly of the instance', { polling: { contentOnly: true } }, {}],
  ['contentOnly of the connector', {}, { contentOnly: true }],
  ['a schedule of reconciliations', { polling: { reconciliation: { everyHours: 24 } } }, {}],
])('what compares records with their former versions keeps those of all: %s', (_what, resource, declared) => {
  expect(planned(resource, declared)).toMatchObject({ remembersAll: true });
});

test('otherwise only the versions of the overlap are kept', () => {
  expect(planned({})).toMatchObject({ remembersAll: false, reconcileEveryMs: undefined });
});

test('the instance decides how often records are reconciled, or else the connector does', () => {
  const daily = { reconciliation: { everyHours: 24 } };
  expect(planned({}, daily)?.reconcileEveryMs).toBe(86_400_000);
  expect(planned({ polling: { reconciliation: { everyHours: 0.5 } } }, daily)?.reconcileEveryMs).toBe(1_800_000);
});

const pin: ConfigurationEntry = {
  key: 'app.pin',
  name: 'Pin',
  description: '',
  type: 'TEXTFIELD_1000',
  required: false,
};

test.each([
  ['has another type', [pin]],
  ['is no longer described', []],
])('a stored secret stays one where its entry %s', (_what, entries) => {
  const planWith = (configuration: Record<string, unknown>) =>
    planInstance(
      { clock: createManualClock(), minRefreshMinutes: 1 },
      {
        connector: testConnector({}, { configuration: entries }),
        bringsTokens: false,
        stored: { 'api.key': 'k', 'app.pin': 'canary' },
        secretKeys: ['api.key', 'app.pin'],
        configuration,
      },
    );
  for (const configuration of [{}, { 'app.pin': '********' }]) {
    const plan = planWith(configuration);
    expect(plan.secrets).toMatchObject({ 'app.pin': 'canary' });
    expect(plan.configuration).not.toHaveProperty(['app.pin']);
  }
  expect(planWith({ 'app.pin': '1234' }).configuration).toMatchObject({ 'app.pin': '1234' });
});
