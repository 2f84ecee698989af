import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBeginning } from './decode-beginning.ts';

const encoders = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync, 'x-gzip': gzipSync };
const limits = { host: 'example.com', maxBodyBytes: 3000 };

test('whatever was sent of an encoded body, what is decoded is its beginning and no longer than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(encoders) as (keyof typeof encoders)[])),
      fc.uint8Array({ maxLength: 6000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (encoding, bytes, part) => {
        const encoded = encoders[encoding](bytes);
        const sent = encoded.subarray(0, Math.floor(part * encoded.length));
        const { body, whole } = await decodeBeginning(sent, encoding, { ...limits, cut: sent.length < encoded.length });
        expect(body.equals(Buffer.from(bytes).subarray(0, body.length))).toBe(true);
        expect(body.length).toBeLessThanOrEqual(limits.maxBodyBytes);
        expect(whole).toBe(sent.length === encoded.length && bytes.length <= limits.maxBodyBytes);
        expect(body.length === bytes.length || !whole).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('bytes that are broken anywhere never reject', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('gzip', 'br', 'deflate', 'gzip, br', 'zstd', 'identity', ',', ''),
      fc.uint8Array({ maxLength: 200 }),
      fc.boolean(),
      async (encoding, bytes, cut) => {
        const { body } = await decodeBeginning(Buffer.from(bytes), encoding, { ...limits, cut });
        expect(body.length).toBeLessThanOrEqual(limits.maxBodyBytes);
      },
    ),
    { numRuns: 200 },
  );
});

test('nearly all that was sent before the cut can be read', async () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `${(index * 7919) % 10_007} `).join('');
  for (const encoder of [gzipSync, deflateSync, deflateRawSync]) {
    const encoded = encoder(text);
    const encoding = encoder === gzipSync ? 'gzip' : 'deflate';
    const half = encoded.subarray(0, encoded.length / 2);
    const { body, whole } = await decodeBeginning(half, encoding, { host: '', maxBodyBytes: 1_000_000, cut: true });
    expect([whole, text.startsWith(body.toString())]).toEqual([false, true]);
    expect(body.length).toBeGreaterThan(text.length / 3);
  }
});
