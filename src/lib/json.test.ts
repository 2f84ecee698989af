import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRecord, JsonSyntaxError, parseJson, type JsonValue } from './json.ts';

/** The same value, whole numbers that a double does not hold exactly as their digits. */
function exact(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(exact);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, exact(member)]));
  const digits = JSON.stringify(value);
  return typeof value === 'number' && /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? digits : value;
}

test('what JSON can hold is read as it was written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(parseJson(text)).toEqual(exact(JSON.parse(text) as JsonValue));
    }),
  );
});

test('whole numbers beyond 2^53 keep their digits, as text', () => {
  expect(parseJson('{"id": 9007199254740993, "ids": [12345678901234567890, 7], "negative":-9007199254740993}')).toEqual(
    {
      id: '9007199254740993',
      ids: ['12345678901234567890', 7],
      negative: '-9007199254740993',
    },
  );
});

test('safe whole numbers, fractions and texts of digits stay what they are', () => {
  const text = '{"safe":9007199254740991,"fraction":0.12345678901234567890,"text":"12345678901234567890","big":1e300}';
  expect(parseJson(text)).toEqual({
    safe: 9007199254740991,
    fraction: 0.12345678901234568,
    text: '12345678901234567890',
    big: 1e300,
  });
});

test.each([
  ['{"a": 1,\n "b": }', 2, 7],
  ['{"a": 1', 1, 8],
  ['', 1, 1],
  ['<html>', 1, 1],
  ['[1,]', 1, 4],
])('a fault in %j is told with its place', (text, line, column) => {
  const parse = () => parseJson(text);
  expect(parse).toThrow(JsonSyntaxError);
  expect(parse).toThrow(`at line ${line}, column ${column}`);
});

test.each([
  ['{"api.key": "not to be shown" "x": 1}', '"\\""'],
  ['{"api.key": not to be shown}', '"n"'],
  ['{"api.key": "not to be shown', '"\\""'],
  ['{"api.key": "not\nto be shown"}', '"\\""'],
  ['{"api.key": "not to be shown",', 'the end of the text'],
  ['[\u{1F511}]', '"\u{1F511}"'],
])('of a broken text no more is told than one character: %j', (text, found) => {
  expect(() => parseJson(text)).toThrow(new RegExp(`column \\d+, found ${found.replaceAll('\\', '\\\\')}$`, 'u'));
});

test('only an object is a record', () => {
  expect([{}, [], null, 'x', 1].map(isRecord)).toEqual([true, false, false, false, false]);
});
