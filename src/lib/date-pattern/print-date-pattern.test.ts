import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDatePattern } from './date-pattern.ts';

const zones = [
  'UTC',
  'PST',
  'EST',
  'Europe/Berlin',
  'Europe/Dublin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  '-8:00',
  '+0545',
];
// 2019, with the changes of clocks in spring and autumn of both hemispheres weighted in.
const changes = [
  '2019-03-10T10:00Z',
  '2019-03-31T01:00Z',
  '2019-04-06T15:00Z',
  '2019-10-05T15:30Z',
  '2019-11-03T09:00Z',
];
const instants = fc.oneof(
  fc.integer({ min: -5_000_000_000_000_000, max: 8_000_000_000_000_000 }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -7_200_000_000, max: 7_200_000_000 }))
    .map(([change, micros]) => Date.parse(change) * 1000 + micros),
);

describe('what a pattern prints', () => {
  it('is read back as the same moment where it names its zone', () => {
    const patterns = [
      "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
      "yyyy-MM-dd'T'HH:mm:ssSSSSSSZ",
      "MM/dd/yyyy'T'HH:mm:ss.SSSSSSX",
      'EEEE, d MMMM y h:mm:ss.SSSSSS a z',
      'G yyyy DDD K:m:s.SSSSSS a Z',
      "YYYY-'W'ww-u kk:mm:ss.SSSSSS XX",
      'SSSSSS ss mm HH dd MM yyyy z',
      'microseconds',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...patterns), fc.constantFrom(...zones), instants, (source, zone, instant) => {
        const pattern = compileDatePattern(source, zone);
        expect(pattern.parse(pattern.print(instant))).toBe(instant);
      }),
      { numRuns: 3000 },
    );
  });

  it('is read back as the same text where it names none', () => {
    const patterns = [
      'yyyy-MM-dd HH:mm:ss',
      'MM/dd/yyyy HH:mm',
      'dd/MM/yyyy',
      'yyyyMMddHHmmss',
      'EEE, dd MMM yyyy h a',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...patterns), fc.constantFrom(...zones), instants, (source, zone, instant) => {
        const pattern = compileDatePattern(source, zone);
        const text = pattern.print(instant);
        const again = pattern.parse(text);
        expect(again).toBeDefined();
        expect(pattern.print(again ?? 0)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('is in UTC never later than the moment, nor earlier by a whole step', () => {
    fc.assert(
      fc.property(fc.constantFrom('yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd', 'yyyy'), instants, (source, instant) => {
        const pattern = compileDatePattern(source);
        const floor = pattern.parse(pattern.print(instant)) ?? Number.NaN;
        expect(floor).toBeLessThanOrEqual(instant);
        expect(instant - floor).toBeLessThan(pattern.granularityMicros);
      }),
    );
  });
});
