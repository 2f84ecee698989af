import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileDatePattern, longestPattern } from '../lib/date-pattern/date-pattern.ts';
import { checkedDateFormat, commonDateFormats } from './date-formats.ts';
import { Fault } from './fault.ts';

test('each common format reads what it writes', () => {
  for (const format of commonDateFormats) {
    const pattern = compileDatePattern(format, 'America/New_York');
    const shown = pattern.print(1_557_428_250_000_000);
    expect([format, pattern.print(pattern.parse(shown) ?? 0)]).toEqual([format, shown]);
    expect(checkedDateFormat(format)).toBe(format);
  }
});

test('a format that gives wrong dates is refused with its place', () => {
  expect(() => checkedDateFormat('yyyy-mm-dd')).toThrow(/position \d+/);
  expect(() => checkedDateFormat('  ')).toThrow('found nothing');
  expect(() => checkedDateFormat('y'.repeat(longestPattern + 1))).toThrow(`allowed: 1 to ${longestPattern}`);
});

test('any text is taken, or refused as a date_format.invalid', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect([text.trim(), 'date_format.invalid']).toContain(outcomeOf(text));
    }),
  );
});

function outcomeOf(text: string): string {
  try {
    return checkedDateFormat(text);
  } catch (error) {
    return error instanceof Fault ? error.code : 'another error';
  }
}
