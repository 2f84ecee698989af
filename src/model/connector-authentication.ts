import { z } from 'zod';
import { headerTemplate, jsonTemplate, placeName, queryTemplate, seconds, text } from './connector-template.ts';

/**
 * The part of the connector format that says how requests prove who sends them. `{name}` is a value of the instance
 * configuration.
 */

const clientAuthentication = z.enum(['body', 'basic']);

const placement = z
  .strictObject({
    in: z.enum(['header', 'query']).default('header'),
    name: placeName.default('authorization').describe('name of the header or query parameter'),
    prefix: z.string().default('Bearer ').describe('put before the token'),
  })
  .prefault({})
  .describe('where requests carry the token');

const tokenLife = {
  refreshAheadSeconds: seconds.default(300).describe('tokens are renewed this long before they expire'),
  defaultLifetimeSeconds: seconds.default(3600).describe('lifetime to assume when the token answer does not tell it'),
};

const captured = z.record(text, text);

const ofRedirect = z.union([
  text,
  z.strictObject({
    parameter: text,
    allowed: z
      .array(text)
      .min(1)
      .describe('all values that it may have. Needed where the entry stands in an address, before its path'),
  }),
]);

export const oauth2Schema = z.strictObject({
  type: z.literal('oauth2'),
  grant: z
    .enum(['authorizationCode', 'clientCredentials', 'password'])
    .default('authorizationCode')
    .describe(
      '`clientCredentials`: the client itself is the user; `password`: the entries `username` and `password` are exchanged for tokens. Both ask again where there is no refresh token',
    ),
  authorizationUrl: text
    .optional()
    .describe('default of the entry oauth.authorization.url; needed by the grant `authorizationCode`'),
  tokenUrl: text.describe('default of the entry oauth.token.url'),
  refreshUrl: text.optional().describe('default of the entry oauth.token.refresh_url; absent: tokenUrl'),
  scope: z.string().default(''),
  scopeSeparator: z
    .string()
    .default(' ')
    .describe('what the provider separates scopes by; in the configuration they are separated by blanks'),
  pkce: z
    .boolean()
    .default(false)
    .describe('true: a code verifier (S256) goes with the consent and with the code; the connect flow always can'),
  authorizationParameters: queryTemplate.default({}).describe('added to the URL that the user is sent to'),
  tokenParameters: queryTemplate.default({}).describe('added to the request that obtains the first tokens'),
  refreshParameters: queryTemplate.default({}).describe('added to the request that refreshes tokens'),
  tokenRequestFormat: z.enum(['form', 'json']).default('form').describe('how token requests are written'),
  clientAuthentication: z
    .strictObject({ code: clientAuthentication.default('body'), refresh: clientAuthentication.default('body') })
    .default({ code: 'body', refresh: 'body' })
    .describe('how the client id and secret are sent for the first tokens, and with a refresh token'),
  forwardFromRedirect: z
    .array(text)
    .default([])
    .describe('parameters of the redirect (providerData) that the token request must repeat'),
  capture: z
    .strictObject({
      redirect: z
        .record(text, ofRedirect)
        .default({})
        .describe(
          'configuration entry → parameter of the redirect, e.g. `company.id: realmId`, with the values that are allowed, e.g. `{ parameter: accounts-server, allowed: [https://accounts.vendor.eu] }`. Whoever consents can write the redirect',
        ),
      token: captured
        .default({})
        .describe(
          'configuration entry → path in the token answer, e.g. `base.url: instance_url`; read at every refresh',
        ),
    })
    .prefault({})
    .describe('values that only the authorization tells and that requests need'),
  placement,
  refreshToken: z
    .enum(['rotating', 'stable'])
    .default('stable')
    .describe('`rotating`: each refresh returns a new refresh token and kills the old one'),
  ...tokenLife,
  reconnectWhen: z
    .array(z.strictObject({ status: z.number().int(), error: text.describe('the OAuth error code') }))
    .default([{ status: 400, error: 'invalid_grant' }])
    .describe('answers of the token endpoint that mean: the user must connect again'),
});

