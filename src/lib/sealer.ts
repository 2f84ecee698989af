import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/**
 * Seals short texts (tokens, passwords, keys) for storage: AES-256-GCM with a random nonce. The context, e.g.
 * `instance:42:tokens`, is authenticated but not stored, so a sealed value that is copied to another row does not open.
 */
export interface Sealer {
  seal(plaintext: string, context: string): Buffer;
  /** Throws SealError unless the value was sealed with this key, for this context, and is unchanged since. */
  open(sealed: Buffer, context: string): string;
  /**
   * A signature (43 characters, URL-safe) of a text that others see and bring back: only who has the key can make it. The
   * same text has the same signature in a context.
   */
  sign(text: string, context: string): string;
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** The first byte of every sealed value; a later format gets another number, so that old values stay readable. */
const version = 1;
const overheadBytes = 1 + nonceBytes + tagBytes;

/** `key` is 32 bytes; throws SealError for another length. Layout: version, nonce, tag, ciphertext. */
export function createSealer(key: Buffer): Sealer {
  if (key.length !== keyBytes) {
    throw new SealError(`The sealing key has ${key.length} bytes; it must have ${keyBytes}.`);
  }
  // Bytes are made a key anew with each use, which costs more than the use.
  const ownKey = createSecretKey(key);
  const signatureKey = createSecretKey(createHmac('sha256', ownKey).update('key of signatures').digest());
  return {
    seal: (plaintext, context) => seal(ownKey, plaintext, context),
    open: (sealed, context) => open(ownKey, sealed, context),
    sign: (text, context) => createHmac('sha256', signatureKey).update(`${context}\0${text}`).digest('base64url'),
  };
}

function seal(key: KeyObject, plaintext: string, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(authenticated(context));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), ciphertext]);
}

function open(key: KeyObject, sealed: Buffer, context: string): string {
  if (sealed.length < overheadBytes) {
    throw new SealError(
      `The sealed value of ${context} is cut off: ${sealed.length} of at least ${overheadBytes} bytes.`,
    );
  }
  if (sealed[0] !== version) {
    throw new SealError(
      `The sealed value of ${context} has format ${sealed[0]}; this program knows format ${version}.`,
    );
  }
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(authenticated(context));
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, overheadBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(overheadBytes)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SealError(
      `The sealed value of ${context} does not open: another key or context sealed it, or its bytes were changed.`,
      { cause: error },
    );
  }
}

const authenticated = (context: string) => Buffer.from(`${version}:${context}`, 'utf8');
