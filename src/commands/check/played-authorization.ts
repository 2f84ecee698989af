import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import type { Authentication, AuthenticationOf, Connector } from '../../model/connector.ts';
import { redirectCaptures } from '../../model/redirect-captures.ts';
import { inventedText } from './invented-configuration.ts';
import type { PlayedAnswer, PlayedRequest } from './playback-server.ts';
import { setPath } from './set-path.ts';

/** The provider's side of an authentication: it gives tokens out, and looks at what requests carry. */
export interface PlayedAuthorization {
  /** What the redirect of the provider brings; undefined: there is no redirect. */
  providerData: JsonRecord | undefined;
  /** The answer to a request for tokens; undefined: it is none. */
  answer(request: PlayedRequest): PlayedAnswer | undefined;
  /** What is wrong with the credentials of a request, and the request without those in its URL. */
  inspect(request: PlayedRequest): { faults: string[]; request: PlayedRequest };
}

interface Of<Type extends Authentication> {
  connector: Connector;
  authentication: Type;
  configuration: Readonly<Record<string, string>>;
}

export function playAuthorization(
  connector: Connector,
  configuration: Readonly<Record<string, string>>,
  nowMs: number,
): PlayedAuthorization {
  const { authentication } = connector;
  const of = { connector, authentication, configuration };
  let issued = 0;
  const token = () => `check-token-${issued}`;
  const urls = tokenUrls(authentication, configuration);
  const expected = () => expectedCredentials(of, token());
  return {
    providerData: providerData(authentication, configuration),
    answer: (request) => {
      if (!urls.some((url) => samePlace(url, request.url))) return undefined;
      issued++;
      return tokenAnswer(of, { token: token(), nowMs });
    },
    inspect: (request) => inspect(request, expected()),
  };
}

/** Whether a refused token can be replaced without the user. */
export const isRenewable = (authentication: Authentication): boolean =>
  authentication.type === 'oauth2' ||
  authentication.type === 'session' ||
  (authentication.type === 'jwt' && authentication.exchange !== undefined);

/** `{name}` stands for a value of the configuration. */
export const filled = (template: string, configuration: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => configuration[name] ?? whole);

function tokenUrls(authentication: Authentication, configuration: Readonly<Record<string, string>>): string[] {
  const configured = ['oauth.token.url', 'oauth.token.refresh_url', 'oauth.request.url']
    .map((key) => configuration[key])
    .filter((url) => url !== undefined && url !== '') as string[];
  return [...configured, ...declaredTokenUrls(authentication).map((url) => filled(url, configuration))];
}

function declaredTokenUrls(authentication: Authentication): string[] {
  switch (authentication.type) {
    case 'oauth2':
      return [authentication.tokenUrl, authentication.refreshUrl ?? authentication.tokenUrl];
    case 'oauth1':
      return [authentication.requestTokenUrl, authentication.accessTokenUrl];
    case 'jwt':
      return authentication.exchange ? [authentication.exchange.url] : [];
    case 'session':
      return [authentication.request.url];
    case 'apiKey':
    case 'bearer':
    case 'basic':
    case 'none':
      return [];
  }
}

function samePlace(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)];
  return a !== null && b !== null && a.origin === b.origin && a.pathname === b.pathname;
}

const lifetimeSeconds = 3600;

interface Issued {
  token: string;
  nowMs: number;
}

function tokenAnswer({ authentication, configuration }: Of<Authentication>, issued: Issued): PlayedAnswer {
  if (authentication.type === 'oauth1') {
    const body = new URLSearchParams({ oauth_token: issued.token, oauth_token_secret: 'check-token-secret' });
    return { status: 200, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: body.toString() };
  }
  return answerOf(tokenBody(authentication, configuration, issued));
}

function tokenBody(
  authentication: Authentication,
  configuration: Readonly<Record<string, string>>,
  { token, nowMs }: Issued,
): JsonValue {
  if (authentication.type === 'oauth2') {
    const answer: JsonValue = {
      access_token: token,
      token_type: 'bearer',
      expires_in: lifetimeSeconds,
      ...(authentication.grant === 'authorizationCode' && { refresh_token: `${token}-refresh` }),
    };
    return captured(answer, authentication.capture.token, configuration);
  }
  const form =
    authentication.type === 'session' ? authentication : (authentication as AuthenticationOf<'jwt'>).exchange;
  if (!form) return {};
  const expiry = new Date(nowMs + lifetimeSeconds * 1000).toISOString();
  const withToken = setPath({}, form.token, token);
  const withLifetime = form.lifetime === undefined ? withToken : setPath(withToken, form.lifetime, lifetimeSeconds);
  return form.expiresAt === undefined ? withLifetime : setPath(withLifetime, form.expiresAt, expiry);
}

