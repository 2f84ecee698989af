import { createHash } from 'node:crypto';
import type { RateLimiter } from './rate-limit.ts';
import type { TokenBook, TokenRules } from './token-book.ts';
import type { Reply, SimRequest } from './types.ts';
import { jsonReply } from './types.ts';

const CODE_LIFETIME_MS = 600_000;

/** How one vendor's authorization server differs from the others. */
export interface OauthRules extends TokenRules {
  /** Below the provider's prefix. */
  authorizePath: string;
  tokenPath: string;
  /** Where the client's id and secret must be in a refresh; the code exchange always has them in the body. */
  refreshClientAuth: 'body' | 'basic';
  /** grant_type=password works too. */
  passwordGrant: boolean;
  badClient: { status: number; error: string };
  badGrantStatus: number;
  /** Parameters that the redirect carries beside code and state. */
  redirectExtras?: Record<string, string>;
}

export interface OauthCounters {
  authorizations: number;
  codeExchanges: number;
  refreshes: number;
  passwordGrants: number;
  /** Token calls that were refused, of any grant. */
  refused: number;
}

export interface OauthParts {
  nowMs: () => number;
  tokens: TokenBook;
  /** Password and code grants take from it (refreshes do not). */
  authLimiter: RateLimiter;
}

interface GivenCode {
  redirectUri: string;
  untilMs: number;
  user: string | undefined;
  /** PKCE with S256; undefined: the authorization had none. */
  codeChallenge: string | undefined;
}

const noCalls: OauthCounters = { authorizations: 0, codeExchanges: 0, refreshes: 0, passwordGrants: 0, refused: 0 };

/** The two addresses of an OAuth 2.0 authorization server that knows one client. */
export class OauthServer {
  readonly rules: OauthRules;
  readonly client: { id: string; secret: string };
  counters: OauthCounters = { ...noCalls };
  readonly #parts: OauthParts;
  readonly #codes = new Map<string, GivenCode>();

  constructor(parts: OauthParts, client: { id: string; secret: string }, rules: OauthRules) {
    this.#parts = parts;
    this.client = client;
    this.rules = rules;
  }

  isAddress(path: string): boolean {
    return path === this.rules.authorizePath || path === this.rules.tokenPath;
  }

  /** Call it for its addresses only. */
  handle(request: SimRequest): Reply {
    if (request.path === this.rules.authorizePath) return this.#authorize(request);
    if (request.method !== 'POST') return jsonReply(405, oauthError('invalid_request', 'Use POST.'), { allow: 'POST' });
    const reply = this.#token(request);
    if (reply.status !== 200) this.counters.refused += 1;
    return { ...reply, headers: { ...reply.headers, 'cache-control': 'no-store' } };
  }

  forgetCodes(): void {
    this.#codes.clear();
  }

  resetCounters(): void {
    this.counters = { ...noCalls };
  }

  #authorize({ query }: SimRequest): Reply {
    const redirectUri = query.get('redirect_uri');
    if (query.get('client_id') !== this.client.id) return badPage('Unknown client_id.');
    if (!redirectUri || !URL.canParse(redirectUri)) return badPage('redirect_uri is missing or is not a URL.');
    const state = query.get('state');
    const back = (params: Record<string, string>) => {
      const target = new URL(redirectUri);
      for (const [name, value] of Object.entries(params)) target.searchParams.set(name, value);
      if (state !== null) target.searchParams.set('state', state);
      return { status: 302, headers: { location: target.href }, body: '' };
    };
    if (query.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
    if (query.get('code_challenge') !== null && query.get('code_challenge_method') !== 'S256')
      return back({ error: 'invalid_request' });
    const auto = query.get('auto') ?? 'approve';
    if (auto === 'ask') return consentPage(query);
    if (auto !== 'approve') return back({ error: 'access_denied' });
    const code = this.#parts.tokens.secret('code');
    const user = query.get('user') ?? undefined;
    const codeChallenge = query.get('code_challenge') ?? undefined;
    this.#codes.set(code, { redirectUri, untilMs: this.#parts.nowMs() + CODE_LIFETIME_MS, user, codeChallenge });
    this.counters.authorizations += 1;
    return back({ code, ...this.rules.redirectExtras });
  }

