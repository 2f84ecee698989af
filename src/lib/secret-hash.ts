import { createHash, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** A new random secret, e.g. 32 bytes as base64 (44 characters) or 16 bytes as hex (32 characters). */
export const newSecret = (bytes: number, encoding: 'base64' | 'hex'): string => randomBytes(bytes).toString(encoding);

/**
 * The 32-byte hash under which a generated secret is stored and looked up. Plain SHA-256 is enough for secrets with
 * 128 bits of chance and more, which nobody can guess; passwords that people choose go through hashPassword.
 */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

/** 2^15 · 8 · 128 bytes = 32 MiB and about a tenth of a second for each guess. */
const cost = { N: 32_768, r: 8, p: 1 };
const saltBytes = 16;
const hashBytes = 32;
/** Room for a later, higher cost; also the bound on what a stored value may ask for. */
const maxmem = 256 * 1024 * 1024;

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64: everything that verifyPassword needs. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Compares in constant time. Throws when `stored` was not made by hashPassword. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash)
    throw new Error('The stored password is not of the form scrypt$N$r$p$salt$hash.');
  const expected = Buffer.from(hash, 'base64');
  const actual = await derive(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** NFKC, so that a password typed on another keyboard or system is the same password. */
const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, { ...options, maxmem }, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
