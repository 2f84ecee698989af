import type { components } from '../../../api/openapi-types.ts';

/** How far back the charts go, and in which steps. */
export const ranges = {
  '24h': { hours: 24, interval: 'hour' },
  '7d': { hours: 7 * 24, interval: 'hour' },
  '30d': { hours: 30 * 24, interval: 'day' },
} as const;
export type Range = keyof typeof ranges;

type CountByType = components['schemas']['EventCountByType'];

/** One interval: when it begins, and its figures by their names. */
export type ChartRow = { timestamp: string } & Record<string, number | string>;

/** The types that are shown apart, the usual ones first; the others in the order of their names. */
const usual = ['CREATED', 'UPDATED', 'DELETED'];

export function typesOf(counts: CountByType[]): string[] {
  const all = new Set(counts.flatMap(({ records }) => records.map(({ eventType }) => eventType)));
  return [...usual.filter((type) => all.has(type)), ...[...all].filter((type) => !usual.includes(type)).toSorted()];
}

/** A row for each interval, with every type: what has no events has 0. */
export function typeRows(counts: CountByType[]): ChartRow[] {
  const types = typesOf(counts);
  return counts.map(({ records, timestamp }) => {
    const found = new Map(records.map(({ eventType, count }) => [eventType, count]));
    return { timestamp, ...Object.fromEntries(types.map((type) => [type, found.get(type) ?? 0])) };
  });
}

/** The sum of one figure over all intervals. */
export const sumOf = (rows: ChartRow[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);

/** Where an interval begins, as short as the range allows. */
export function printStart(iso: string, range: Range): string {
  const date = new Date(iso);
  if (range === '24h') return date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return date.toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
}
