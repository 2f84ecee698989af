import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printInstant } from '../instant.ts';
import { compileDatePattern, datePattern, DatePatternError } from './date-pattern.ts';

const read = (source: string, text: string, timezone?: string) => {
  const instant = compileDatePattern(source, timezone).parse(text);
  return instant === undefined ? undefined : printInstant(instant);
};

/** [pattern, value, moment, zone] */
type Example = [source: string, text: string, moment: string, timezone?: string];

const documented: Example[] = [
  ["yyyy-MM-dd'T'HH:mm:ssXXX", '2019-05-09T13:37:30-07:00', '2019-05-09T20:37:30Z'],
  ["yyyy-MM-dd'T'HH:mm:ssZ", '2019-05-09T13:38:01-0700', '2019-05-09T20:38:01Z'],
  ["yyyy-MM-dd'T'HH:mm:ss'Z'", '2019-05-09T13:38:41Z', '2019-05-09T13:38:41Z'],
  ['yyyy-MM-dd', '2019-05-09', '2019-05-09T00:00:00Z'],
  ['yyyy/MM/dd HH:mm:ss', '2019/05/09 13:39:11', '2019-05-09T13:39:11Z'],
  ["MM/dd/yyyy'T'HH:mm:ssXXX", '05/09/2019T13:39:34-07:00', '2019-05-09T20:39:34Z'],
  ['MM/dd/yyyy', '05/09/2019', '2019-05-09T00:00:00Z'],
  ["dd/MM/yyyy'T'HH:mm:ssXXX", '09/05/2019T13:40:20-07:00', '2019-05-09T20:40:20Z'],
  ['dd/MM/yyyy', '09/05/2019', '2019-05-09T00:00:00Z'],
  ['EEE, dd MMM yyyy HH:mm:ss Z', 'Thu, 09 May 2019 13:41:35 -0700', '2019-05-09T20:41:35Z'],
  ['yyyy-MM-dd HH:mm:ss', '2019-05-09 13:37:30', '2019-05-09T20:37:30Z', 'PST'],
  ["yyyy-MM-dd' 'HH:mm:ss", '2019-05-09 13:37:30', '2019-05-09T13:37:30Z'],
  ["yyyy-MM-dd'T'HH:mm:ss", '2019-05-09T13:37:30', '2019-05-09T13:37:30Z', 'GMT'],
  ["yyyy-MM-dd'T'HH:mm:ss'", '2019-05-09T13:37:30', '2019-05-09T13:37:30Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2019-05-09T13:37:30.123Z', '2019-05-09T13:37:30.123Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSS", '2019-05-09T13:37:30.123', '2019-05-09T20:37:30.123Z', 'PST'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", '2019-05-09T13:37:30.123456-05:00', '2019-05-09T18:37:30.123456Z'],
  ["yyyy-MM-dd'T'HH:mm:ssSSSSSSXXX", '2019-05-09T13:37:30.123456-05:00', '2019-05-09T18:37:30.123456Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSX", '2019-05-09T13:37:30.123-05', '2019-05-09T18:37:30.123Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSX'", '2019-05-09T13:37:30.123Z', '2019-05-09T13:37:30.123Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSZ", '2019-05-09T13:37:30.123+0000', '2019-05-09T13:37:30.123Z'],
  ['yyyy-MM-dd HH:mm:ss -0800', '2019-07-09 13:37:30 -0800', '2019-07-09T21:37:30Z', 'PST'],
  ['MM/dd/yyyy HH:mm:ss', '05/09/2019 13:37:30', '2019-05-09T17:37:30Z', 'America/New_York'],
  ["yyyy-MM-dd'T'HH:mmz", '2019-05-09T13:37PDT', '2019-05-09T20:37:00Z'],
  ['EEE MMM dd HH:mm:ss z yyyy', 'Thu May 09 13:41:35 PDT 2019', '2019-05-09T20:41:35Z'],
  ['milliseconds', '1506544512258', '2017-09-27T20:35:12.258Z'],
  ['seconds', '1355517523.000005', '2012-12-14T20:38:43.000005Z'],
  ['microseconds', '1506544512258123', '2017-09-27T20:35:12.258123Z'],
];

describe('the formats of the documents and of configurations in use', () => {
  it.each(documented)('%s reads %s', (source, text, moment, timezone) => {
    expect(read(source, text, timezone)).toBe(moment);
  });
});

const iso = "yyyy-MM-dd'T'HH:mm:ssXXX";

const forgiven: Example[] = [
  // the fraction
  ["yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", '2019-05-09T13:37:30123456-05:00', '2019-05-09T18:37:30.123456Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2019-05-09T13:37:30Z', '2019-05-09T13:37:30Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2019-05-09T13:37:30.5Z', '2019-05-09T13:37:30.5Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2026-11-22T08:09:23.104702952Z', '2026-11-22T08:09:23.104702Z'],
  ["yyyy-MM-dd'T'HH:mm:ss'Z'", '2019-05-09T13:37:30.123Z', '2019-05-09T13:37:30.123Z'],
  ['MM/dd/yyyy HH:mm:ss', '05/09/2019 13:37:30.25', '2019-05-09T13:37:30.25Z'],
  ['dd.MM.yyyy HH:mm:ss,SSS', '09.05.2019 13:37:30,25', '2019-05-09T13:37:30.25Z'],
  ['yyyyMMddHHmmssSSS', '20190509133730123', '2019-05-09T13:37:30.123Z'],
  // the zone
  [iso, '2019-05-09T13:37:30Z', '2019-05-09T13:37:30Z'],
  [iso, '2019-05-09T13:37:30+0000', '2019-05-09T13:37:30Z'],
  [iso, '2019-05-09T13:37:30-8:00', '2019-05-09T21:37:30Z'],
  [iso, '2019-05-09T13:37:30+05', '2019-05-09T08:37:30Z'],
  [iso, '2019-05-09T13:37:30+05:30', '2019-05-09T08:07:30Z'],
  [iso, '2019-05-09T13:37:30 PST', '2019-05-09T21:37:30Z'],
  [iso, '2019-05-09T13:37:30 Europe/Berlin', '2019-05-09T11:37:30Z'],
  [iso, '2019-05-09T13:37:30GMT-08:00', '2019-05-09T21:37:30Z'],
  [iso, '2019-05-09T13:37:30', '2019-05-09T20:37:30Z', 'PST'],
  ["MM/dd/yyyy'T'HH:mm:ssXXX", '05/09/2019T13:37:30', '2019-05-09T20:37:30Z', 'PST'],
  ["yyyy-MM-dd'T'HH:mm:ss'Z'", '2019-05-09T13:38:41+02:00', '2019-05-09T11:38:41Z', 'PST'],
  ['yyyy-MM-dd HH:mm:ss', '2024-09-03 12:47:01 PDT', '2024-09-03T19:47:01Z'],
  ['dd MMM yyyy HH:mm z', '9 may 2019 13:37 Pacific Daylight Time', '2019-05-09T20:37:00Z'],
  ['yyyy-MM-dd HH:mm:ss z', '2019-05-09 12:00:00 CST', '2019-05-09T18:00:00Z'],
  ['yyyy-MM-dd HH:mm:ss z', '2019-05-09 12:00:00 CST', '2019-05-09T04:00:00Z', 'Asia/Shanghai'],
  ['yyyy-MM-dd HH:mm:ss z', '2019-05-09 12:00:00 IST', '2019-05-09T06:30:00Z', 'Asia/Kolkata'],
  // the shape
  ['MM/dd/yyyy', '2019-05-09T13:37:30.123456Z', '2019-05-09T13:37:30.123456Z'],
  ['yyyy-MM-dd', '2019-05-09 13:37:30', '2019-05-09T13:37:30Z'],
  ['milliseconds', '2019-05-09T13:37:30Z', '2019-05-09T13:37:30Z'],
  [iso, '2019-05-09T13:37-07:00', '2019-05-09T20:37:00Z'],
  [iso, '2026-11-22 08:25:32+00:00', '2026-11-22T08:25:32Z'],
  ['yyyy-MM-dd', '/Date(1573755038314)/', '2019-11-14T18:10:38.314Z'],
  [iso, '/Date(1573755038314+0100)/', '2019-11-14T18:10:38.314Z'],
  [iso, '  2019-05-09T13:37:30Z\n', '2019-05-09T13:37:30Z'],
  ['yyyy-MM-dd HH:mm:ss', '2019-5-9 8:05:06', '2019-05-09T08:05:06Z'],
  ['MM/dd/yyyy hh:mm a', '5/9/2019 1:05 pm', '2019-05-09T13:05:00Z'],
  ['MM/dd/yyyy HHmmss', '10/02/1975  30016', '1975-10-02T03:00:16Z'],
  ['d MMMM yyyy', '9 Sept 2019', '2019-09-09T00:00:00Z'],
  ['milliseconds', '1506544512258.5', '2017-09-27T20:35:12.2585Z'],
  ['milliseconds', '1.506544512258E12', '2017-09-27T20:35:12.258Z'],
  ['Milliseconds', '-1', '1969-12-31T23:59:59.999Z'],
  // the ends of a day and of a minute
  [iso, '2019-12-31T24:00:00Z', '2020-01-01T00:00:00Z'],
  [iso, '2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
];

const unreadable: [source: string, text: string][] = [
  [iso, ''],
  [iso, 'yesterday'],
  [iso, '2019-05-09'],
  [iso, '2019-13-09T13:37:30Z'],
  [iso, '2019-02-30T13:37:30Z'],
  [iso, '2019-05-09T25:37:30Z'],
  [iso, '2019-05-09T24:00:01Z'],
  [iso, '2019-05-09T13:60:30Z'],
  [iso, '2019-05-09T13:37:30+25:00'],
  [iso, '2019-05-09T13:37:30 XYZ'],
  [iso, '2019-05-09T13:37:30 Nowhere/Land'],
  [iso, '2019-05-09T13:37:30Zulu'],
  ['yyyy-MM-dd', '2019-05-09 and more'],
  ['yyyy-MM-dd', '1557409050000'],
  ['MM/dd/yyyy', '13/09/2019'],
  ['MM/dd/yyyy', '02/29/2019'],
  ['yyyy DDD', '2019 366'],
  ['milliseconds', '1506544512258000000'],
  ['milliseconds', '12ab'],
  ['seconds', 'NaN'],
  ['yyyy-MM-dd HH:mm:ss z', '2019-05-09 12:00:00 IST'],
];

describe('values that differ from their pattern', () => {
  it.each(forgiven)('%s also reads %s', (source, text, moment, timezone) => {
    expect(read(source, text, timezone)).toBe(moment);
  });

  it.each(unreadable)('%s does not read %j', (source, text) => {
    expect(read(source, text)).toBeUndefined();
  });

  it('never throws, whatever the value', () => {
    const patterns = [iso, 'EEE, dd MMM yyyy HH:mm:ss z', 'yyyyMMddHHmmssSSS', 'milliseconds', 'YYYY w u'].map(
      (source) => compileDatePattern(source, 'Europe/Berlin'),
    );
    const pieces = [
      '2019',
      '-05-',
      '09',
      'T',
      ':',
      '13',
      '.',
      '+',
      'Z',
      ' ',
      'PST',
      '/Date(',
      ')/',
      'Thu, ',
      'May',
      '1e9',
    ];
    const values = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(values, fc.constantFrom(...patterns), (text, pattern) => {
        const instant = pattern.parse(text);
        expect(instant === undefined || Number.isFinite(instant)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('letters taken for what was meant', () => {
  it('reads YYYY without a week as the year', () => {
    expect(read('YYYY-MM-dd', '2018-12-31')).toBe('2018-12-31T00:00:00Z');
    expect(compileDatePattern('YYYY-MM-dd').print(Date.UTC(2018, 11, 31) * 1000)).toBe('2018-12-31');
  });

  it('reads hh without AM or PM as the hour of the day', () => {
    const pattern = compileDatePattern("yyyy-MM-dd'T'hh:mm:ss'Z'");
    const noon = Date.UTC(2019, 4, 9, 12, 30) * 1000;
    expect(pattern.print(noon)).toBe('2019-05-09T12:30:00Z');
    expect(pattern.parse('2019-05-09T12:30:00Z')).toBe(noon);
    expect(pattern.print(noon - 12 * 3_600_000_000)).toBe('2019-05-09T00:30:00Z');
  });

  it('takes the zone from an offset that the pattern itself writes', () => {
    const pattern = compileDatePattern('yyyy-MM-dd HH:mm:ss -0800', 'PST');
    expect(pattern.print(Date.UTC(2019, 6, 9, 20) * 1000)).toBe('2019-07-09 12:00:00 -0800');
  });
});

describe('two-digit years', () => {
  it('are of the hundred years that end 20 years after the reference year', () => {
    expect(read('dd/MM/yy', '09/05/49')).toBe('2049-05-09T00:00:00Z');
    expect(read('dd/MM/yy', '09/05/50')).toBe('1950-05-09T00:00:00Z');
    const pattern = compileDatePattern('dd/MM/yy', 'UTC', { referenceYear: 2060 });
    expect(printInstant(pattern.parse('09/05/79') ?? 0)).toBe('2079-05-09T00:00:00Z');
    expect(printInstant(pattern.parse('09/05/80') ?? 0)).toBe('1980-05-09T00:00:00Z');
  });

  it('are taken as they are when the pattern has four letters or the value other digits', () => {
    expect(read('dd/MM/yyyy', '09/05/0019')).toBe('0019-05-09T00:00:00Z');
    expect(read('dd/MM/yy', '09/05/2019')).toBe('2019-05-09T00:00:00Z');
  });
});

describe('granularity', () => {
  it.each([
    ["yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", 1],
    ['ss.SSSSSSSSS', 1],
    ['HH:mm:ss.SSS', 1_000],
    ['HH:mm:ss.S', 100_000],
    ['milliseconds', 1_000],
    ['seconds', 1_000_000],
    ['microseconds', 1],
    ['yyyy-MM-dd HH:mm:ss', 1_000_000],
    ['yyyy-MM-dd HH:mm', 60_000_000],
    ['yyyy-MM-dd HH', 3_600_000_000],
    ['yyyy-MM-dd', 86_400_000_000],
    ['yyyy-MM', 31 * 86_400_000_000],
    ['yyyy', 366 * 86_400_000_000],
  ])('of %s is %d microseconds', (source, micros) => {
    expect(compileDatePattern(source).granularityMicros).toBe(micros);
  });
});

describe('a pattern that cannot be meant', () => {
  it.each([
    ["yyyy-MM-dd'T", 11, 'the quote is not closed'],
    ['yyyy-MM-ddTHH:mm:ss', 11, 'T is not a pattern letter; allowed are G y Y M'],
    ['yyyy-mm-dd', 6, 'm is the minute, and there is no hour; the month is M'],
    ['yyyy-MM-dd HH:MM:ss', 15, 'M stands twice'],
    ['YYYY-MM-DD', 9, 'D is the day of the year; the day of the month is d'],
    ['HH:mm:ssXXXX', 9, 'XXXX is too long; allowed are X, XX and XXX'],
    ['', 0, 'it names no part of a date'],
    ["'T'", 0, 'it names no part of a date'],
  ])('%j is refused at position %d', (source, position, reason) => {
    const compile = () => compileDatePattern(source);
    expect(compile).toThrow(DatePatternError);
    expect(compile).toThrow(expect.objectContaining({ position, message: expect.stringContaining(reason) }));
    expect(compile).toThrow(JSON.stringify(source));
  });

  it.each(['Mars', 'PDT', 'XYZ', '{TimeZone}', '+99:00', 'Europe/Atlantis'])(
    'the zone %j is refused by name',
    (zone) => {
      expect(() => compileDatePattern('yyyy-MM-dd', zone)).toThrow(
        `the time zone ${JSON.stringify(zone)} is not known`,
      );
    },
  );
});

it('compiles each pattern and zone once', () => {
  expect(datePattern('yyyy-MM-dd', 'PST')).toBe(datePattern('yyyy-MM-dd', 'PST'));
  expect(datePattern('yyyy-MM-dd', 'PST')).not.toBe(datePattern('yyyy-MM-dd', 'EST'));
});
