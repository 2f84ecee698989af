import { describe, expect, it } from 'vitest';
import { datePattern } from './date-pattern.ts';
import { readDate } from './read-date.ts';

const iso = datePattern("yyyy-MM-dd'T'HH:mm:ssXXX");

describe('the date of a field', () => {
  it('keeps the own text of the value beside the moment', () => {
    const text = ' 2019-05-09T13:37:30.123456789-07:00';
    expect(readDate(text, iso)).toEqual({ kind: 'instant', instant: 1_557_434_250_123_456, text });
  });

  it('reads numbers as they are written', () => {
    expect(readDate(1_506_544_512_258, datePattern('milliseconds'))).toEqual({
      kind: 'instant',
      instant: 1_506_544_512_258_000,
      text: '1506544512258',
    });
    expect(readDate(1_355_517_523.000005, datePattern('seconds'))).toEqual({
      kind: 'instant',
      instant: 1_355_517_523_000_005,
      text: '1355517523.000005',
    });
    expect(readDate(20_190_509, datePattern('yyyyMMdd'))).toMatchObject({ kind: 'instant', text: '20190509' });
  });

  it('takes a count of zero as 1970', () => {
    expect(readDate(0, datePattern('seconds'))).toEqual({ kind: 'instant', instant: 0, text: '0' });
    expect(readDate('0', datePattern('milliseconds'))).toEqual({ kind: 'instant', instant: 0, text: '0' });
  });

  it.each([
    undefined,
    null,
    '',
    '  ',
    'null',
    'NULL',
    '0000-00-00',
    '0000-00-00 00:00:00',
    '0000-00-00T00:00:00Z',
    '0000-00-00T00:00:00+00:00',
    '0000-00-00 00:00:00.000000',
    '0000-00-00T00:00:00.000 UTC',
    '0000/00/00',
    '00/00/0000',
    '00.00.0000 00:00',
    '1970-01-01T00:00:00Z',
    '1970-01-01 00:00:00',
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00',
  ])('is none for %j', (value) => {
    expect(readDate(value, iso)).toEqual({ kind: 'none' });
  });

  it.each([
    ['nonsense', 'nonsense'],
    [true, 'true'],
    [false, 'false'],
    [['2019-05-09'], '["2019-05-09"]'],
    [{ date: '2019-05-09' }, '{"date":"2019-05-09"}'],
    ['0000-00-01', '0000-00-01'],
    ['0000-00-00 soon', '0000-00-00 soon'],
  ])('is unparsable for %j', (value, text) => {
    expect(readDate(value, iso)).toEqual({ kind: 'unparsable', text });
  });

  it('reads values that only begin with a zero', () => {
    expect(readDate('05/09/2019', datePattern('MM/dd/yyyy'))).toMatchObject({ kind: 'instant' });
  });
});
