import { drawHistory } from '../history/draw-history.ts';
import { withWebhooks } from '../history/with-webhooks.ts';
import { runHistory } from '../history/run-history.ts';
import { contestants } from './contestants.ts';
import { addFindings, emptyTally, type Tally } from './tally.ts';

/** Plays the histories of these seeds to each contestant. */
export async function runSeeds({ from, count }: { from: number; count: number }): Promise<Tally[]> {
  const tallies = contestants.map(({ name }) => emptyTally(name));
  for (let seed = from; seed < from + count; seed++) {
    const history = drawHistory(seed);
    for (const [index, { readsAll, hasWebhooks, create }] of contestants.entries()) {
      const { dates, paging } = history.profile;
      if (!readsAll && (dates === 'none' || paging === 'feed')) continue;
      addFindings(
        tallies[index] as Tally,
        seed,
        await runHistory(hasWebhooks ? withWebhooks(history) : history, create),
      );
    }
  }
  return tallies;
}