  #token(request: SimRequest): Reply {
    const form = parseForm(request);
    if (!form) return jsonReply(400, oauthError('invalid_request', 'The body is neither a form nor JSON.'));
    const grantType = form.get('grant_type');
    const clientAuth = grantType === 'refresh_token' ? this.rules.refreshClientAuth : 'body';
    if (!this.#isClient(request, form, clientAuth)) {
      return jsonReply(this.rules.badClient.status, oauthError(this.rules.badClient.error, 'Unauthorized'));
    }
    if (grantType === 'refresh_token') return this.#refresh(form.get('refresh_token') ?? '');
    if (grantType !== 'authorization_code' && !(grantType === 'password' && this.rules.passwordGrant)) {
      return jsonReply(400, oauthError('unsupported_grant_type', `Unsupported grant_type ${grantType ?? '(none)'}.`));
    }
    if (!this.#parts.authLimiter.take().allowed) {
      return jsonReply(429, oauthError('access_denied', 'Too many authentication calls.'));
    }
    return grantType === 'password' ? this.#password(form) : this.#exchange(form);
  }

  #exchange(form: URLSearchParams): Reply {
    this.counters.codeExchanges += 1;
    const code = form.get('code') ?? '';
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.untilMs <= this.#parts.nowMs()) return this.#badGrant('Unknown, used or expired code.');
    if (form.get('redirect_uri') !== known.redirectUri)
      return this.#badGrant('redirect_uri differs from the authorization.');
    if (known.codeChallenge !== undefined && challengeOf(form.get('code_verifier') ?? '') !== known.codeChallenge)
      return this.#badGrant('code_verifier does not belong to the code_challenge of the authorization.');
    return jsonReply(200, this.#parts.tokens.issue(known.user));
  }

  #password(form: URLSearchParams): Reply {
    this.counters.passwordGrants += 1;
    const user = form.get('username');
    if (!user || !form.get('password')) return this.#badGrant('Unknown user or wrong password.');
    return jsonReply(200, this.#parts.tokens.issue(user));
  }

  #refresh(refreshToken: string): Reply {
    this.counters.refreshes += 1;
    const tokens = this.#parts.tokens.refresh(refreshToken);
    return tokens ? jsonReply(200, tokens) : this.#badGrant('Unknown or invalid refresh token.');
  }

  #isClient(request: SimRequest, form: URLSearchParams, where: 'body' | 'basic'): boolean {
    const { id, secret } = this.client;
    if (where === 'body') return form.get('client_id') === id && form.get('client_secret') === secret;
    return request.headers['authorization'] === `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  }

  #badGrant(description: string): Reply {
    return jsonReply(this.rules.badGrantStatus, oauthError('invalid_grant', description));
  }
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** The access token of `Authorization: Bearer …`; empty when there is none. */
export function bearerToken({ headers }: SimRequest): string {
  const header = headers['authorization'];
  return typeof header === 'string' && /^bearer /i.test(header) ? header.slice(7).trim() : '';
}

function oauthError(error: string, description: string) {
  return { error, error_description: description };
}

function parseForm({ headers, body }: SimRequest): URLSearchParams | undefined {
  if (!String(headers['content-type']).includes('json')) return new URLSearchParams(body);
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    return new URLSearchParams(Object.entries(parsed).map(([name, value]): [string, string] => [name, String(value)]));
  } catch {
    return undefined;
  }
}

function badPage(message: string): Reply {
  return { status: 400, contentType: 'text/plain; charset=utf-8', body: message };
}

function consentPage(query: URLSearchParams): Reply {
  const link = (auto: string) => {
    const params = new URLSearchParams(query);
    params.set('auto', auto);
    return `?${params.toString().replaceAll('&', '&amp;')}`;
  };
  const body = `<!doctype html><title>Connect</title><p>An application asks for access to your account.</p>
<p><a href="${link('approve')}">Allow</a> <a href="${link('deny')}">Deny</a></p>`;
  return { status: 200, contentType: 'text/html; charset=utf-8', body };
}
