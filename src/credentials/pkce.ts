import { createHash, randomBytes } from 'node:crypto';

/** A new code verifier for PKCE: 43 characters with 256 bits of chance. */
export const newCodeVerifier = (): string => randomBytes(32).toString('base64url');

/** What the consent page is told of a code verifier (S256). */
export const codeChallenge = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');
