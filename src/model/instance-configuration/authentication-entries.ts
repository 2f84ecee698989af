import type { Authentication, AuthenticationOf } from '../connector.ts';
import { isSecretKey } from './is-secret-key.ts';
import {
  oauth1ConfigurationEntries,
  oauthConfigurationEntries,
  passwordEntries,
  type StandardConfigurationEntry,
} from './standard-configuration-entries.ts';

export interface AuthenticationEntriesOptions {
  /** The tokens come from elsewhere, so that nothing is needed to be given any. */
  bringsTokens?: boolean;
}

/** The configuration entries by which an instance proves who it is, for a connector that does not describe them itself. */
export function authenticationEntries(
  authentication: Authentication,
  { bringsTokens = false }: AuthenticationEntriesOptions = {},
): StandardConfigurationEntry[] {
  switch (authentication.type) {
    case 'oauth2':
      return oauth2Entries(authentication).map((entry) => (bringsTokens ? { ...entry, required: false } : entry));
    case 'oauth1':
      return oauth1ConfigurationEntries.map((entry) => ({ ...entry, required: clientKeys.includes(entry.key) }));
    case 'apiKey':
      return [{ ...neededEntry(authentication.configurationKey), name: 'API Key', type: 'PASSWORD' }];
    case 'bearer':
      return [{ ...neededEntry(authentication.configurationKey), name: 'Token', type: 'PASSWORD' }];
    case 'jwt':
      return jwtEntries(authentication);
    case 'basic':
      return neededEntries([authentication.username, authentication.password]);
    case 'session':
      return neededEntries([authentication.request]);
    case 'none':
      return [];
  }
}

const clientKeys: readonly string[] = ['oauth.api.key', 'oauth.api.secret'];

function oauth2Entries({ grant, pkce }: AuthenticationOf<'oauth2'>): StandardConfigurationEntry[] {
  // A client that proves itself by PKCE may be a public one, without a secret.
  const needed = pkce ? clientKeys.slice(0, 1) : clientKeys;
  const client = oauthConfigurationEntries.map((entry) => ({ ...entry, required: needed.includes(entry.key) }));
  return grant === 'password' ? [...passwordEntries, ...client] : client;
}

function jwtEntries({ key, header, claims, exchange }: AuthenticationOf<'jwt'>): StandardConfigurationEntry[] {
  const others = neededEntries([header, claims, exchange?.url, exchange?.parameters]).filter(
    (entry) => entry.key !== key && !ofJwt.includes(entry.key),
  );
  return [{ ...neededEntry(key), name: 'Key of the JWT', type: 'PASSWORD' }, ...others];
}

/** Placeholders of a JWT that are no configuration entries. */
const ofJwt: readonly string[] = ['nonce', 'assertion'];

/** One for each `{name}` in any text of the templates. */
function neededEntries(templates: readonly unknown[]): StandardConfigurationEntry[] {
  const names = [...JSON.stringify(templates).matchAll(/\{([^{}\s"]+)\}/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => name !== 'base.url').map(neededEntry);
}

const neededEntry = (key: string): StandardConfigurationEntry =>
  passwordEntries.find((entry) => entry.key === key) ?? {
    key,
    name: key,
    description: '',
    type: isSecretKey(key, []) ? 'PASSWORD' : 'TEXTFIELD_1000',
    required: true,
  };
