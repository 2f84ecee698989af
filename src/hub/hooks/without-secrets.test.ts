import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testConnector } from '../../../test/kit/test-connector.ts';
import { withoutSecrets } from './without-secrets.ts';

const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq"hki\\G9w0BAQ\n-----END PRIVATE KEY-----';

const clean = (configuration: Record<string, string>, text: string, connector: Record<string, unknown> = {}) =>
  withoutSecrets({ organizationId: 1, instanceId: 1, connector: testConnector({}, connector), configuration })(text);

test('entries of the authentication are secrets though the connector does not list them', () => {
  const jwt = { authentication: { type: 'jwt', algorithm: 'RS256', key: 'signing.pem' }, configuration: [] };
  expect(clean({ 'signing.pem': 'one-line-key' }, 'the one-line-key', jwt)).toBe('the ********');
  const basic = {
    authentication: { type: 'basic', username: '{user.code}', password: '{pass.word}' },
    configuration: [{ key: 'pass.word', name: 'Password', type: 'PASSWORD' }],
  };
  expect(clean({ 'pass.word': 'geheim', 'user.code': 'anna' }, 'anna:geheim', basic)).toBe('anna:********');
});

test('a key of several lines is found in JSON and in a URL, and so is one of its lines', () => {
  const shown = JSON.stringify({ pem });
  const texts = [pem, shown, JSON.stringify(shown), encodeURIComponent(pem), `of ${pem.split('\n')[1]}`];
  for (const text of texts) {
    const left = clean({ 'private.key': pem }, text);
    expect(left).toContain('********');
    expect(left).not.toMatch(/MIIE|G9w0|PRIVATE/);
  }
});

test('what the account names as secret beside its configuration is taken out as well', () => {
  const account = { organizationId: 1, instanceId: 1, connector: testConnector(), configuration: { region: 'europe' } };
  const text = 'https://a.example/?token=t%2Fok in europe';
  expect(withoutSecrets({ ...account, secrets: ['t/ok', ''] })(text)).toBe(
    'https://a.example/?token=******** in europe',
  );
});

test('what is no secret stays, and so do values that are too short to tell', () => {
  const configuration = { region: 'europe', 'api.key': 'abc' };
  expect(clean(configuration, 'europe abc')).toBe('europe abc');
});

test('no secret is left in a text of JSON, however often it was put into JSON', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 30 }), fc.integer({ min: 0, max: 3 }), (secret, times) => {
      let text = secret;
      for (let done = 0; done < times; done += 1) text = JSON.stringify([text]);
      expect(clean({ 'api.key': secret }, text)).not.toContain(JSON.stringify(secret).slice(1, -1));
    }),
  );
});
