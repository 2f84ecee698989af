import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIsoMicros, utcMilliseconds, zoneTime } from './zone-time.ts';

const chicago = zoneTime('America/Chicago');
const micros = (iso: string) => Date.parse(iso) * 1000;

test('local time and offset follow daylight saving', () => {
  expect(chicago.localSeconds(micros('2026-01-15T12:00:00Z')) + chicago.offset(micros('2026-01-15T12:00:00Z'))).toBe(
    '2026-01-15T06:00:00-06:00',
  );
  expect(chicago.localSeconds(micros('2026-07-15T12:00:00Z')) + chicago.offset(micros('2026-07-15T12:00:00Z'))).toBe(
    '2026-07-15T07:00:00-05:00',
  );
  expect(zoneTime('Asia/Kolkata').offset(0)).toBe('+05:30');
  expect(zoneTime('UTC').offset(0)).toBe('+00:00');
});

test('a local day begins at the local midnight, also on the days the clocks change', () => {
  expect(chicago.startOfDay('2026-03-08')).toBe(micros('2026-03-08T06:00:00Z'));
  expect(chicago.startOfDay('2026-03-09')).toBe(micros('2026-03-09T05:00:00Z'));
  expect(chicago.startOfDay('2026-11-02')).toBe(micros('2026-11-02T06:00:00Z'));
  expect(chicago.startOfDay('2026-13-40')).toBeUndefined();
});

test('what is written with an offset reads back as the same microsecond', () => {
  const newYork = zoneTime('America/New_York');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000_000 }), (instant) => {
      const fraction = String(instant % 1_000_000).padStart(6, '0');
      const text = `${newYork.localSeconds(instant)}.${fraction}${newYork.offset(instant)}`;
      expect(parseIsoMicros(text)).toBe(instant);
    }),
  );
});

test('ISO values are read with every offset form and refused when they are not dates', () => {
  expect(parseIsoMicros('2017-10-29T18:48:16.942022Z')).toBe(micros('2017-10-29T18:48:16Z') + 942_022);
  expect(parseIsoMicros('2017-01-01T22:17:59.000+0000')).toBe(micros('2017-01-01T22:17:59Z'));
  expect(parseIsoMicros('2017-10-29')).toBe(micros('2017-10-29T00:00:00Z'));
  const wrong = ['yesterday', '2017-13-01T00:00:00Z', '2017-02-30', '', '1487000000000', '2017-02-01T25:00:00Z'];
  expect(wrong.filter((text) => parseIsoMicros(text) !== undefined)).toEqual([]);
  expect(utcMilliseconds(1_500_000_000_123_999)).toBe('2017-07-14T02:40:00.123Z');
});
