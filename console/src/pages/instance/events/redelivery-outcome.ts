import type { components } from '../../../api/openapi-types.ts';
import { printCount } from '../../../parts/format.ts';

export type Replay = components['schemas']['Replay'];

/** What came of sending events again, as far as it is known. Undefined: nothing yet. */
export interface RedeliveryOutcome {
  tone: 'good' | 'bad' | 'waiting';
  message: string;
}

type Told = Pick<Replay, 'status' | 'counts' | 'error' | 'lastFailure'>;

export function redeliveryOutcome({ status, counts, error, lastFailure }: Told): RedeliveryOutcome | undefined {
  if (status === 'completed') return completed(counts);
  if (status === 'cancelled') return { tone: 'bad', message: 'The redelivery was cancelled.' };
  if (status === 'failed') return { tone: 'bad', message: error?.message ?? 'The receiver did not take it.' };
  if (lastFailure === null) return undefined;
  const why = lastFailure.detail ?? (lastFailure.statusCode === null ? 'no answer' : `HTTP ${lastFailure.statusCode}`);
  const waiting = printCount(counts.pending, 'notification waits', 'notifications wait');
  return { tone: 'bad', message: `The receiver did not take it: ${why}. ${waiting} for the next attempt.` };
}

function completed({ found, skipped, delivered, givenUp }: Replay['counts']): RedeliveryOutcome {
  if (found === 0) return { tone: 'bad', message: 'The events are no longer kept, so nothing was sent.' };
  const lost = skipped + givenUp;
  const sent = `${printCount(delivered, 'notification')} delivered`;
  if (lost === 0) return { tone: 'good', message: `${sent}: the receiver acknowledged.` };
  return {
    tone: delivered > 0 ? 'good' : 'bad',
    message: `${sent}; ${lost} not sent, as the records are no longer kept.`,
  };
}

/** What is said while nothing is known, and the console waits no longer. */
export const underWay = ({ counts }: Pick<Replay, 'counts'>): RedeliveryOutcome => ({
  tone: 'waiting',
  message: `Still under way: ${counts.delivered} delivered, ${counts.pending} to come. The tab of replays has the rest.`,
});
