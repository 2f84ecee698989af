import { printNumber } from '../../../parts/format.ts';
import type { Tone } from '../../../parts/status-badge.tsx';
import type { Registration, Webhook } from '../instance-queries.ts';

export const webhookLooks: Record<Webhook['status'], { tone: Tone; word: string }> = {
  waiting: { tone: 'waiting', word: 'Waiting' },
  done: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
};

export const registrationLooks: Record<Registration['status'], { tone: Tone; word: string }> = {
  wanted: { tone: 'waiting', word: 'Being asked for' },
  active: { tone: 'good', word: 'Active' },
  failed: { tone: 'bad', word: 'Failed' },
  unwanted: { tone: 'waiting', word: 'Being taken back' },
};

const kinds = [
  ['created', 'created'],
  ['updated', 'updated'],
  ['deleted', 'deleted'],
  ['other', 'of another type'],
  ['polls', 'left to a poll'],
  ['ignored', 'ignored'],
  ['refused', 'cannot be used'],
] as const;

/** What a webhook became: "2 created, 1 ignored". */
export function becameInWords({ status, outcome, error }: Pick<Webhook, 'status' | 'outcome' | 'error'>): string {
  if (error) return error.message;
  if (!outcome) return status === 'waiting' ? 'to be worked on' : 'nothing';
  const parts = kinds.flatMap(([key, words]) => {
    const count = outcome[key] ?? 0;
    return count > 0 ? [`${printNumber(count)} ${words}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : 'nothing to tell';
}
