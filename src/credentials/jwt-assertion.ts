import { createPrivateKey, createSecretKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Clock } from '../lib/clock.ts';
import { newSecret } from '../lib/secret-hash.ts';
import type { AuthenticationOf } from '../model/connector.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { fillEach, throwIfIncomplete, type Configuration } from './fill-configuration.ts';

/** A JWT signed now. Throws `configuration.invalid` when a value is missing or the key is none of this algorithm. */
export async function jwtAssertion(
  { clock }: { clock: Clock },
  { key: keyEntry, algorithm, header, claims, backdateSeconds, lifetimeSeconds }: AuthenticationOf<'jwt'>,
  configuration: Configuration,
): Promise<string> {
  const issues: Issue[] = [];
  const values = { ...configuration, nonce: newSecret(16, 'hex') };
  const filled = { header: fillEach(header, values, issues), claims: fillEach(claims, values, issues) };
  const written = configuration[keyEntry];
  if (!written) issues.push({ path: `configuration.${keyEntry}`, message: 'is required: it holds the key of the JWT' });
  throwIfIncomplete(issues);
  const now = Math.floor(clock.now() / 1000);
  const jwt = new SignJWT(filled.claims)
    .setProtectedHeader({ typ: 'JWT', ...filled.header, alg: algorithm })
    .setIssuedAt(now - backdateSeconds)
    .setExpirationTime(now + lifetimeSeconds);
  try {
    return await jwt.sign(readKey(algorithm, written ?? ''));
  } catch (cause) {
    throw unusable(keyEntry, algorithm, cause);
  }
}

/** A PEM often comes through forms and environment files with its line ends written as `\n`. */
const readKey = (algorithm: string, written: string): KeyObject =>
  algorithm.startsWith('HS')
    ? createSecretKey(written, 'utf8')
    : createPrivateKey(written.trim().replaceAll(String.raw`\n`, '\n'));

function unusable(keyEntry: string, algorithm: string, cause: unknown): Fault {
  const allowed = algorithm.startsWith('HS')
    ? 'a shared secret'
    : `a private key for ${algorithm} as PEM (PKCS#8 or PKCS#1), without a passphrase`;
  const path = `configuration.${keyEntry}`;
  return new Fault('configuration.invalid', `${path} cannot sign; allowed: ${allowed}.`, {
    cause,
    issues: [{ path, message: `allowed: ${allowed}` }],
  });
}
