import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFindings } from './findings.ts';
import { readBoolean, readChoice, readNumber, readText } from './read-setting.ts';

const range = { least: 1, most: 100, whole: false, unit: 'minutes' };

describe('readNumber', () => {
  test('a number and its text are the same value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (number) => {
        const findings = newFindings();
        expect(readNumber(findings, 'n', number, range)).toBe(number);
        expect(readNumber(findings, 'n', ` ${number} `, range)).toBe(number);
        expect(findings.issues).toEqual([]);
      }),
    );
  });

  test.each([
    [0, 'found the number 0'],
    [-3, 'found the number -3'],
    [101, 'found the number 101'],
    [Number.NaN, 'found the number NaN'],
    [Number.POSITIVE_INFINITY, 'found the number Infinity'],
    ['0x10', 'found "0x10"'],
    ['1e1', 'found "1e1"'],
    ['<minutes>', 'found "<minutes>"'],
    [true, 'found the boolean true'],
    [{}, 'found an object'],
    [[], 'found an empty array'],
    [[1], 'found an array'],
  ])('%j is refused with what was found and what is allowed', (value, found) => {
    const findings = newFindings();
    expect(readNumber(findings, 'n', value, range)).toBeUndefined();
    expect(findings.issues).toEqual([{ path: 'n', message: `${found}; allowed: a number of minutes from 1 to 100` }]);
  });

  test('a fraction is refused where whole numbers are asked for', () => {
    const findings = newFindings();
    expect(readNumber(findings, 'n', '2.5', range)).toBe(2.5);
    expect(readNumber(findings, 'n', '2.5', { ...range, whole: true })).toBeUndefined();
    expect(findings.issues[0]?.message).toBe('found "2.5"; allowed: a whole number of minutes from 1 to 100');
  });
});

test('a boolean may come as text in any case, and nothing else is one', () => {
  const findings = newFindings();
  expect([true, 'true', ' True ', 'FALSE', false].map((value) => readBoolean(findings, 'b', value))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(findings.issues).toEqual([]);
  for (const value of ['yes', 1, {}, ['true']]) expect(readBoolean(findings, 'b', value)).toBeUndefined();
  expect(findings.issues).toHaveLength(4);
});

test('null, an empty text and "null" are no value for any kind', () => {
  const findings = newFindings();
  for (const value of [undefined, null, '', '  ', 'null']) {
    expect(readText(findings, 'v', value)).toBeUndefined();
    expect(readBoolean(findings, 'v', value)).toBeUndefined();
    expect(readNumber(findings, 'v', value, range)).toBeUndefined();
    expect(readChoice(findings, 'v', value, ['a'])).toBeUndefined();
  }
  expect(findings.issues).toEqual([]);
});

test('a choice is found whatever its case, and a wrong one is told with all of them', () => {
  const findings = newFindings();
  expect(readChoice(findings, 'c', 'SILENT', ['send', 'silent'])).toBe('silent');
  expect(readChoice(findings, 'c', 'loud', ['send', 'silent'])).toBeUndefined();
  expect(findings.issues).toEqual([{ path: 'c', message: 'found "loud"; allowed: send, silent' }]);
});
