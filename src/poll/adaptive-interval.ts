import type { ClaimedPoll } from '../store/claim-polls.ts';

const msPerHour = 3_600_000;
/** Polls after which an observation counts about a third. */
const memoryPolls = 3;
/** An interval grows at most by this at a time; it falls at once. */
const greatestGrowth = 2;

export type PollPace = Pick<ClaimedPoll, 'intervalMs' | 'leastIntervalMs' | 'greatestIntervalMs' | 'changesPerHour'>;

/** What a complete poll has seen. */
export interface Observation {
  /** Changes told that are not old data. */
  changes: number;
  /** Time since the last complete poll; undefined: there was none, or it is not known. */
  elapsedMs: number | undefined;
}

/** The interval that counts now: the configured one, or within its bounds the one that the rate of changes asks for. */
export function intervalInForce({ intervalMs, changesPerHour, ...pace }: PollPace): number {
  const bounds = boundsOf(pace);
  return bounds && changesPerHour !== undefined ? within(msPerHour / changesPerHour, bounds) : intervalMs;
}

/**
 * The rate after an observation, with which `intervalInForce` aims at one change in each poll: a weighted mean in which
 * older observations count ever less. Undefined without bounds. It is kept within what the bounds can make use of, so
 * that the interval begins to move as soon as the changes do.
 */
export function observedRate(poll: PollPace, { changes, elapsedMs }: Observation): number | undefined {
  const bounds = boundsOf(poll);
  if (!bounds) return undefined;
  const intervalMs = intervalInForce(poll);
  const before = msPerHour / within(intervalMs, bounds);
  if (elapsedMs === undefined || elapsedMs <= 0) return before;
  const weight = 1 - Math.exp(-elapsedMs / (memoryPolls * intervalMs));
  const mean = before + weight * ((changes * msPerHour) / elapsedMs - before);
  const slowed = Math.max(mean, before / greatestGrowth);
  return Math.min(Math.max(slowed, msPerHour / bounds.greatestMs), msPerHour / bounds.leastMs);
}

interface Bounds {
  leastMs: number;
  greatestMs: number;
}

const boundsOf = ({ leastIntervalMs, greatestIntervalMs }: Omit<PollPace, 'intervalMs' | 'changesPerHour'>) =>
  leastIntervalMs === undefined || greatestIntervalMs === undefined
    ? undefined
    : { leastMs: leastIntervalMs, greatestMs: greatestIntervalMs };

const within = (intervalMs: number, { leastMs, greatestMs }: Bounds): number =>
  Math.round(Math.min(Math.max(intervalMs, leastMs), greatestMs));