const oauth1Schema = z.strictObject({
  type: z.literal('oauth1'),
  requestTokenUrl: text.describe('default of the entry oauth.request.url'),
  authorizationUrl: text.describe('default of the entry oauth.authorization.url'),
  accessTokenUrl: text.describe('default of the entry oauth.token.url'),
  signatureMethod: z.enum(['HMAC-SHA1', 'HMAC-SHA256', 'PLAINTEXT']).default('HMAC-SHA1'),
  realm: z.string().optional().describe('realm of the Authorization header; `{name}` is filled'),
  authorizationParameters: queryTemplate.default({}).describe('added to the URL that the user is sent to'),
});

export const apiKeySchema = z.strictObject({
  type: z.literal('apiKey'),
  configurationKey: text.describe('the configuration entry that holds the key'),
  in: z.enum(['header', 'query']).default('header'),
  name: placeName.describe('name of the header or query parameter'),
  prefix: z.string().default('').describe('put before the key, e.g. `Token `'),
});

const bearerSchema = z.strictObject({
  type: z.literal('bearer'),
  configurationKey: text.describe('the configuration entry that holds a token which does not expire'),
});

const basicSchema = z.strictObject({
  type: z.literal('basic'),
  username: z.string().default('{username}').describe('e.g. `{api.key}` or `{email}/token`'),
  password: z.string().default('{password}').describe('e.g. `X` where the vendor wants any'),
});

const tokenAnswer = {
  token: text.describe('path of the token in the answer'),
  lifetime: text.optional().describe('path of its lifetime in seconds'),
  expiresAt: text.optional().describe('path of the moment at which it expires: ISO, or epoch seconds or milliseconds'),
};

const jwtSchema = z.strictObject({
  type: z.literal('jwt'),
  algorithm: z.enum(['RS256', 'RS384', 'RS512', 'ES256', 'PS256', 'HS256', 'HS384', 'HS512']).default('RS256'),
  key: text.describe('the configuration entry that holds the private key (PEM, PKCS#8 or PKCS#1) or the shared secret'),
  header: queryTemplate.default({}).describe('added to the header, e.g. `kid: "{key.id}"`'),
  claims: queryTemplate
    .default({})
    .describe('claims beside `iat` and `exp`, e.g. `iss: "{app.id}"`; `{nonce}` is a new random text, e.g. for `jti`'),
  backdateSeconds: seconds.default(0).describe('taken off `iat`, for vendors whose clock may be behind'),
  lifetimeSeconds: seconds.default(600),
  exchange: z
    .strictObject({
      url: text.describe('`{name}` is filled'),
      format: z.enum(['form', 'json']).default('form'),
      parameters: queryTemplate
        .default({})
        .describe('what is sent; `{assertion}` is the JWT. Empty: the JWT goes as a Bearer token with an empty body'),
      ...tokenAnswer,
      token: tokenAnswer.token.default('access_token'),
      lifetime: text.default('expires_in').describe('path of its lifetime in seconds'),
    })
    .optional()
    .describe('the request that exchanges the JWT for a token. Absent: the JWT is sent itself'),
  placement,
  ...tokenLife,
});

const sessionSchema = z.strictObject({
  type: z.literal('session'),
  request: z
    .strictObject({
      method: z.enum(['GET', 'POST']).default('POST'),
      url: text.describe('`{name}` is filled; `{base.url}` works'),
      headers: headerTemplate.default({}),
      format: z.enum(['form', 'json']).default('json'),
      body: jsonTemplate.optional(),
    })
    .describe('the request that logs in'),
  ...tokenAnswer,
  placement,
  ...tokenLife,
});

const noneSchema = z.strictObject({ type: z.literal('none').describe('requests carry no credentials') });

export const authenticationSchema = z.discriminatedUnion('type', [
  oauth2Schema,
  oauth1Schema,
  apiKeySchema,
  bearerSchema,
  basicSchema,
  jwtSchema,
  sessionSchema,
  noneSchema,
]);

export type Authentication = z.output<typeof authenticationSchema>;
export type AuthenticationOf<Type extends Authentication['type']> = Extract<Authentication, { type: Type }>;
export type OAuth2 = z.output<typeof oauth2Schema>;
