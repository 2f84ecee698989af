import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { listen } from './listen.ts';

/** A real, independent authorization server: its refresh tokens rotate, and one that is used twice ends the grant. */
export interface OidcServer {
  issuer: string;
  client: { id: string; secret: string; callbackUrl: string };
  /** Error codes of token requests that were refused. */
  refused: string[];
  /** Refreshes that were granted. */
  refreshes: number;
  /** Opens a consent page as a user who signs in and consents; the parameters of the redirect. */
  consent(url: string): Promise<Record<string, string>>;
  /** Token requests are worked on and never answered any more. Resolves when the next one would be. */
  cutOff(): Promise<void>;
  reconnect(): void;
  close(): Promise<void>;
}

const client = { id: 'tidings', secret: 'a secret of the client', callbackUrl: 'https://me.example/back' };

export async function startOidcServer(): Promise<OidcServer> {
  let provider: Provider | undefined;
  let cut: (() => void) | undefined;
  const listening = await listen((request, response) => {
    if (request.url === '/token' && cut) holdBack(response, cut);
    if (request.url?.startsWith('/interaction/')) void signIn(provider, request, response);
    else void provider?.callback()(request, response);
  });
  provider = new Provider(listening.url, settings());
  const server: OidcServer = {
    issuer: listening.url,
    client,
    refused: [],
    refreshes: 0,
    consent: (page) => walkThrough(page),
    cutOff: () => new Promise((resolve) => (cut = resolve)),
    reconnect: () => (cut = undefined),
    close: () => listening.close(),
  };
  provider.on('grant.success', ({ oidc }) => {
    if (oidc.params?.['grant_type'] === 'refresh_token') server.refreshes++;
  });
  provider.on('grant.error', (_context, { error }) => server.refused.push(error));
  return server;
}

/** The answer is made and never leaves. */
function holdBack(response: ServerResponse, reached: () => void): void {
  response.end = () => {
    reached();
    return response;
  };
}

const settings = (): Configuration => ({
  clients: [
    {
      client_id: client.id,
      client_secret: client.secret,
      redirect_uris: [client.callbackUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  cookies: { keys: ['a key for the cookies of a test'] },
  jwks: { keys: [signingKey()] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: { AccessToken: 3600, RefreshToken: 86_400, Grant: 86_400, Session: 86_400, Interaction: 600, IdToken: 3600 },
});

const signingKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  alg: 'RS256',
  use: 'sig',
});

/** Answers both questions, who you are and whether you consent, as often as they are asked. */
async function signIn(
  provider: Provider | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!provider) throw new Error('The authorization server has not started yet.');
  const accountId = 'ann';
  const grant = new provider.Grant({ accountId, clientId: client.id });
  grant.addOIDCScope('openid offline_access');
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId }, consent });
}

/** Follows redirects with cookies until one leads to the client. */
async function walkThrough(page: string): Promise<Record<string, string>> {
  const cookies = new Map<string, string>();
  let at = page;
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`${at} answered ${answer.status}: ${await answer.text()}`);
    at = new URL(next, at).href;
    if (at.startsWith(client.callbackUrl)) return Object.fromEntries(new URL(at).searchParams);
  }
  throw new Error(`The consent page does not end: ${at}`);
}
