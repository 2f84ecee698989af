/** Minutes that the slider stops at: dense where a difference is felt. */
const usualStops = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440];

/** The stops from the least interval that the server allows; that itself is the first. */
export const stopsFrom = (leastMinutes: number): number[] => [
  leastMinutes,
  ...usualStops.filter((minutes) => minutes > leastMinutes),
];

/** The stop that is nearest to an interval, by ratio: 50 minutes are nearer to 45 than to 60. */
export function positionOf(minutes: number, stops: readonly number[]): number {
  const distance = (stop: number) => Math.abs(Math.log(Math.max(minutes, Number.MIN_VALUE) / stop));
  return stops.reduce((best, stop, index) => (distance(stop) < distance(stops[best] ?? stop) ? index : best), 0);
}

export const minutesAt = (position: number, stops: readonly number[]): number =>
  stops[Math.min(Math.max(Math.round(position), 0), stops.length - 1)] ?? 1;

/** 1 → 1 min, 90 → 1 h 30 min, 1440 → 1 d, 0.5 → 30 s. */
export function printMinutes(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return told.length === 0 ? '0 s' : told.slice(0, 2).join(' ');
}
