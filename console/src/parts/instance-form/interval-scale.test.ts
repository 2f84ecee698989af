import { expect, test } from 'vitest';
import { minutesAt, positionOf, printMinutes, stopsFrom } from './interval-scale.ts';

test('every stop of the slider is found again at its position', () => {
  for (const least of [0.05, 1, 7, 60]) {
    const stops = stopsFrom(least);
    expect(stops[0]).toBe(least);
    expect(stops.map((minutes) => minutesAt(positionOf(minutes, stops), stops))).toEqual(stops);
  }
});

test('any number has the nearest stop, by ratio', () => {
  const stops = stopsFrom(1);
  const nearest = (minutes: number) => minutesAt(positionOf(minutes, stops), stops);
  expect([7, 50, 99, 5000, 0.2].map(nearest)).toEqual([5, 45, 90, 1440, 1]);
});

test('an interval is told in its two greatest units', () => {
  expect([1, 90, 1440, 0.5, 0, 1.25].map(printMinutes)).toEqual([
    '1 min',
    '1 h 30 min',
    '1 d',
    '30 s',
    '0 s',
    '1 min 15 s',
  ]);
});
