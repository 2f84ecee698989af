import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { askable, wantedRegistrations } from './wanted-registrations.ts';

const connector = testConnector(
  {},
  {
    webhooks: {
      verify: { kind: 'none' },
      registrations: {
        changes: {
          forEach: ['created', 'deleted'],
          needs: ['team.id'],
          subscribe: { request: { path: '/teams/{team.id}/hooks', body: { site: '{site?}' } } },
        },
        all: { subscribe: { request: { path: '/hooks' } } },
      },
    },
  },
);
const on = { 'event.notification.enabled': 'true', 'event.vendor.type': 'webhooks', 'team.id': '7' };
const wanted = (values: Record<string, string>) => wantedRegistrations(connector, { ...on, ...values });
const digestsOf = (values: Record<string, string>) => wanted(values).registrations.map(({ digest }) => digest);

test('each of the values of a registration is one, and one without values is one', () => {
  expect(wanted({}).registrations.map(({ name, each }) => [name, each])).toEqual([
    ['changes', 'created'],
    ['changes', 'deleted'],
    ['all', ''],
  ]);
});

test.each([
  ['events are off', { 'event.notification.enabled': 'false' }],
  ['changes are polled alone', { 'event.vendor.type': 'polling' }],
])('nothing is asked for while %s', (_what, values) => {
  expect(wanted(values)).toEqual({ registrations: [], warnings: [] });
});

test('one that needs an entry which is not set is not asked for, and told where no other is asked for', () => {
  const { registrations, warnings } = wanted({ 'team.id': ' ' });
  expect(registrations.map(({ name }) => name)).toEqual(['all']);
  expect(warnings).toEqual([]);
  const { changes } = connector.webhooks?.registrations ?? {};
  const alone = { ...connector, webhooks: { ...connector.webhooks, registrations: { changes } } } as typeof connector;
  expect(wantedRegistrations(alone, on)).toMatchObject({ warnings: [] });
  expect(wantedRegistrations(alone, { ...on, 'team.id': ' ' })).toEqual({
    registrations: [],
    warnings: [expect.objectContaining({ path: 'configuration.team.id' })],
  });
});

test('a secret of webhooks that is set by hand is asked for anew with it', () => {
  const subscribe = { request: { path: '/hooks', body: { secret: '{webhookSecret}' } } };
  const secret = testConnector({}, { webhooks: { verify: { kind: 'none' }, registrations: { all: { subscribe } } } });
  const digest = (values: Record<string, string>) =>
    wantedRegistrations(secret, { ...on, ...values }).registrations[0]?.digest;
  expect(digest({ 'webhook.secret': 'a' })).not.toBe(digest({}));
  expect(digest({ 'webhook.secret': 'a' })).toBe(digest({ 'webhook.secret': 'a', 'team.id': '9' }));
});

test('another address of the account makes it another one', () => {
  expect(digestsOf({ 'base.url': 'https://other.example' })).not.toEqual(digestsOf({}));
});

test('what can be asked for is known before events are on, and what is missing for more', () => {
  expect(askable(connector, {})).toEqual({ any: true, missing: ['team.id'] });
  expect(askable(connector, on)).toEqual({ any: true, missing: [] });
  expect(askable(testConnector({}), on)).toEqual({ any: false, missing: [] });
});

test('what its request is filled with makes it another one, and nothing else does', () => {
  const [created, deleted, all] = digestsOf({});
  expect(created).toBe(deleted);
  expect(digestsOf({ site: 'eu' })).toEqual([expect.not.stringMatching(created ?? ''), expect.anything(), all]);
  expect(digestsOf({ 'team.id': '8' })[0]).not.toBe(created);
  expect(digestsOf({ 'event.poller.refresh_interval': '5' })).toEqual([created, deleted, all]);
});
