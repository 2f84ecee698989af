/** Tokens that a caller obtained elsewhere and hands over. */
export interface BroughtTokens {
  accessToken: string;
  /** OAuth 1 only. */
  tokenSecret: string | undefined;
  refreshToken: string | undefined;
  /** Epoch milliseconds; undefined: not said. */
  expiresAt: number | undefined;
}

const accessKey = 'oauth.user.token';
const secretKey = 'oauth.user.token.secret';
const refreshKey = 'oauth.user.refresh_token';
const lifetimeKey = 'oauth.user.refresh_interval';
const givenAtKey = 'oauth.user.refresh_time';

/**
 * Takes the tokens out of a configuration: they change with every refresh, so they live with the credentials and only
 * there.
 */
export function takeBroughtTokens(
  given: Record<string, string>,
  now: number,
): { tokens: BroughtTokens | undefined; values: Record<string, string> } {
  const {
    [accessKey]: accessToken = '',
    [secretKey]: tokenSecret = '',
    [refreshKey]: refreshToken = '',
    [lifetimeKey]: lifetime = '',
    [givenAtKey]: givenAt = '',
    ...values
  } = given;
  if (accessToken.trim() === '') return { tokens: undefined, values };
  const lifetimeMs = positive(lifetime) === undefined ? undefined : Number(lifetime) * 1000;
  return {
    tokens: {
      accessToken: accessToken.trim(),
      tokenSecret: tokenSecret.trim() || undefined,
      refreshToken: refreshToken.trim() || undefined,
      expiresAt: lifetimeMs === undefined ? undefined : (positive(givenAt) ?? now) + lifetimeMs,
    },
    values,
  };
}

const positive = (text: string): number | undefined => (Number(text) > 0 ? Number(text) : undefined);
