import { generateKeyPairSync } from 'node:crypto';
import type { Authentication, ConfigurationEntry, Connector } from '../../model/connector.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';

/** The instance configuration of a check: what the fixture tells, and a made-up value for whatever else is required. */
export function inventedConfiguration(
  connector: Connector,
  told: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = new Map(connectorEntries(connector).map((entry) => [entry.key, entry]));
  const wanted = [
    ...[...entries.values()].filter(({ required, defaultValue }) => required && defaultValue === undefined),
    ...credentialKeys(connector.authentication).map((key) => entries.get(key) ?? { key, type: 'TEXTFIELD' as const }),
  ];
  const invented = wanted.map((entry) => [entry.key, inventedValue(connector.authentication, entry)]);
  return { ...(Object.fromEntries(invented) as Record<string, string>), ...told };
}

/** Entries that the authentication reads. */
function credentialKeys(authentication: Authentication): string[] {
  switch (authentication.type) {
    case 'oauth2':
      return ['oauth.api.key', 'oauth.api.secret', 'oauth.callback.url'].concat(
        authentication.grant === 'password' ? ['username', 'password'] : [],
      );
    case 'oauth1':
      return ['oauth.api.key', 'oauth.api.secret', 'oauth.callback.url'];
    case 'apiKey':
    case 'bearer':
      return [authentication.configurationKey];
    case 'basic':
      return placeholders(`${authentication.username} ${authentication.password}`);
    case 'jwt':
      return [authentication.key];
    case 'session':
    case 'none':
      return [];
  }
}

const placeholders = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');

/** Recognisable, so that it is seen where it turns up; but a time zone has to be one. */
export const inventedText = (key: string): string =>
  /zone$/i.test(key) ? 'UTC' : `check-${key.replaceAll(/\W+/g, '-')}`;

function inventedValue(
  authentication: Authentication,
  { key, type, options }: Pick<ConfigurationEntry, 'key' | 'type'> & Pick<Partial<ConfigurationEntry>, 'options'>,
): string {
  if (authentication.type === 'jwt' && authentication.key === key) return signingKey(authentication.algorithm);
  if (key === 'base.url') return 'https://provider.example';
  if (key.endsWith('.url')) return `https://app.example/${inventedText(key)}`;
  if (type.startsWith('BOOLEAN')) return 'false';
  return options?.[0]?.value ?? inventedText(key);
}

function signingKey(algorithm: string): string {
  if (algorithm.startsWith('HS'))
    return 'check-shared-secret-that-is-long-enough-for-every-hash-of-the-family-0123456789';
  const { privateKey } = algorithm.startsWith('ES')
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
