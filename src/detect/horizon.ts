import { microsPerSecond } from '../lib/instant.ts';
import type { PollingRules } from '../model/connector-polling.ts';

/** How far back the scans of a resource reach, in microseconds. */
export interface Horizon {
  /** A record may become visible this long after its date: only what is older counts as complete. */
  settle: number;
  /** What every scan reads again. Where it is less than `settle`, the rest is left to the settle lane. */
  overlap: number;
}

export type HorizonRules = Pick<PollingRules, 'settleSeconds' | 'overlapSeconds' | 'learnSettle' | 'maxSettleSeconds'>;

/** The declared horizon, or the one that the lateness of records asks for if that is longer. */
export function horizonOf(rules: HorizonRules, learnedSettleSeconds: number): Horizon {
  const learned = rules.learnSettle ? Math.min(learnedSettleSeconds, rules.maxSettleSeconds) : 0;
  const settleSeconds = Math.max(rules.settleSeconds, learned);
  return {
    settle: settleSeconds * microsPerSecond,
    overlap: Math.min(rules.overlapSeconds, settleSeconds) * microsPerSecond,
  };
}
