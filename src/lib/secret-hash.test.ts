import { describe, expect, test } from 'vitest';
import { hashPassword, hashSecret, newSecret, verifyPassword } from './secret-hash.ts';

describe('secret hash', () => {
  test('a new secret has the length that was asked for and is never the same twice', () => {
    expect(newSecret(32, 'base64')).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(newSecret(16, 'hex')).toMatch(/^[0-9a-f]{32}$/);
    expect(newSecret(32, 'base64')).not.toBe(newSecret(32, 'base64'));
  });

  test('a secret always has the same hash, the SHA-256 of its text', () => {
    expect(hashSecret('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('a password is accepted and another is not', async () => {
    const stored = await hashPassword('correct horse');
    expect(await verifyPassword('correct horse', stored)).toBe(true);
    expect(await verifyPassword('correct horsf', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  test('one password is stored differently each time and never in clear', async () => {
    const [first, second] = await Promise.all([hashPassword('pass-word'), hashPassword('pass-word')]);
    expect(first).not.toBe(second);
    expect(first).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(first).not.toContain('pass-word');
  });

  test('composed and decomposed letters are the same password', async () => {
    expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9'))).toBe(true);
  });

  test.each(['', 'plain', 'bcrypt$1$2$3$c2FsdA==$aGFzaA=='])(
    'the stored value %j is reported as broken',
    async (stored) => {
      await expect(verifyPassword('x', stored)).rejects.toThrow('is not of the form');
    },
  );
});
