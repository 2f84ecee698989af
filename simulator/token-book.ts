export interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
  /** Seconds. */
  expires_in: number;
  scope: string;
  /** Seconds since 1970. */
  created_at?: number;
}

export interface TokenRules {
  scope: string;
  accessTokenSeconds: number;
  refreshTokenDays: number;
  /** A new grant of the same user kills the refresh token of the one before. */
  oneGrantPerUser: boolean;
  /** Token answers carry `created_at`. */
  tellsCreation: boolean;
}

export interface OauthSettings {
  /** Lifetime of the access tokens that are issued from now on. */
  accessTokenSeconds: number;
  /** What a refresh token that was used before does: refused, or refused and its whole grant revoked. */
  onReusedRefreshToken: 'refuse' | 'revokeGrant';
}

interface Grant {
  user: string | undefined;
  refreshToken: string;
  refreshUntilMs: number;
  accessTokens: Set<string>;
}

/** The grants of one provider with their tokens. A refresh token is good for one use and is replaced by it. */
export class TokenBook {
  #settings: OauthSettings;
  readonly #parts: { nowMs: () => number; random: () => number };
  readonly #rules: TokenRules;
  readonly #accessUntilMs = new Map<string, number>();
  readonly #byRefreshToken = new Map<string, Grant>();
  readonly #byUsedRefreshToken = new Map<string, Grant>();

  constructor(parts: { nowMs: () => number; random: () => number }, rules: TokenRules) {
    this.#parts = parts;
    this.#rules = rules;
    this.#settings = { accessTokenSeconds: rules.accessTokenSeconds, onReusedRefreshToken: 'refuse' };
  }

  /** Throws a RangeError for a lifetime below one second. */
  change(settings: Partial<OauthSettings>): void {
    const changed = { ...this.#settings, ...settings };
    if (!(changed.accessTokenSeconds >= 1)) {
      throw new RangeError(`accessTokenSeconds is ${changed.accessTokenSeconds}; allowed: 1 or more.`);
    }
    if (changed.onReusedRefreshToken !== 'refuse' && changed.onReusedRefreshToken !== 'revokeGrant') {
      throw new RangeError(
        `onReusedRefreshToken is ${String(changed.onReusedRefreshToken)}; allowed: refuse, revokeGrant.`,
      );
    }
    this.#settings = changed;
  }

  isValid(accessToken: string): boolean {
    const untilMs = this.#accessUntilMs.get(accessToken);
    return untilMs !== undefined && this.#parts.nowMs() < untilMs;
  }

  /** A new grant. Without `user` each grant belongs to a user of its own. */
  issue(user?: string): Tokens {
    if (user !== undefined && this.#rules.oneGrantPerUser) {
      for (const grant of this.#byRefreshToken.values()) {
        if (grant.user === user) this.#byRefreshToken.delete(grant.refreshToken);
      }
    }
    return this.#renew({ user, refreshToken: '', refreshUntilMs: 0, accessTokens: new Set() });
  }

  /** undefined: the refresh token is unknown, used, revoked or too old. */
  refresh(refreshToken: string): Tokens | undefined {
    const grant = this.#byRefreshToken.get(refreshToken);
    if (grant && grant.refreshUntilMs > this.#parts.nowMs()) return this.#renew(grant);
    const used = this.#byUsedRefreshToken.get(refreshToken);
    if (used && this.#settings.onReusedRefreshToken === 'revokeGrant') this.#revoke(used);
    return undefined;
  }

  /** Access tokens end now; refresh tokens stay good. */
  expireAccessTokens(): void {
    this.#accessUntilMs.clear();
  }

  revokeAll(): void {
    this.#accessUntilMs.clear();
    this.#byRefreshToken.clear();
    this.#byUsedRefreshToken.clear();
  }

  secret(use: string): string {
    let digits = '';
    while (digits.length < 32) {
      digits += Math.floor(this.#parts.random() * 0x1_0000)
        .toString(16)
        .padStart(4, '0');
    }
    return `${use}-${digits}`;
  }

  #renew(grant: Grant): Tokens {
    if (grant.refreshToken !== '') {
      this.#byRefreshToken.delete(grant.refreshToken);
      this.#byUsedRefreshToken.set(grant.refreshToken, grant);
    }
    const nowMs = this.#parts.nowMs();
    const { accessTokenSeconds } = this.#settings;
    grant.refreshToken = this.secret('refresh');
    grant.refreshUntilMs = nowMs + this.#rules.refreshTokenDays * 86_400_000;
    this.#byRefreshToken.set(grant.refreshToken, grant);
    const accessToken = this.secret('access');
    grant.accessTokens.add(accessToken);
    this.#accessUntilMs.set(accessToken, nowMs + accessTokenSeconds * 1000);
    return {
      access_token: accessToken,
      refresh_token: grant.refreshToken,
      token_type: 'Bearer',
      expires_in: accessTokenSeconds,
      scope: this.#rules.scope,
      ...(this.#rules.tellsCreation && { created_at: Math.floor(nowMs / 1000) }),
    };
  }

  #revoke(grant: Grant): void {
    for (const token of grant.accessTokens) this.#accessUntilMs.delete(token);
    this.#byRefreshToken.delete(grant.refreshToken);
  }
}
