import { createHash, createHmac } from 'node:crypto';
import type { Random } from '../lib/random.ts';

const algorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];
const encodings = ['hex', 'base64', 'base64url'] as const;

/** A function that hook code may call; it has texts and gives a text. Throws an Error whose message the code gets. */
export type HostFunction = (...texts: string[]) => string;

/** The functions behind `CE`, `require('crypto')` and `Math.random`. Names of algorithms and encodings are taken in any case. */
export const ceFunctions = (random: Random): Readonly<Record<string, HostFunction>> => ({
  random: () => String(random()),
  randomString: () => randomText(random),
  randomEmail: () => `${randomText(random)}@example.com`,
  md5: (text = '') => createHash('md5').update(text, 'utf8').digest('hex'),
  b64: (text = '') => Buffer.from(text, 'utf8').toString('base64'),
  decode64: (text = '') => Buffer.from(text, 'base64').toString('utf8'),
  hash: (algorithm = '', encoding = '', text = '') =>
    createHash(algorithmOf(algorithm)).update(text, 'utf8').digest(encodingOf(encoding)),
  hmac: (algorithm = '', encoding = '', key = '', text = '') =>
    createHmac(algorithmOf(algorithm), key).update(text, 'utf8').digest(encodingOf(encoding)),
});

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

const randomText = (random: Random): string =>
  Array.from({ length: 10 }, () => letters.charAt(Math.floor(random() * letters.length))).join('');

function algorithmOf(name: string): string {
  const plain = name.toLowerCase().replace('-', '');
  if (algorithms.includes(plain)) return plain;
  throw new Error(`algorithm: found ${JSON.stringify(name)}, allowed: ${algorithms.join(', ')}`);
}

function encodingOf(name: string): (typeof encodings)[number] {
  const found = encodings.find((encoding) => encoding === name.toLowerCase());
  if (found) return found;
  throw new Error(`encoding: found ${JSON.stringify(name)}, allowed: ${encodings.join(', ')}`);
}