/** The body with what `capture` reads from it in its places. */
export function captured(
  body: JsonValue | undefined,
  capture: Readonly<Record<string, string>>,
  configuration: Readonly<Record<string, string>>,
): JsonValue {
  const places = Object.entries(capture);
  return (
    places.reduce<JsonValue | undefined>(
      (answer, [key, path]) => setPath(answer, path, configuration[key] ?? inventedText(key)),
      body,
    ) ?? {}
  );
}

export const answerOf = (body: JsonValue, status = 200): PlayedAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function providerData(
  authentication: Authentication,
  configuration: Readonly<Record<string, string>>,
): JsonRecord | undefined {
  if (authentication.type === 'oauth1')
    return {
      oauth_token: 'check-request-token',
      oauth_token_secret: 'check-request-secret',
      oauth_verifier: 'check-verifier',
    };
  if (authentication.type !== 'oauth2' || authentication.grant !== 'authorizationCode') return undefined;
  const { forwardFromRedirect, pkce } = authentication;
  return {
    code: 'check-code',
    ...(pkce && { code_verifier: 'check-verifier' }),
    ...Object.fromEntries(forwardFromRedirect.map((name) => [name, inventedText(name)])),
    ...Object.fromEntries(
      redirectCaptures(authentication).map(({ key, parameter, allowed }) => [
        parameter,
        configuration[key] ?? allowed?.[0] ?? inventedText(key),
      ]),
    ),
  };
}

/** Where a request must carry what; `matches` where the value is not known word by word. */
interface Expected {
  in: 'header' | 'query';
  name: string;
  value: string;
  matches?: RegExp;
}

function expectedCredentials(
  { authentication, configuration }: Of<Authentication>,
  token: string,
): Expected | undefined {
  switch (authentication.type) {
    case 'oauth2':
    case 'session': {
      const { placement } = authentication;
      return { in: placement.in, name: placement.name, value: placement.prefix + token };
    }
    case 'jwt': {
      const { placement, exchange } = authentication;
      const place = { in: placement.in, name: placement.name };
      if (exchange) return { ...place, value: placement.prefix + token };
      return { ...place, value: `${placement.prefix}<the signed JWT>`, matches: jwtBehind(placement.prefix) };
    }
    case 'apiKey': {
      const { name, prefix, configurationKey } = authentication;
      return { in: authentication.in, name, value: prefix + (configuration[configurationKey] ?? '') };
    }
    case 'bearer':
      return header(`Bearer ${configuration[authentication.configurationKey] ?? ''}`);
    case 'basic': {
      const pair = `${filled(authentication.username, configuration)}:${filled(authentication.password, configuration)}`;
      return header(`Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
    }
    case 'oauth1':
      return { ...header('OAuth … oauth_signature="…"'), matches: /^OAuth .*oauth_signature="[^"]+"/ };
    case 'none':
      return undefined;
  }
}

const header = (value: string): Expected => ({ in: 'header', name: 'authorization', value });

const jwtBehind = (prefix: string): RegExp =>
  new RegExp(`^${prefix.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}[\\w-]+\\.[\\w-]+\\.[\\w-]+$`);

function inspect(request: PlayedRequest, expected: Expected | undefined): { faults: string[]; request: PlayedRequest } {
  if (!expected) {
    const carried = request.headers['authorization'];
    return {
      request,
      faults: carried === undefined ? [] : ['the request carries an Authorization header, told is none'],
    };
  }
  const { name, value, matches } = expected;
  const [found, rest] =
    expected.in === 'header' ? [request.headers[name.toLowerCase()], request] : takeParameter(request, name);
  const right = found !== undefined && (matches ? matches.test(found) : found === value);
  if (right) return { request: rest, faults: [] };
  const place = expected.in === 'header' ? `header ${name}` : `query parameter ${name}`;
  return { request: rest, faults: [`credentials: ${place} must be ${quoted(value)}, made: ${quoted(found)}`] };
}

const quoted = (value: string | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** The parameter's value, and the request without it; the rest of the URL stays as it was written. */
function takeParameter(request: PlayedRequest, name: string): [string | undefined, PlayedRequest] {
  const [place = '', query = ''] = request.url.split('?', 2);
  const parts = query.split('&');
  const isIt = (part: string) => decodeURIComponent(part.split('=', 1)[0] ?? '') === name;
  const found = parts.find(isIt);
  const rest = parts.filter((part) => part !== found).join('&');
  const value = found === undefined ? undefined : decodeURIComponent(found.slice(found.indexOf('=') + 1));
  return [value, { ...request, url: rest === '' ? place : `${place}?${rest}` }];
}
