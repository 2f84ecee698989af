import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, bodyOf, serve } from './listen.ts';

export interface TokenCall {
  authorization: string | undefined;
  form: Record<string, string>;
}

/** An OAuth token endpoint with rotating refresh tokens: each works once, and the last one issued is the only one. */
export interface TokenServer {
  url: string;
  calls: TokenCall[];
  /** The refresh token that works now. */
  refreshToken: string;
  /** Answers the next request instead of the rules; taken off when used. */
  next: ((response: ServerResponse) => void) | undefined;
  /** Runs before each answer, with the request at hand. */
  before: () => Promise<void>;
}

export async function serveTokens({ lifetimeSeconds = 3600 }: { lifetimeSeconds?: number } = {}): Promise<TokenServer> {
  const { url } = await serve((request, response) => void answer(request, response));
  const tokens: TokenServer = {
    url: `${url}/token`,
    calls: [],
    refreshToken: 'refresh-0',
    next: undefined,
    before: async () => {},
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = Object.fromEntries(new URLSearchParams(await bodyOf(request)));
    tokens.calls.push({ authorization: request.headers.authorization, form });
    await tokens.before();
    const special = tokens.next;
    tokens.next = undefined;
    if (special) return special(response);
    const isGood =
      form['grant_type'] === 'authorization_code'
        ? form['code'] === 'good'
        : form['refresh_token'] === tokens.refreshToken;
    if (!isGood) return answerJson(response, 400, { error: 'invalid_grant', error_description: 'The grant is dead.' });
    const number = tokens.calls.length;
    tokens.refreshToken = `refresh-${number}`;
    answerJson(response, 200, {
      access_token: `access-${number}`,
      token_type: 'bearer',
      expires_in: lifetimeSeconds,
      refresh_token: tokens.refreshToken,
    });
  }
  return tokens;
}
