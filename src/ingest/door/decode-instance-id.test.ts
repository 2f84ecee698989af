import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodedInstanceId } from '../../model/webhook-address.ts';
import { decodeInstanceId } from './decode-instance-id.ts';

test('an id is read from base64 with padding, without it, and URL-safe', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 15 - 1 }), (id) => {
      const text = Buffer.from(String(id));
      const written = [text.toString('base64'), text.toString('base64url'), encodedInstanceId(id)];
      expect(written.map(decodeInstanceId)).toEqual([id, id, id]);
    }),
  );
});

test.each(['', '=', 'MQ===', '42', 'bm8', 'LTE=', 'MS41', 'M Q', 'MTIzNDU2Nzg5MDEyMzQ1Ng==', '../1', 'é'])(
  '%j names no instance',
  (encoded) => {
    expect(decodeInstanceId(encoded)).toBeUndefined();
  },
);
