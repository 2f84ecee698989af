import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../lib/json.ts';
import { FormLimitError, parseForm } from './parse-form.ts';

test('ActiveCampaign and Mailchimp: brackets stand within each other', () => {
  expect(
    parseForm(
      'type=update&contact%5Bemail%5D=a%40b.c&contact[fields][3]=x+y&data[merges][FNAME]=Bj%C3%B6rn&data[id]=8a25ff1d98',
    ),
  ).toEqual({
    type: 'update',
    contact: { email: 'a@b.c', fields: { 3: 'x y' } },
    data: { merges: { FNAME: 'Björn' }, id: '8a25ff1d98' },
  });
});

test('members without a gap from 0 are a list, others are not', () => {
  expect(parseForm('a[]=1&a[]=2')).toEqual({ a: ['1', '2'] });
  expect(parseForm('a[1]=y&a[0]=x')).toEqual({ a: ['x', 'y'] });
  expect(parseForm('a[1]=y&a[2]=z')).toEqual({ a: { 1: 'y', 2: 'z' } });
  expect(parseForm('a[]=1&a[x]=2')).toEqual({ a: { 0: '1', x: '2' } });
  expect(parseForm('a[x]=2&a[]=1&a[7]=3&a[]=4')).toEqual({ a: { x: '2', 0: '1', 7: '3', 8: '4' } });
  expect(parseForm('a[][id]=1&a[][id]=2')).toEqual({ a: [{ id: '1' }, { id: '2' }] });
});

test('a form at its limits is read, whatever numbers stand in it', () => {
  const numbered = Array.from({ length: 5_000 }, (_, index) => `a[${5_000 + index}]=`);
  const parsed = parseForm([...numbered, ...Array.from({ length: 5_000 }, () => 'a[]=')].join('&'));
  expect(Object.keys(parsed['a'] ?? {}).at(-1)).toBe('14999');
});

test('of a name that is there more than once, the last counts', () => {
  expect(parseForm('a=1&a=2')).toEqual({ a: '2' });
  expect(parseForm('a=1&a[b]=2')).toEqual({ a: { b: '2' } });
  expect(parseForm('a[b]=2&a=1')).toEqual({ a: '1' });
});

test('broken brackets, empty names and missing values are kept as they are', () => {
  expect(parseForm('a[b=1&[c]=2&d]=3&e[f]g=4&h&=5&&')).toEqual({
    'a[b': '1',
    '[c]': '2',
    'd]': '3',
    'e[f]g': '4',
    h: '',
    '': '5',
  });
});

test('bytes that are no UTF-8 are read as Windows-1252, and broken escapes stay', () => {
  expect(parseForm('a=M%FCller&b=100%&c=%C3%BC%zz')).toEqual({ a: 'Müller', b: '100%', c: 'ü%zz' });
});

test('no name reaches a prototype', () => {
  const parsed = parseForm('__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1');
  expect(Object.keys(parsed)).toEqual(['__proto__', 'constructor', 'a']);
  expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false);
  expect(JSON.stringify(parsed)).toBe(
    '{"__proto__":{"polluted":"1"},"constructor":{"prototype":{"polluted":"1"}},"a":{"__proto__":{"polluted":"1"}}}',
  );
});

test('a form beyond the limits is refused', () => {
  expect(() => parseForm('a=1&'.repeat(10_001))).toThrow(FormLimitError);
  expect(() => parseForm(`a${'[b]'.repeat(20)}=1`)).toThrow('more than 20 levels');
  expect(parseForm(`a${'[b]'.repeat(19)}=1`)).toBeTypeOf('object');
});

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((text) => !/^\d+$/.test(text));
const tree = fc.letrec<{ value: JsonValue; members: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'grapheme' }), tie('members')),
  members: fc.oneof(
    fc.dictionary(
      name.filter((text) => !/[[\]]/.test(text)),
      tie('value'),
      { minKeys: 1, maxKeys: 3 },
    ),
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
  ),
})).value;

const written = (path: string, value: JsonValue): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => written(`${path}[${key}]`, inner))
    : [`${encodeURIComponent(path)}=${encodeURIComponent(String(value))}`];

test('what is written with brackets is read as it was', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(JSON.stringify(parseForm(written('root', value).join('&')))).toBe(JSON.stringify({ root: value }));
    }),
    { numRuns: 200 },
  );
});

test('any text is read without a fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '[', ']', '=', '&', '%', '4', '_', '+') }), (text) => {
      expect(parseForm(text)).toBeTypeOf('object');
    }),
  );
});
