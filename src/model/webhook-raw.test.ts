import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webhookRaw } from './webhook-raw.ts';

const raw = (body: string | Buffer, contentType: string | null = 'application/json', method = 'POST') =>
  webhookRaw({ method, query: { ticket: '7' }, contentType, body: Buffer.from(body) });

test('JSON is told byte by byte as it was received', () => {
  expect(raw('{ "id": 12345678901234567890,\n "price": 1.50 }')).toBe(
    '{ "id": 12345678901234567890,\n "price": 1.50 }',
  );
  expect(raw('[1, 2]', null)).toBe('[1, 2]');
  expect(raw('\uFEFF{"a":1}')).toBe('{"a":1}');
});

test('an escape that strict readers refuse is replaced, in a body as in records', () => {
  expect(raw(String.raw`{"id":"\ud800","name":"a\u0000b","face":"\uD83D\uDE00"}`)).toBe(
    String.raw`{"id":"�","name":"a�b","face":"\uD83D\uDE00"}`,
  );
  expect(raw('name=a%00b', 'application/x-www-form-urlencoded')).toBe('{"name":"a�b"}');
});

test('a form is told as the object that was read from it', () => {
  expect(raw('contact%5Bid%5D=7&type=update', 'application/x-www-form-urlencoded')).toBe(
    '{"contact":{"id":"7"},"type":"update"}',
  );
});

test('a GET is told as its query', () => {
  expect(raw('', null, 'GET')).toBe('{"ticket":"7"}');
});

test('whatever the bytes and their type, raw is JSON', () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(null, 'application/json', 'text/plain; charset=latin1', 'application/x-www-form-urlencoded'),
      (bytes, contentType) => {
        expect(() => void JSON.parse(raw(Buffer.from(bytes), contentType))).not.toThrow();
      },
    ),
  ));

test('a text that is no JSON is told as a text', () => {
  expect(raw('{broken')).toBe('"{broken"');
});
