import type { FaultBoard } from './faults.ts';

/** The time as the provider sees it. */
export interface ProviderClock {
  /** Milliseconds since 1970, with the skew that was asked for. */
  nowMs: () => number;
  /**
   * The stamp of a change made now, in microseconds: never less than the one before within a millisecond, so that the order of
   * changes and of stamps agree; equal ones can happen, as they do at real providers.
   */
  stampMicros: () => number;
}

export interface ProviderClockParts {
  now: () => number;
  random: () => number;
  faults: FaultBoard;
}

export function providerClock({ now, random, faults }: ProviderClockParts): ProviderClock {
  const nowMs = () => now() + faults.skewMs();
  let last = 0;
  const sharedStamps = new WeakMap<object, number>();
  const freshStamp = () => {
    const startOfMs = Math.floor(nowMs()) * 1000;
    const isSameMs = last >= startOfMs && last < startOfMs + 1000;
    const roomLeft = isSameMs ? startOfMs + 999 - last : 999;
    last = (isSameMs ? last : startOfMs) + Math.floor(random() * Math.min(roomLeft + 1, 20));
    return last;
  };
  return {
    nowMs,
    stampMicros: () => {
      const fault = faults.strike(['equalTimestamps']);
      if (!fault) return freshStamp();
      if (fault.granularityMs !== undefined) {
        const granularity = fault.granularityMs * 1000;
        return Math.floor(freshStamp() / granularity) * granularity;
      }
      const shared = sharedStamps.get(fault) ?? freshStamp();
      sharedStamps.set(fault, shared);
      return shared;
    },
  };
}
