import type { Clock } from '../lib/clock.ts';
import type { Authentication, AuthenticationOf } from '../model/connector.ts';
import type { Issue } from '../model/fault.ts';
import { carry, type Authorization } from './authorization.ts';
import { fillFromConfiguration, throwIfIncomplete, type Configuration } from './fill-configuration.ts';
import { jwtAssertion } from './jwt-assertion.ts';
import { basicHeader } from './token-request.ts';

/** Authentications for which the configuration is all that is needed. */
export type FixedAuthentication = Exclude<Authentication, { type: 'oauth2' | 'oauth1' | 'session' }>;

/** Throws `configuration.invalid` for what is missing. */
export async function fixedAuthorization(
  { clock }: { clock: Clock },
  authentication: FixedAuthentication,
  configuration: Configuration,
): Promise<Authorization> {
  switch (authentication.type) {
    case 'none':
      return { headers: {}, query: {} };
    case 'apiKey':
      return carry(entry(authentication.configurationKey, 'the API key', configuration), authentication);
    case 'bearer':
      return bearer(entry(authentication.configurationKey, 'the token', configuration));
    case 'basic':
      return basic(authentication, configuration);
    case 'jwt':
      return carry(await jwtAssertion({ clock }, authentication, configuration), authentication.placement);
  }
}

function entry(key: string, what: string, configuration: Configuration): string {
  const value = configuration[key] ?? '';
  if (value === '') {
    throwIfIncomplete([{ path: `configuration.${key}`, message: `is required: it must hold ${what}` }]);
  }
  return value;
}

const bearer = (token: string): Authorization => ({ headers: { authorization: `Bearer ${token}` }, query: {} });

function basic({ username, password }: AuthenticationOf<'basic'>, configuration: Configuration): Authorization {
  const issues: Issue[] = [];
  const pair = [username, password].map((template) => fillFromConfiguration(template, configuration, issues));
  throwIfIncomplete(issues);
  const [name = '', secret = ''] = pair;
  return { headers: { authorization: basicHeader(name, secret) }, query: {} };
}
