import type { components } from '../api/openapi-types.ts';

type AuthenticationKind = components['schemas']['AuthenticationKind'];

const kinds: Record<AuthenticationKind['kind'], string> = {
  oauth2: 'OAuth 2',
  oauth1: 'OAuth 1',
  apiKey: 'API key',
  bearer: 'Access token',
  basic: 'User and password',
  jwt: 'Signed token (JWT)',
  session: 'Log-in with a session',
  none: 'No authentication',
};

const grants: Record<NonNullable<AuthenticationKind['grant']>, string> = {
  authorizationCode: '',
  clientCredentials: ', client credentials',
  password: ', password',
};

/** How an account lets us in, in words. */
export const authenticationWord = ({ kind, grant }: AuthenticationKind): string =>
  kinds[kind] + (grant === null ? '' : grants[grant]);
