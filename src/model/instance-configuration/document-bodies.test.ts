import { expect, test } from 'vitest';
import {
  activecampaignBody,
  actonBody,
  actonCurlBody,
  actonHtmlBody,
  type DocumentBody,
  infusionsoftBody,
  infusionsoftPlaceholderBody,
  salesloftBody,
  salesloftMinedBody,
  withConfiguration,
} from '../../../test/kit/document-bodies.ts';
import { normalizeInstanceConfiguration } from './normalize-instance-configuration.ts';

function normalize({ configuration }: DocumentBody) {
  const apiKey = { key: 'api.key', name: 'API key', description: '', type: 'PASSWORD', required: false } as const;
  const { warnings, ...rest } = normalizeInstanceConfiguration(configuration, {
    entries: [apiKey],
    minRefreshMinutes: 1,
    defaults: { refreshIntervalMinutes: 15, pollerConfiguration: {} },
  });
  return {
    ...rest,
    warnings: warnings.map(({ path, message }) => `${path.slice('configuration.'.length)}: ${message}`),
  };
}

const dates = 'event.poller.configuration.contacts.datesConfiguration';
const spelling = [
  `${dates}.updatedAtField: taken as updatedDateField`,
  `${dates}.updatedAtFormat: taken as updatedDateFormat`,
  `${dates}.createdAtField: taken as createdDateField`,
  `${dates}.createdAtFormat: taken as createdDateFormat`,
];

test('the three editions of the Act-On body mean the same but for the filter', () => {
  const [first, curl, html] = [normalize(actonBody), normalize(actonCurlBody), normalize(actonHtmlBody)];
  const url = (filter: string) => `/hubs/marketing/lists/{listId}/contacts?where=${filter}='\${epoch}'`;
  expect(first.polling?.definitions[0]).toMatchObject({
    url: url('modified_after'),
    idField: '_contact_id_',
    updated: { field: '__modified_date', format: 'milliseconds' },
    created: { field: '__created_date', format: 'milliseconds' },
  });
  expect(first.warnings).toEqual(spelling);
  expect(curl.polling?.definitions[0]).toEqual({ ...first.polling?.definitions[0], url: url('modaafter') });
  expect(curl.notification.callbackUrl).toBe('https://mycoolapp.com');
  expect(curl.warnings).toEqual(['event.notification.url: taken as event.notification.callback.url', ...spelling]);
  expect(html.polling?.definitions[0]).toEqual({ ...first.polling?.definitions[0], url: url('modafter') });
  expect(html.warnings).toEqual([]);
});

test('the Salesloft body is accepted, without a callback URL', () => {
  const { polling, notification, warnings } = normalize(salesloftBody);
  expect(polling).toMatchObject({ intervalMs: 900_000, definitions: [{ updated: { timezone: 'GMT' } }] });
  expect(notification).toMatchObject({ enabled: true, callbackUrl: undefined });
  expect(warnings).toEqual([
    'filter.response.nulls: kept, not used',
    'event.notification.callback.url: not set: events are stored, but nobody is notified of them',
  ]);
});

test('the mined Salesloft body is accepted, and what stands in the wrong place is found', () => {
  const { polling, notification, warnings, values, misplacedProviderData } = normalize(salesloftMinedBody);
  expect(polling?.definitions).toMatchObject([
    {
      resource: 'contacts',
      url: "/hubs/crm/contacts?where=updated_at>='${date:yyyy-MM-dd'T'HH:mm:ssXXX}'",
      updated: { format: "yyyy-MM-dd'T'HH:mm:ssSSSSSSXXX" },
      unused: {},
    },
  ]);
  expect(notification.enabled).toBe(false);
  expect(misplacedProviderData).toMatchObject({ code: 'XXXXXXXXXXXXXXXXXX', state: 'salesloft' });
  expect(values['event.poller.configuration']).not.toMatch(/XXXX|refresh_token|eventsEnabled/);
  expect(values['oauth.user.refresh_token']).toBeUndefined();
  const poller = 'event.poller.configuration';
  expect(warnings).toEqual([
    'filter.response.nulls: kept, not used',
    `${poller}.contacts.oauth.user.refresh_time: not part of the polling configuration; ignored`,
    `${poller}.contacts.oauth.user.refresh_token: not part of the polling configuration; ignored`,
    expect.stringMatching(/contacts\.url: odd number of quotes; taken as /),
    `${poller}.name: not part of the polling configuration; ignored`,
    `${poller}.eventsEnabled: not part of the polling configuration; ignored`,
    `${poller}.providerData: belongs beside configuration; taken from here unless it is given there`,
  ]);
});

test('a misplaced configuration value is moved unless it is set in its place', () => {
  const contacts = { url: '/x', idField: 'id', 'oauth.user.token': 'inside', 'event.notification.enabled': true };
  const moved = normalize(withConfiguration(salesloftMinedBody, { 'event.poller.configuration': { contacts } }));
  expect(moved.values['oauth.user.token']).toBe('inside');
  expect(moved.notification.enabled).toBe(false);
  const own = { 'oauth.user.token': 'outside', 'event.poller.configuration': { contacts } };
  expect(normalize(withConfiguration(salesloftMinedBody, own)).values['oauth.user.token']).toBe('outside');
});

test('the Infusionsoft body is accepted without a remark', () => {
  const { polling, warnings, notification } = normalize(infusionsoftBody);
  expect(warnings).toEqual([]);
  expect(notification.callbackUrl).toMatch(/\/events\/$/);
  expect(polling?.definitions).toMatchObject([
    { url: '/hubs/crm/appointments', updated: { field: 'modification_date' }, created: { field: 'creation_date' } },
  ]);
});

test('the Infusionsoft example is refused only for the minutes it leaves open', () => {
  expect(() => normalize(infusionsoftPlaceholderBody)).toThrow(
    'configuration.event.poller.refresh_interval: found "<minutes>"; allowed: a number of minutes from 1 to 999999999',
  );
  const filled = normalize(withConfiguration(infusionsoftPlaceholderBody, { 'event.poller.refresh_interval': 5 }));
  expect(filled).toMatchObject({ mechanism: 'polling', polling: { intervalMs: 300_000 } });
});

test('the ActiveCampaign body carries every documented key', () => {
  const { polling, warnings } = normalize(activecampaignBody);
  expect(polling?.definitions[0]).toMatchObject({
    filterByUpdatedDate: true,
    createdCheckToleranceSeconds: 60,
    pageSize: 20,
    pollDelaySeconds: 60,
    updated: { field: 'mdate', timezone: 'GMT' },
    created: { field: 'cdate', timezone: 'GMT' },
  });
  expect(warnings).toHaveLength(7);
  expect(warnings).toContainEqual(expect.stringContaining('deals.url: a fixed date in the query'));
});
