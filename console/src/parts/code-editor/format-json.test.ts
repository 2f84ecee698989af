import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatJson } from './format-json.ts';

test('formatted JSON is what JSON.stringify would write', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(formatJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
});

test('long numbers stay as they are, and what is no JSON is left alone', () => {
  expect(formatJson('{"id":12345678901234567890}')).toBe('{\n  "id": 12345678901234567890\n}');
  expect(formatJson('{"id":')).toBeUndefined();
});
