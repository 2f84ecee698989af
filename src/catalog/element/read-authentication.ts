import type { z } from 'zod';
import { authenticationSchema } from '../../model/connector-authentication.ts';
import type { Authentication } from '../../model/connector.ts';
import {
  isTrue,
  word,
  type ElementDocument,
  type ElementEntry,
  type ElementResource,
} from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { issuePath } from '../../model/findings/issue-path.ts';
import { oauthRequests } from './oauth-requests.ts';
import { defaultValueOf } from './read-entries.ts';
import type { PlacedParameter } from './request-parts.ts';
import { tokenPlacement } from './token-placement.ts';

type AuthenticationInput = z.input<typeof authenticationSchema>;

export interface ReadAuthentication {
  authentication: Authentication;
  /** The parameters of the element without the one that carries the token. */
  common: PlacedParameter[];
  /** Resources that say something of it. */
  used?: ReadonlySet<ElementResource>;
}

/** How requests prove who sends them, from `authentication.type`, the `oauth.*` entries and the parameters of the element. */
export function readAuthentication(
  document: ElementDocument,
  common: readonly PlacedParameter[],
  remark: Remark,
): ReadAuthentication {
  const type = word(document.authentication?.type);
  const entries = document.configuration;
  if (offersOthers(entries)) {
    remark(
      'authentication',
      'changed',
      `instances authenticate by ${type || 'custom'} only, whatever authentication.type says`,
    );
  }
  const grant = grants.get(type);
  if (grant) {
    const { changes, used } = oauthRequests(document, remark);
    const pkce = type === 'oauth2pkce';
    return { ...withToken({ ...oauth2(entries, grant), pkce, ...changes }, common, remark), used };
  }
  if (type === 'oauth1') return { authentication: checked(oauth1(entries), remark), common: [...common] };
  if (type === 'basic') return basic(common);
  if (!byParameters.has(type))
    remark('authentication', 'notRun', `requests are sent without credentials: ${type} is not known here`);
  return { authentication: { type: 'none' }, common: [...common] };
}

type Grant = 'authorizationCode' | 'password' | 'clientCredentials';

const grants: ReadonlyMap<string, Grant> = new Map([
  ['oauth2', 'authorizationCode'],
  ['oauth2pkce', 'authorizationCode'],
  ['oauth2password', 'password'],
  ['oauth2clientcredentials', 'clientCredentials'],
]);

/** Their credentials are entries of the configuration that the parameters of the element send. */
const byParameters: ReadonlySet<string> = new Set([
  '',
  'none',
  'custom',
  'customapikey',
  'apikey',
  'personalaccesstoken',
]);

/** A choice between kinds, of which each instance takes one. */
const offersOthers = (entries: readonly ElementEntry[]): boolean =>
  entries.some(({ key, options }) => key === 'authentication.type' && (options?.length ?? 0) > 1);

function oauth2(entries: readonly ElementEntry[], grant: Grant) {
  const valueOf = (key: string) => defaultValueOf(entries, key);
  const inHeader = isTrue(valueOf('oauth.basic.header')) ? 'basic' : 'body';
  const refreshUrl = valueOf('oauth.token.refresh_url') || valueOf('oauth.token.refresh.url');
  const lifetime = Number(valueOf('oauth.user.refresh_interval') || valueOf('oauth.user.refresh.interval'));
  const authorizationUrl = valueOf('oauth.authorization.url');
  return {
    type: 'oauth2',
    grant,
    ...(authorizationUrl !== '' && { authorizationUrl }),
    tokenUrl: valueOf('oauth.token.url') || '{oauth.token.url}',
    ...(refreshUrl !== '' && { refreshUrl }),
    scope: valueOf('oauth.scope'),
    clientAuthentication: { code: inHeader, refresh: inHeader },
    ...(lifetime > 0 && { defaultLifetimeSeconds: lifetime }),
  } as const satisfies AuthenticationInput;
}

function oauth1(entries: readonly ElementEntry[]): AuthenticationInput {
  const valueOf = (key: string) => defaultValueOf(entries, key) || `{${key}}`;
  return {
    type: 'oauth1',
    requestTokenUrl: valueOf('oauth.request.url'),
    authorizationUrl: valueOf('oauth.authorization.url'),
    accessTokenUrl: valueOf('oauth.token.url'),
  };
}

/** `Authorization: Bearer ${configuration.oauth.user.token}` among the parameters says where the token goes. */
function withToken(oauth: AuthenticationInput, common: readonly PlacedParameter[], remark: Remark): ReadAuthentication {
  const { placement, carriers } = tokenPlacement(common);
  for (const { at } of carriers.slice(1)) remark(at, 'notRun', 'the token is sent once, as the parameter before says');
  const authentication = checked({ ...oauth, ...(placement && { placement }) } as AuthenticationInput, remark);
  return { authentication, common: common.filter((one) => !carriers.includes(one)) };
}

/** A header Authorization of its own would hide the one that is made of user name and password. */
function basic(common: readonly PlacedParameter[]): ReadAuthentication {
  const isOwn = ({ parameter }: PlacedParameter) =>
    word(parameter.vendorType) === 'header' && word(parameter.vendorName) === 'authorization';
  const own = common.some(isOwn);
  const authentication: Authentication = own
    ? { type: 'none' }
    : { type: 'basic', username: '{username}', password: '{password}' };
  return { authentication, common: [...common] };
}

function checked(input: AuthenticationInput, remark: Remark): Authentication {
  const parsed = authenticationSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${issuePath(path)}: ${message}`).join('; ');
  remark('authentication', 'notRun', `requests are sent without credentials: ${issues}`);
  return { type: 'none' };
}
