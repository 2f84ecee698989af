import { z } from 'zod';
import { fittingInterval, intervals, intervalStarts, type Interval, type Period } from '../lib/time-intervals.ts';
import { Fault } from '../model/fault.ts';
import { moment } from './moment-parameter.ts';

const mostIntervals = 2_000;
/** So many points make a good picture. */
const fittingIntervals = 200;

/** The parameters of figures over time. */
export const intervalParameters = {
  from: moment.optional().describe('ISO 8601, or milliseconds since 1970. Default: a day before to.'),
  to: moment.optional().describe('The same; included. Default: now.'),
  interval: z.enum(intervals).optional().describe(`In UTC. Default: the finest of at most ${fittingIntervals}.`),
};

/** Where the intervals of a period begin, ascending. Throws `request.malformed` where there are too many. */
export function startsOf(period: Period, wanted: Interval | undefined): number[] {
  const interval = wanted ?? fittingInterval(period, fittingIntervals);
  const starts = intervalStarts(period, interval, mostIntervals);
  if (starts) return starts;
  throw tooManyIntervals(`the period has more than ${mostIntervals.toLocaleString('en')} times one ${interval}`);
}

export function tooManyIntervals(found: string): Fault {
  const message = `found that ${found}; allowed: a shorter period, or a longer interval of ${intervals.join(', ')}.`;
  return new Fault('request.malformed', `The query of the request is not as it must be. interval: ${message}`, {
    issues: [{ path: 'interval', message }],
  });
}
