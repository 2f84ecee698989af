import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { msFromInstant } from '../lib/instant.ts';
import type { Period } from '../lib/time-intervals.ts';
import { readMoment } from '../lib/where/read-instant.ts';
import { Fault } from '../model/fault.ts';

const allowed =
  'an ISO 8601 date such as 2026-01-31T08:00:00Z (UTC where it names no zone), or milliseconds since 1970 (13 digits, or 0)';

/** A moment in a query, as epoch milliseconds: an ISO date, or digits since 1970. */
export const moment = z
  .string()
  .transform((text, context) => {
    const instant = readMoment(withPlus(text));
    if (instant !== undefined && Number.isFinite(instant)) return msFromInstant(instant);
    context.addIssue({ code: 'custom', message: allowed });
    return z.NEVER;
  })
  .describe('ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included.');

const latestMs = 8.64e15;

/** A moment in a body: the same as text, or any whole number of milliseconds. */
export const momentInBody = z.union([z.number(), z.string()]).transform((value, context) => {
  const found = typeof value === 'string' ? moment.safeParse(value).data : value;
  if (found !== undefined && Number.isInteger(found) && found >= 0 && found <= latestMs) return found;
  context.addIssue({ code: 'custom', message: allowed });
  return z.NEVER;
});

/** A plus that was not encoded in a URL arrives as a space: 2026-01-31T08:00:00 02:00. */
const withPlus = (text: string): string => (text.includes('T') ? text.replace(/ (?=\d{2}:?\d{2}$)/, '+') : text);

export interface PeriodWanted {
  from?: number | undefined;
  to?: number | undefined;
}

/** `to` is now unless it is given, `from` so much before it. Throws `request.malformed` where it ends before it begins. */
export function readPeriod({ clock }: { clock: Clock }, { from, to }: PeriodWanted, defaultMs: number): Period {
  const end = to ?? Math.max(clock.now(), from ?? 0);
  const period = { from: from ?? end - defaultMs, to: end };
  refuseReversed(period);
  return period;
}

export function refuseReversed({ from, to }: PeriodWanted): void {
  if (from === undefined || to === undefined || from <= to) return;
  const [start, end] = [from, to].map((ms) => new Date(ms).toISOString());
  const message = `found ${end}, which is before from (${start}); allowed: the same moment or a later one.`;
  throw new Fault('request.malformed', `The query of the request is not as it must be. to: ${message}`, {
    issues: [{ path: 'to', message }],
  });
}
