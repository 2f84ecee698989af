import type { ToldWait } from '../model/connector-rate-limit.ts';

/** Who asks for more may have meant another unit. */
const longestWaitMs = 24 * 3_600_000;
/** Moments are often told in whole seconds, cut off: the one that is told may be over though the limit is not. */
const shortestWaitMs = 1_000;

/** A moment from 1 s to a day ahead. */
export const boundedWait = (until: number, now: number): number =>
  Math.min(Math.max(Math.ceil(until), now + shortestWaitMs), now + longestWaitMs);

/**
 * The moment, by our clock, until which a value tells to wait. Moments are taken by the provider's clock, which its Date
 * header tells. Undefined when it cannot be read: no number, no date, negative, or more than a day ago, which is what
 * seconds look like when they are taken for an epoch.
 */
export function toldUntil(
  told: string | undefined,
  unit: ToldWait['unit'],
  { now, date }: { now: number; date: string | undefined },
): number | undefined {
  const text = told?.trim() ?? '';
  if (text === '') return undefined;
  const until = momentOf(text, unit, { now, theirs: providerNow(date, now) });
  return until !== undefined && until >= now - longestWaitMs ? until : undefined;
}

function momentOf(
  text: string,
  unit: ToldWait['unit'],
  { now, theirs }: { now: number; theirs: number },
): number | undefined {
  const isNumber = /^\d+(\.\d+)?$/.test(text);
  const value = isNumber ? Number(text) : NaN;
  const ahead = now - theirs;
  switch (unit) {
    case 'retryAfter':
      return isNumber ? now + value * 1000 : Date.parse(text) + ahead;
    case 'seconds':
      return now + value * 1000;
    case 'milliseconds':
      return now + value;
    case 'epochSeconds':
      return value * 1000 + ahead;
    case 'epochMilliseconds':
      return value + ahead;
    case 'iso':
      return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) + ahead : undefined;
  }
}

/** The provider's clock; ours where it sends no Date or one that is a day off. */
export function providerNow(date: string | undefined, now: number): number {
  const told = date === undefined ? NaN : Date.parse(date);
  return Math.abs(told - now) <= longestWaitMs ? told : now;
}
