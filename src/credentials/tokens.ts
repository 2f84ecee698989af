import { readPath } from '../lib/field-path.ts';
import type { JsonRecord, JsonValue } from '../lib/json.ts';
import type { OAuth2 } from '../model/connector.ts';

/** What a provider granted. Plain JSON. */
export interface Tokens {
  accessToken: string;
  /** OAuth 1: what requests are signed with beside the secret of the client. */
  tokenSecret?: string;
  refreshToken?: string;
  /** Epoch milliseconds, by our clock, at which the tokens were asked for; unknown for those that a caller brought. */
  issuedAt?: number;
  /** Epoch milliseconds, by our clock. Absent: they do not end by themselves. */
  expiresAt?: number;
  scope?: string;
  /** The whole answer: some vendors tell the account's address or id in it. A refresh adds to what was told before. */
  raw: JsonRecord;
  /** They were asked for because the provider refused the ones before them. */
  replaceRefused?: true;
  /** Set once the provider has refused them for good: why. They are not used again, nor is the provider asked again. */
  refusedBecause?: string;
}

/** How long tokens are used: refreshed so long before their end, and their lifetime where the answer does not tell it. */
export type TokenLife = Pick<OAuth2, 'refreshAheadSeconds' | 'defaultLifetimeSeconds'>;

/** Paths in a token answer. */
export interface AnswerPaths {
  token: string;
  /** Of the lifetime in seconds. */
  lifetime?: string | undefined;
  /** Of the end: ISO, or epoch seconds or milliseconds. It counts before `lifetime`. */
  expiresAt?: string | undefined;
}

export const oauthPaths: AnswerPaths = { token: 'access_token', lifetime: 'expires_in' };

/** A good token answer. */
export interface GrantedAnswer {
  accessToken: string;
  answer: JsonRecord;
}

/** Reads a token answer. What a refresh does not repeat stays as it was. */
export function tokensFromAnswer(
  { accessToken, answer }: GrantedAnswer,
  { life, paths, issuedAt, previous }: { life: TokenLife; paths: AnswerPaths; issuedAt: number; previous?: Tokens },
): Tokens {
  const refreshToken = text(answer['refresh_token']) ?? previous?.refreshToken;
  const scope = text(answer['scope']) ?? previous?.scope;
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    issuedAt,
    expiresAt:
      endOf(answer, paths) ?? issuedAt + (lifetimeSeconds(answer, paths) ?? life.defaultLifetimeSeconds) * 1000,
    ...(scope === undefined ? {} : { scope }),
    raw: { ...previous?.raw, ...answer },
  };
}

/**
 * Whether tokens should be renewed: refreshAheadSeconds before they expire, but not before half of their life has
 * passed, or tokens that live shorter than that would be renewed at every use.
 */
export function isRenewalDue(tokens: Tokens, { refreshAheadSeconds }: TokenLife, now: number): boolean {
  const { issuedAt = Number.NEGATIVE_INFINITY, expiresAt = Number.POSITIVE_INFINITY } = tokens;
  const aheadMs = Math.min(refreshAheadSeconds * 1000, (expiresAt - issuedAt) / 2);
  return now >= expiresAt - aheadMs;
}

/** Several vendors send numbers as text, and 0 for "until revoked". */
function lifetimeSeconds(answer: JsonRecord, { lifetime }: AnswerPaths): number | undefined {
  const value = lifetime === undefined ? undefined : readPath(answer, lifetime);
  const seconds = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

/** Numbers below this are seconds: as milliseconds they would lie in 1973 and before. */
const leastEpochMs = 1e11;

function endOf(answer: JsonRecord, { expiresAt }: AnswerPaths): number | undefined {
  const value = expiresAt === undefined ? undefined : readPath(answer, expiresAt);
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) return number > 0 ? (number < leastEpochMs ? number * 1000 : number) : undefined;
  const parsed = Date.parse(String(value));
  return Number.isNaN(parsed) ? undefined : parsed;
}

const text = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
