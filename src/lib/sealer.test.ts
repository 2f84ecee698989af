import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSealer, SealError } from './sealer.ts';

const sealer = createSealer(randomBytes(32));

describe('sealer', () => {
  test('what was sealed opens to the same text in the same context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plaintext, context) => {
        expect(sealer.open(sealer.seal(plaintext, context), context)).toBe(plaintext);
      }),
    );
  });

  test('a change of any single byte is noticed', () => {
    const sealed = sealer.seal('a token', 'instance:1');
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => sealer.open(changed, 'instance:1')).toThrow(SealError);
    }
  });

  test('a value copied to another context does not open', () => {
    const sealed = sealer.seal('a token', 'instance:1');
    expect(() => sealer.open(sealed, 'instance:2')).toThrow('The sealed value of instance:2 does not open');
  });

  test('another key does not open it', () => {
    const other = createSealer(randomBytes(32));
    expect(() => other.open(sealer.seal('a token', 'c'), 'c')).toThrow('another key or context sealed it');
  });

  test('the same text never gives the same bytes, so equal secrets cannot be told', () => {
    expect(sealer.seal('same', 'c').equals(sealer.seal('same', 'c'))).toBe(false);
  });

  test('the plaintext does not appear in the sealed bytes', () => {
    expect(sealer.seal('visible-secret', 'c').includes('visible-secret')).toBe(false);
  });

  test.each([0, 1, 28])('a value of %i bytes is reported as cut off', (length) => {
    expect(() => sealer.open(Buffer.alloc(length, 1), 'c')).toThrow(`cut off: ${length} of at least 29 bytes`);
  });

  test('an unknown format is named', () => {
    const sealed = sealer.seal('x', 'c');
    sealed[0] = 9;
    expect(() => sealer.open(sealed, 'c')).toThrow('has format 9; this program knows format 1');
  });

  test.each([0, 16, 31, 33])('a key of %i bytes is refused', (length) => {
    expect(() => createSealer(Buffer.alloc(length))).toThrow(`has ${length} bytes; it must have 32`);
  });

  test('a signature is of one text, one context and one key', () => {
    const signature = sealer.sign('a text', 'c');
    expect(signature).toMatch(/^[\w-]{43}$/);
    expect(sealer.sign('a text', 'c')).toBe(signature);
    const others = [
      sealer.sign('a text', 'd'),
      sealer.sign('another', 'c'),
      createSealer(randomBytes(32)).sign('a text', 'c'),
    ];
    expect(others).not.toContain(signature);
  });

  test('a key buffer that is wiped after use does not spoil the sealer', () => {
    const key = randomBytes(32);
    const own = createSealer(key);
    const sealed = own.seal('x', 'c');
    key.fill(0);
    expect(own.open(sealed, 'c')).toBe('x');
  });
});
