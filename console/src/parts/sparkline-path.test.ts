import { expect, test } from 'vitest';
import { sparklinePoints } from './sparkline-path.ts';

test('the greatest value touches the top, and none lies on the ground', () => {
  expect(sparklinePoints([0, 5, 10], 100, 20)).toEqual([
    [0, 20],
    [50, 10],
    [100, 0],
  ]);
});

test('nothing but noughts is a line on the ground, and one value is a point', () => {
  expect(sparklinePoints([0, 0], 10, 4)).toEqual([
    [0, 4],
    [10, 4],
  ]);
  expect(sparklinePoints([3], 10, 4)).toEqual([[0, 0]]);
});
