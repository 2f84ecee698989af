export const intervals = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type Interval = (typeof intervals)[number];

export interface Period {
  /** Epoch milliseconds, both included. */
  from: number;
  to: number;
}

/**
 * Where the intervals begin that a period touches, in UTC, ascending: the one that `from` lies in is the first, the one
 * that `to` lies in the last. Weeks begin on Monday. Undefined where there are more than `limit`.
 */
export function intervalStarts({ from, to }: Period, interval: Interval, limit: number): number[] | undefined {
  const starts: number[] = [];
  for (let start = startOf(from, interval); start <= to; start = nextStart(start, interval)) {
    if (starts.length === limit) return undefined;
    starts.push(start);
  }
  return starts;
}

/** The finest interval of which a period touches no more than `wanted`; months where even they are more. */
export const fittingInterval = (period: Period, wanted: number): Interval =>
  intervals.find((interval) => intervalStarts(period, interval, wanted)) ?? 'month';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const lengthsMs = { minute: minuteMs, hour: 60 * minuteMs, day: dayMs, week: 7 * dayMs };
/** 1970-01-05. */
const firstMonday = 4 * dayMs;

function startOf(ms: number, interval: Interval): number {
  if (interval === 'month') return monthStart(ms, 0);
  const origin = interval === 'week' ? firstMonday : 0;
  return origin + Math.floor((ms - origin) / lengthsMs[interval]) * lengthsMs[interval];
}

const nextStart = (start: number, interval: Interval): number =>
  interval === 'month' ? monthStart(start, 1) : start + lengthsMs[interval];

function monthStart(ms: number, later: number): number {
  const date = new Date(ms);
  date.setUTCMonth(date.getUTCMonth() + later, 1);
  return date.setUTCHours(0, 0, 0, 0);
}
