import { drawHistory } from '../history/draw-history.ts';
import { runHistory } from '../history/run-history.ts';
import { oursInMemory } from '../ours/in-memory.ts';
import { isFaulty } from '../proof/tally.ts';
import { declaredFalsely } from './declared-falsely.ts';
import { pollerWithout } from './poller-without.ts';
import type { Revert } from './revert.ts';
import { storeWithout } from './store-without.ts';

export const reverts: Revert[] = [...declaredFalsely, ...pollerWithout, ...storeWithout];

export interface Found {
  seed: number;
  /** Histories that were played until then. */
  tried: number;
  what: string;
}

/** Plays histories to the engine without a rule until what is expected happens, in one where all is well with the rule. */
export async function search(
  revert: Revert,
  { from, count }: { from: number; count: number },
): Promise<Found | undefined> {
  const [without, ours] = [oursInMemory(revert.variant), oursInMemory()];
  let tried = 0;
  for (let seed = from; seed < from + count; seed++) {
    const history = drawHistory(seed);
    if (revert.where && !revert.where(history)) continue;
    tried++;
    const [what] = (await runHistory(history, without))[revert.expected];
    if (what !== undefined && !isFaulty(await runHistory(history, ours))) return { seed, tried, what };
  }
  return undefined;
}
