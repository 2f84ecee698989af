import type { JsonRecord, JsonValue } from '../lib/json.ts';
import type { OAuth2 } from '../model/connector.ts';

/** What an OAuth token endpoint granted. Plain JSON. */
export interface Tokens {
  accessToken: string;
  refreshToken?: string;
  /** Epoch milliseconds, by our clock, at which the tokens were asked for; unknown for those that a caller brought. */
  issuedAt?: number;
  /** Epoch milliseconds, by our clock. */
  expiresAt: number;
  scope?: string;
  /** The whole answer: some vendors tell the account's address or id in it. A refresh adds to what was told before. */
  raw: JsonRecord;
  /** Set once the provider has refused them for good: why. They are not used again, nor is the provider asked again. */
  refusedBecause?: string;
}

/** The body of a successful token answer. */
export type GrantedAnswer = JsonRecord & { access_token: string };

/** Reads a token answer. What a refresh does not repeat stays as it was. */
export function tokensFromAnswer(
  answer: GrantedAnswer,
  { oauth, issuedAt, previous }: { oauth: OAuth2; issuedAt: number; previous?: Tokens },
): Tokens {
  const lifetimeSeconds = positive(answer['expires_in']) ?? oauth.defaultLifetimeSeconds;
  const refreshToken = text(answer['refresh_token']) ?? previous?.refreshToken;
  const scope = text(answer['scope']) ?? previous?.scope;
  return {
    accessToken: answer.access_token,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    issuedAt,
    expiresAt: issuedAt + lifetimeSeconds * 1000,
    ...(scope === undefined ? {} : { scope }),
    raw: { ...previous?.raw, ...answer },
  };
}

/**
 * Whether tokens should be refreshed: refreshAheadSeconds before they expire, but not before half of their life has
 * passed, or tokens that live shorter than that would be refreshed at every use. Without a refresh token: never.
 */
export function isRefreshDue(tokens: Tokens, oauth: OAuth2, now: number): boolean {
  if (tokens.refreshToken === undefined) return false;
  const { issuedAt = Number.NEGATIVE_INFINITY, expiresAt } = tokens;
  const aheadMs = Math.min(oauth.refreshAheadSeconds * 1000, (expiresAt - issuedAt) / 2);
  return now >= expiresAt - aheadMs;
}

/** Several vendors send numbers as text, and 0 for "until revoked". */
function positive(value: JsonValue | undefined): number | undefined {
  const seconds = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

const text = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
