import { expect, test } from 'vitest';
import { apiKeySchema, type ConfigurationEntry, oauth2Schema } from '../connector.ts';
import { configurationRulesOf, connectorConfigurationEntries } from './connector-configuration-entries.ts';
import { normalizeInstanceConfiguration } from './normalize-instance-configuration.ts';

const token: ConfigurationEntry = { key: 'api.key', name: 'Key', description: '', type: 'PASSWORD', required: true };
const oauthKey: ConfigurationEntry = { ...token, key: 'oauth.api.key', name: 'Client id', type: 'TEXTFIELD_128' };
const polling = { defaultIntervalMinutes: 5, configuration: { deals: { url: '/hubs/crm/deals', idField: 'id' } } };
const events = { polling };

const keyed = {
  baseUrl: '',
  authentication: apiKeySchema.parse({ type: 'apiKey', configurationKey: 'api.key', name: 'Api-Token' }),
  configuration: [token],
  events,
};
const oauth = {
  baseUrl: 'https://api.example.com',
  authentication: oauth2Schema.parse({ type: 'oauth2', authorizationUrl: 'https://a', tokenUrl: 'https://t' }),
  configuration: [oauthKey],
  events,
};

test('a connector without an address of its own requires base.url', () => {
  const rules = configurationRulesOf(keyed, { minRefreshMinutes: 1 });
  expect(() => normalizeInstanceConfiguration({}, rules)).toThrow(/base\.url: missing.*api\.key: missing/);
});

test('a connector with an address gives it to its instances, with its polling defaults', () => {
  const rules = configurationRulesOf(oauth, { minRefreshMinutes: 1 });
  const { values, polling: settings } = normalizeInstanceConfiguration({ 'oauth.api.key': 'k' }, rules);
  expect(values).toMatchObject({ 'base.url': 'https://api.example.com', 'event.poller.refresh_interval': '5' });
  expect(settings).toMatchObject({ intervalMs: 300_000, definitions: [{ resource: 'deals' }] });
});

test('stored values reach the rules', () => {
  const rules = configurationRulesOf(oauth, { minRefreshMinutes: 1, stored: { 'oauth.api.key': 'k' } });
  expect(normalizeInstanceConfiguration({}, rules).values['oauth.api.key']).toBe('k');
});

test('each entry is shown once, the own description before the common one, with the defaults of the connector', () => {
  const entries = connectorConfigurationEntries(oauth);
  const keys = entries.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(entries.find(({ key }) => key === 'oauth.api.key')).toMatchObject({ name: 'Client id', required: true });
  expect(entries.find(({ key }) => key === 'event.poller.configuration')?.defaultValue).toBe(
    JSON.stringify(polling.configuration),
  );
  expect(keys).toContain('oauth.user.refresh_token');
  expect(connectorConfigurationEntries(keyed).map(({ key }) => key)).not.toContain('oauth.user.refresh_token');
});
