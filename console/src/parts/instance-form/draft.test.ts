import { expect, test } from 'vitest';
import type { ElementSetup, SetupEntry } from '../../api/catalogue-queries.ts';
import { accountEntries } from './account-entries.ts';
import { checkDraft } from './check-draft.ts';
import { mask, printCode, readCode } from './configuration-code.ts';
import { fieldText, isOn, keys, mechanismOf, newDraft, withValue } from './draft.ts';
import { newSignatureKey } from './signature-key.ts';
import { toCallbackTest, toInstanceBody } from './to-request.ts';

const entry = (key: string, more: Partial<SetupEntry> = {}): SetupEntry => ({
  key,
  name: key,
  description: '',
  type: 'TEXTFIELD_1000',
  required: false,
  requiredWhen: null,
  secret: false,
  defaultValue: null,
  hasDefault: more.defaultValue !== undefined,
  options: null,
  group: 'account',
  ...more,
});

const setup: Pick<ElementSetup, 'entries' | 'authentication' | 'events'> = {
  authentication: { kind: 'oauth2', grant: 'authorizationCode', consent: true },
  entries: [
    entry('oauth.api.key', { required: true }),
    entry('oauth.api.secret', { required: true, secret: true }),
    entry('oauth.callback.url'),
    entry('base.url', { defaultValue: 'https://api.example.com' }),
    entry('kind', { defaultValue: 'cloud' }),
    entry('server', { required: true, requiredWhen: { key: 'kind', equals: 'own' } }),
    entry('list.id'),
    entry('oauth.user.token', { group: 'tokens', secret: true }),
    entry(keys.interval, { group: 'events' }),
  ],
  events: {
    mechanisms: ['polling', 'webhook', 'both'],
    refreshMinutes: 15,
    leastRefreshMinutes: 1,
    pollerConfiguration: {},
  },
};
const keysOf = (entries: readonly SetupEntry[]) => entries.map(({ key }) => key);
const draft = { ...newDraft({ name: 'Acme' }), configuration: { [keys.enabled]: true } };

test('what has to be entered stands first, what has a default later, and what another choice makes needless not at all', () => {
  const { main, more } = accountEntries(setup, draft);
  expect(keysOf(main)).toEqual(['oauth.api.key', 'oauth.api.secret', 'list.id']);
  expect(keysOf(more)).toEqual(['oauth.callback.url', 'base.url', 'kind']);
  const own = accountEntries(setup, { ...draft, configuration: { kind: 'own' } });
  expect(keysOf(own.main)).toContain('server');
});

test('who brings tokens needs no client', () => {
  const brings = { ...draft, bringsTokens: true };
  expect(keysOf(accountEntries(setup, brings).main)).toContain('oauth.user.token');
  expect(Object.keys(checkDraft(brings, setup))).toEqual(['oauth.user.token']);
  expect(toInstanceBody(brings)).toMatchObject({ externalAuthentication: 'initial' });
  expect(toInstanceBody(draft)).not.toHaveProperty('externalAuthentication');
});

test('what is missing or cannot be is told before the server is asked', () => {
  const wrong = {
    ...draft,
    name: ' ',
    configuration: { ...draft.configuration, [keys.callbackUrl]: 'events', [keys.interval]: '0.5' },
  };
  expect(Object.keys(checkDraft(wrong, setup))).toEqual([
    'name',
    'oauth.api.key',
    'oauth.api.secret',
    keys.callbackUrl,
    keys.interval,
  ]);
  const byWebhooks = withValue(wrong.configuration, keys.vendorType, 'webhooks');
  expect(checkDraft({ ...wrong, configuration: byWebhooks }, setup)).not.toHaveProperty([keys.interval]);
  const off = withValue(wrong.configuration, keys.enabled, false);
  expect(checkDraft({ ...wrong, configuration: off }, setup)).not.toHaveProperty([keys.callbackUrl]);
});

test('an empty field leaves the configuration', () => {
  const set = withValue(draft.configuration, 'list.id', '7');
  expect(fieldText(set, 'list.id')).toBe('7');
  expect(withValue(set, 'list.id', '')).toEqual(draft.configuration);
});

test('switches and mechanisms are read as people write them', () => {
  expect([true, 'TRUE', 'yes', '1', 'no', undefined].map((value) => isOn({ a: value }, 'a'))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(mechanismOf({}, setup)).toBe('polling');
  expect(mechanismOf({ [keys.vendorType]: 'Webhooks' }, setup)).toBe('webhook');
});

test('form and code stay in step: what no field knows stays, and secrets are masked but kept', () => {
  const configuration = { 'oauth.api.secret': 'very secret', 'x.unknown': { a: [1] }, [keys.enabled]: true };
  const code = printCode(configuration, setup.entries);
  expect(code).not.toContain('very secret');
  expect(readCode(code, configuration, setup.entries)).toEqual(configuration);
  expect(readCode(code.replace(mask, 'another'), configuration, setup.entries)).toMatchObject({
    'oauth.api.secret': 'another',
  });
  expect(readCode(`{"oauth.api.secret": "${mask}"}`, {}, setup.entries)).toEqual({ 'oauth.api.secret': mask });
  for (const wrong of ['{', '[]', 'null', '']) expect(readCode(wrong, configuration, setup.entries)).toBeUndefined();
});

test('a test of the callback URL has what is entered so far', () => {
  const configuration = {
    [keys.callbackUrl]: 'https://x.example',
    [keys.signatureKey]: 'k',
    'event.notification.timeout.seconds': 5,
  };
  expect(toCallbackTest({ configuration })).toEqual({
    url: 'https://x.example',
    signatureKey: 'k',
    timeoutSeconds: '5',
  });
});

test('a new signature key has the form of Standard Webhooks, and is another each time', () => {
  expect(newSignatureKey()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newSignatureKey()).not.toBe(newSignatureKey());
});
