import { describe } from '../history/describe.ts';
import { drawHistory } from '../history/draw-history.ts';
import { withWebhooks } from '../history/with-webhooks.ts';
import { runHistory } from '../history/run-history.ts';
import { shrink } from '../history/shrink.ts';
import type { History } from '../history/step.ts';
import type { Findings } from '../oracle/find-losses.ts';
import type { Contestant } from './contestants.ts';

const kinds = ['missed', 'duplicated', 'wrong'] as const;

/** Plays one history, prints what happened, and looks for the fewest steps that show what went wrong. Answers whether any did. */
export async function replay({ hasWebhooks, create }: Contestant, seed: number): Promise<boolean> {
  const play = (history: History) => runHistory(history, create);
  const drawn = drawHistory(seed);
  const history = hasWebhooks ? withWebhooks(drawn) : drawn;
  const findings = await play(history);
  print(history, findings);
  const found = kinds.filter((kind) => findings[kind].length > 0);
  if (found.length === 0) return true;
  const smallest = await shrink(history, async (smaller) => {
    const still = await play(smaller);
    return found.some((kind) => still[kind].length > 0);
  });
  process.stdout.write('\nThe fewest steps that were found to show it:\n\n');
  print(smallest, await play(smallest));
  return false;
}

function print(history: History, findings: Findings): void {
  const { changes, told, requests } = findings;
  const lines = [
    ...describe(history),
    '',
    `${changes} changes had to be told, ${told} events were told, ${requests} requests were made.`,
    ...kinds.flatMap((kind) => findings[kind].map((text) => `${kind}: ${text}`)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
