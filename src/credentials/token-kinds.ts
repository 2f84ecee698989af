import type { Authentication, AuthenticationOf } from '../model/connector.ts';

/** A JWT that is exchanged for a token. */
export type ExchangedJwt = AuthenticationOf<'jwt'> & { exchange: NonNullable<AuthenticationOf<'jwt'>['exchange']> };

/** Authentications by tokens that end, and that a provider gives anew. */
export type Renewable = AuthenticationOf<'oauth2'> | AuthenticationOf<'session'> | ExchangedJwt;

const isExchangedJwt = (authentication: Authentication): authentication is ExchangedJwt =>
  authentication.type === 'jwt' && authentication.exchange !== undefined;

export const isRenewable = (authentication: Authentication): authentication is Renewable =>
  authentication.type === 'oauth2' || authentication.type === 'session' || isExchangedJwt(authentication);

/** Whether instances have tokens of their own beside their configuration. */
export const keepsTokens = (authentication: Authentication): boolean =>
  isRenewable(authentication) || authentication.type === 'oauth1';

/** Whether the configuration is enough to be given tokens: no user has to consent. */
export const grantsItself = (authentication: Authentication): boolean =>
  isRenewable(authentication) && !(authentication.type === 'oauth2' && authentication.grant === 'authorizationCode');
