/** Where the points of a small chart lie in a box of this size; the greatest value touches its upper edge. */
export function sparklinePoints(values: readonly number[], width: number, height: number): [x: number, y: number][] {
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, index) => [round(index * step), round(height - (value / most) * height)]);
}

const round = (value: number): number => Math.round(value * 100) / 100;
