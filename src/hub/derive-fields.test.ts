import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonRecord } from '../lib/json.ts';
import { deriveFields } from './derive-fields.ts';

const rules = { at: { date: 'day', time: 'time' } };
const derived = (record: JsonRecord) => deriveFields(rules, record)['at'];

test.each<[JsonRecord, string | undefined]>([
  [{ day: '/Date(1773100800000)/', time: 'PT12H34M56S' }, '2026-03-10T12:34:56'],
  [{ day: '/Date(1773100800000+0000)/', time: 'PT5M' }, '2026-03-10T00:05:00'],
  [{ day: '2026-03-10T00:00:00', time: '12:34:56' }, '2026-03-10T12:34:56'],
  [{ day: '20260310', time: '123456' }, '2026-03-10T12:34:56'],
  [{ day: 20260310, time: null }, '2026-03-10T00:00:00'],
  [{ day: '2026-03-10', time: '' }, '2026-03-10T00:00:00'],
  [{ day: null, time: 'PT1H' }, undefined],
  [{ time: 'PT1H' }, undefined],
  [{ day: 'yesterday', time: 'PT1H' }, 'yesterday PT1H'],
  [{ day: '2026-03-10', time: 'noon' }, '2026-03-10 noon'],
])('a day and a time of day become one date: %j', (record, expected) => {
  expect(derived(record)).toBe(expected);
});

test('every moment comes out as it went in', () => {
  const moment = fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (date) => {
      const iso = date.toISOString().slice(0, 19);
      const [hours, minutes, seconds] = iso.slice(11).split(':').map(Number);
      const day = `/Date(${Date.parse(iso.slice(0, 10))})/`;
      expect(derived({ day, time: `PT${hours}H${minutes}M${seconds}S` })).toBe(iso);
    }),
  );
});

test('a text is made from fields, or left out when one of them is missing', () => {
  const key = { key: { text: '{company.id}-{number}' } };
  expect(deriveFields(key, { company: { id: 'c1' }, number: 7 })).toEqual({
    company: { id: 'c1' },
    number: 7,
    key: 'c1-7',
  });
  expect(deriveFields(key, { number: 7 })).toEqual({ number: 7 });
});
