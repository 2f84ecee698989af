import { isRecord, parseJson } from '../lib/json.ts';
import type { Candidate, Remembered, Verdict } from './verdict.ts';
import type { DetectionRules, DetectionWindow } from './detection-rules.ts';
import { isReceived } from './received-version.ts';
import { recordsAgree } from './records-agree.ts';

/**
 * A record out of a list, where a webhook brought the version that is remembered: the list may be older than the webhook,
 * or show the same change in another form. Undefined: the other rules decide. The entries of a list of deletions have a rule
 * of their own for what is older.
 */
export function besideReceived(
  rules: DetectionRules,
  { settledTo }: Pick<DetectionWindow, 'settledTo'>,
  candidate: Candidate,
  known: Remembered,
): Verdict | undefined {
  const { date, version } = candidate;
  const { revision } = known;
  const asBefore = { version: known.version, revision, isKnown: true } as const;
  if (!isReceived(known.version) || date === undefined || known.date === undefined || rules.listsDeleted)
    return undefined;
  if (date < known.date) return { outcome: 'ignored', rule: 'older-than-received', ...asBefore };
  if (candidate.deleted || date > known.date) return undefined;
  if (saysTheSame(rules, candidate, known)) return { outcome: 'ignored', rule: 'content-same', version, revision };
  // Of two changes at the same date the list may show the first, and the webhook have told the second.
  return date > settledTo ? { outcome: 'deferred', rule: 'settles-later', ...asBefore } : undefined;
}

/** Whether a record says the same as the one that a webhook brought, of the same date. */
export function saysTheSame(rules: DetectionRules, { record }: Candidate, known: Remembered): boolean {
  const received = known.record === undefined ? undefined : parseJson(known.record);
  // The dates are the same already, however they are written.
  const dates = [rules.updated?.field, rules.created?.field].filter((field) => field !== undefined);
  return isRecord(received) && recordsAgree(record, received, new Set([...rules.ignoredFields, ...dates]));
}
