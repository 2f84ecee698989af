import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OauthProvider } from '../../simulator/provider.ts';
import { startSimulator, type Simulator } from '../../simulator/start-simulator.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { startTestApi, type TestApi, textOf } from '../kit/api.ts';
import {
  activecampaignBody,
  actonBody,
  actonCurlBody,
  actonHtmlBody,
  infusionsoftBody,
  infusionsoftPlaceholderBody,
  salesloftBody,
  salesloftMinedBody,
  withConfiguration,
  type DocumentBody,
} from '../kit/document-bodies.ts';

let api: TestApi;
let simulator: Simulator;

beforeAll(async () => {
  [api, simulator] = await Promise.all([startTestApi(), startSimulator()]);
});
afterAll(() => Promise.all([api.close(), simulator.close()]));

const callbackKey = 'event.notification.callback.url';
const callback = 'http://127.0.0.1:9/events';

/** What a reader of a document fills in for its placeholders, with the provider moved to the simulator. */
async function filled(provider: OauthProvider, body: DocumentBody): Promise<DocumentBody> {
  const { code, redirectUri } = await provider.authorizationCode();
  const configured = withConfiguration(body, {
    'oauth.api.key': provider.clientId,
    'oauth.api.secret': provider.clientSecret,
    'oauth.callback.url': redirectUri,
    'oauth.token.url': provider.tokenUrl,
    'base.url': provider.baseUrl,
    ...(body.configuration[callbackKey] ? { [callbackKey]: callback } : {}),
    ...(body.configuration['event.notification.url'] ? { 'event.notification.url': callback } : {}),
  });
  return body['providerData'] ? { ...configured, providerData: { code } } : configured;
}

const bodies: [
  string,
  () => OauthProvider,
  DocumentBody,
  { resource: string; path: string; callbackUrl: string | null },
][] = [
  [
    'Act-On',
    () => simulator.acton,
    actonBody,
    { resource: 'contacts', path: '/hubs/marketing/lists', callbackUrl: callback },
  ],
  [
    'Act-On cURL',
    () => simulator.acton,
    actonCurlBody,
    { resource: 'contacts', path: '/hubs/marketing/lists', callbackUrl: callback },
  ],
  [
    'second Act-On',
    () => simulator.acton,
    actonHtmlBody,
    { resource: 'contacts', path: '/hubs/marketing/lists', callbackUrl: callback },
  ],
  [
    'Salesloft',
    () => simulator.salesloft,
    salesloftBody,
    { resource: 'contacts', path: '/hubs/crm/contacts', callbackUrl: null },
  ],
  [
    'Infusionsoft',
    () => simulator.infusionsoft,
    infusionsoftBody,
    { resource: 'appointments', path: '/hubs/crm/appointments', callbackUrl: callback },
  ],
];

test.each(bodies)(
  'the %s body makes an instance that the provider lets in and that is polled',
  async (_name, providerOf, body, expected) => {
    const made = await api.call('POST', '/instances', { body: await filled(providerOf(), body) });
    expect(made.object).toMatchObject({
      name: body.name,
      tags: body.tags,
      valid: true,
      disabled: false,
      eventsEnabled: true,
    });
    expect(made.status).toBe(200);
    expect(made.object['element']).toMatchObject({ key: body.element.key });
    expect(made.object['configuration']).toMatchObject({
      'event.poller.refresh_interval': '15',
      'oauth.api.secret': '********',
      [callbackKey]: expected.callbackUrl,
    });
    const polls = await api.call('GET', `/instances/${textOf(made.object['id'])}/polls`);
    expect(polls.body).toMatchObject([{ resource: expected.resource, intervalMinutes: 15, lastPoll: null }]);
    const page = await api.call('GET', `${expected.path}?pageSize=1`, { element: textOf(made.object['token']) });
    expect([page.status, Array.isArray(page.body)]).toEqual([200, true]);
  },
);

test('the ActiveCampaign body makes an instance that the provider lets in and that is polled', async () => {
  const { apiKey, baseUrl } = simulator.activecampaign;
  const body = withConfiguration(activecampaignBody, {
    'api.key': apiKey,
    'base.url': baseUrl,
    [callbackKey]: callback,
  });
  const made = await api.call('POST', '/instances', { body });
  expect([made.status, made.object['valid']]).toEqual([200, true]);
  expect(made.object['configuration']).toMatchObject({ 'api.key': '********', 'base.url': baseUrl });
  const polls = await api.call('GET', `/instances/${textOf(made.object['id'])}/polls`);
  expect(polls.body).toMatchObject([{ resource: 'deals' }]);
  const page = await api.call('GET', '/hubs/marketing/deals', { element: textOf(made.object['token']) });
  expect([page.status, page.body]).toEqual([200, []]);
});

test('what stands inside the polling configuration of the first Salesloft body by mistake counts, and is reported', async () => {
  const { code, redirectUri } = await simulator.salesloft.authorizationCode();
  const body = await filled(simulator.salesloft, salesloftMinedBody);
  const poller = body.configuration['event.poller.configuration'] as JsonRecord;
  const mended = withConfiguration(body, {
    'oauth.callback.url': redirectUri,
    'event.poller.configuration': { ...poller, providerData: { ...(poller['providerData'] as JsonRecord), code } },
  });
  const made = await api.call('POST', '/instances', { body: mended });
  expect([made.status, made.object['eventsEnabled']]).toEqual([200, false]);
  const paths = (made.object['warnings'] as JsonRecord[]).map((warning) => textOf(warning['path']));
  expect(paths).toEqual(
    expect.arrayContaining([expect.stringContaining('providerData'), expect.stringContaining('contacts.url')]),
  );
  const polls = await api.call('GET', `/instances/${textOf(made.object['id'])}/polls`);
  expect(polls.body).toMatchObject([{ resource: 'contacts', nextPollDate: null }]);
});

test('the placeholders of the first Infusionsoft body are refused by name until they are filled in', async () => {
  const body = await filled(simulator.infusionsoft, infusionsoftPlaceholderBody);
  const refused = await api.call('POST', '/instances', { body });
  expect(refused.status).toBe(400);
  expect(refused.object['message']).toContain('configuration.event.poller.refresh_interval: found "<minutes>"');
  const mended = withConfiguration(body, { 'event.poller.refresh_interval': 5 });
  expect((await api.call('POST', '/instances', { body: mended })).status).toBe(200);
});

test('a body that is not JSON, as the first Act-On page prints it, is answered with the place where it breaks', async () => {
  const printed = `{ "element": { "key": "acton" },\n "tags": [ "TagName" ],\n "name": Instance Name""\n}`;
  const answer = await api.call('POST', '/instances', { body: printed });
  expect([answer.status, answer.object['code']]).toEqual([400, 'request.malformed']);
  expect(answer.object['message']).toContain('at line 3, column 10');
});
