import { printCount, printNumber } from '../../../parts/format.ts';
import type { Tone } from '../../../parts/status-badge.tsx';
import type { Reconciliation } from '../instance-queries.ts';

export const reconciliationLooks: Record<Reconciliation['status'], { tone: Tone; word: string }> = {
  waiting: { tone: 'waiting', word: 'Waiting' },
  running: { tone: 'working', word: 'Running' },
  held: { tone: 'attention', word: 'Held' },
  completed: { tone: 'good', word: 'Completed' },
  failed: { tone: 'bad', word: 'Failed' },
  cancelled: { tone: 'neutral', word: 'Cancelled' },
};

export const reasonWords: Record<Reconciliation['reason'], string> = {
  requested: 'asked for',
  scheduled: 'as scheduled',
  feedReset: 'as the feed had to be read anew',
};

const found = [
  ['missedCreated', 'missed, created'],
  ['missedUpdated', 'missed, updated'],
  ['restored', 'restored'],
  ['deleted', 'deleted'],
  ['missingOnce', 'missing for the first time'],
] as const;

/** "120 records read: 2 missed, created; 1 deleted". */
export function driftInWords(counts: Reconciliation['counts']): string {
  const drifts = found.filter(([key]) => counts[key] > 0).map(([key, words]) => `${printNumber(counts[key])} ${words}`);
  const records = counts.records === 1 ? '1 record' : `${printNumber(counts.records)} records`;
  return `${records} read: ${drifts.length > 0 ? drifts.join('; ') : 'nothing was missed'}`;
}

/** What comes of releasing one that is held: a record is told as deleted when two in a row have missed it. */
export function releaseInWords({ missingOnce }: Reconciliation['counts']): string {
  const onlyIf = 'Do this only if they are gone at the provider.';
  if (missingOnce === 0) return `The records that were missing before as well are told as deleted. ${onlyIf}`;
  const missing = `${printCount(missingOnce, 'record')} ${missingOnce === 1 ? 'is' : 'are'} missing for the first time`;
  return `${missing}. The next reconciliation tells them as deleted, unless they are back by then. ${onlyIf}`;
}
