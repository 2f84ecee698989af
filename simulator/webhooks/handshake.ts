import { HandshakeFailed, type HookRequest } from './hook.ts';

/** What a handshake may use. */
export interface HandshakeParts {
  /** A text nobody can guess. */
  word: () => string;
  timeoutMs: number;
}

/**
 * Asks the address as its request wants, and answers the secret that deliveries are signed with. Throws HandshakeFailed when
 * it does not answer as it must.
 */
export async function shakeHands({ word, timeoutMs }: HandshakeParts, request: HookRequest): Promise<string> {
  const { url, secret = '', handshake = 'none' } = request;
  if (handshake === 'none') return secret;
  const value = word();
  const ask = handshake === 'header' ? askByHeader : askByChallenge;
  const found = await ask(url, value, AbortSignal.timeout(timeoutMs)).catch((error: unknown) => {
    throw new HandshakeFailed(`${url} could not be asked: ${String(error)}`);
  });
  if (found !== value) throw new HandshakeFailed(`${url} did not answer the handshake with the value it was sent.`);
  return handshake === 'header' ? value : secret;
}

async function askByHeader(url: string, value: string, signal: AbortSignal): Promise<string | null> {
  const headers = { 'x-hook-secret': value, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: '{}', redirect: 'manual', signal });
  await response.arrayBuffer();
  return response.ok ? response.headers.get('x-hook-secret') : null;
}

async function askByChallenge(url: string, value: string, signal: AbortSignal): Promise<string | null> {
  const asked = new URL(url);
  asked.searchParams.set('challenge', value);
  const response = await fetch(asked, { redirect: 'manual', signal });
  const text = await response.text();
  return response.ok ? text : null;
}
