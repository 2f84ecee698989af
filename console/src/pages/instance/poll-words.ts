import { printCount, printDuration, printNumber } from '../../parts/format.ts';
import type { Tone } from '../../parts/status-badge.tsx';
import type { PollReport, PollRun, PollStatus } from './instance-queries.ts';

type Counts = PollReport['counts'];
type Outcome = PollReport['outcome'];

export const outcomeLooks: Record<Outcome, { tone: Tone; word: string }> = {
  completed: { tone: 'good', word: 'Completed' },
  failed: { tone: 'bad', word: 'Failed' },
  throttled: { tone: 'waiting', word: 'Throttled' },
  reconnect: { tone: 'bad', word: 'Reconnect' },
  interrupted: { tone: 'neutral', word: 'Interrupted' },
};

const changeKinds = ['created', 'updated', 'deleted'] as const;

/** "2 created, 1 updated"; "nothing new" where there is no change. */
export function changesInWords(counts: Pick<Counts, (typeof changeKinds)[number]>): string {
  const told = changeKinds.filter((kind) => counts[kind] > 0).map((kind) => `${printNumber(counts[kind])} ${kind}`);
  return told.length > 0 ? told.join(', ') : 'nothing new';
}

/** One line for all resources of a poll that was asked for. */
export function reportsInWords(reports: readonly PollReport[]): string {
  if (reports.length === 0) return 'Nothing was polled: another poll is under way, or there is nothing to poll.';
  return reports
    .map(({ resource, outcome, counts, error }) =>
      outcome === 'completed' ? `${resource}: ${changesInWords(counts)}` : `${resource}: ${error?.message ?? outcome}`,
    )
    .join('. ');
}

/** "3 requests, 120 records, 118 ignored". */
export function effortInWords({ requests, records, ignored, deferred }: Counts): string {
  const parts = [printCount(requests, 'request'), printCount(records, 'record')];
  if (ignored > 0) parts.push(`${printNumber(ignored)} ignored`);
  if (deferred > 0) parts.push(`${printNumber(deferred)} deferred`);
  return parts.join(', ');
}

export function intervalInWords(poll: PollStatus): string {
  const { intervalMinutes, leastIntervalMinutes: least, greatestIntervalMinutes: greatest } = poll;
  const every = `every ${printDuration(intervalMinutes * 60)}`;
  if (least === null || greatest === null) return every;
  return `${every}, following the changes between ${printDuration(least * 60)} and ${printDuration(greatest * 60)}`;
}

/** How late records were seen to become visible, in words. */
export function latenessInWords({ learned, settleSeconds }: Pick<PollStatus, 'learned' | 'settleSeconds'>): string {
  const horizon = settleSeconds === null ? '' : ` The last ${printDuration(settleSeconds)} are read again and again.`;
  const late = learned.reduce((sum, { count }) => sum + count, 0);
  if (late === 0) return `No record has become visible late so far.${horizon}`;
  const most = Math.max(...learned.map(({ upToSeconds }) => upToSeconds));
  const records = late === 1 ? '1 record has' : `${printNumber(late)} records have`;
  return `${records} become visible late, by up to ${printDuration(most)}.${horizon}`;
}

/** Several polls that found nothing share an entry. */
export const runInWords = ({ polls, outcome, counts }: PollRun): string => {
  if (outcome !== 'completed') return outcomeLooks[outcome].word;
  return polls > 1 ? `${printCount(polls, 'poll')}, nothing new` : changesInWords(counts);
};
