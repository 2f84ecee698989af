import { microsPerSecond } from '../lib/instant.ts';
import { latenessBucket, settleFor } from '../model/lateness.ts';
import type { PageJudgement } from '../detect/judge-page.ts';
import type { ScanRun } from './scan-run.ts';
import type { ScanWindow } from './scan-window.ts';
import { noteOnce } from './tally-page.ts';

/** A provider that answers only about the recent past leaves a hole when it was not asked for longer. */
export function checkLookback({ scope: { cursor, since, now, polling }, notices, report }: ScanRun): void {
  const { longestLookbackSeconds } = polling;
  if (longestLookbackSeconds === undefined || since >= now - longestLookbackSeconds * microsPerSecond) return;
  const message = `The provider tells changes of the last ${longestLookbackSeconds} s only; what changed before and was not yet told is found by a reconciliation.`;
  noteOnce(report, message);
  if (cursor.watermark !== undefined) notices.push({ kind: 'lookback.exceeded', message });
}

/** Says when records come later than all that was known, as the horizon grows by it. */
export function noticeLateness(
  { scope: { horizon, polling }, notices, report }: ScanRun,
  { lateBySeconds }: PageJudgement,
): void {
  if (!polling.learnSettle || lateBySeconds.length === 0) return;
  const latestSeconds = Math.max(...lateBySeconds);
  const learned = Math.min(settleFor(latenessBucket(latestSeconds)), polling.maxSettleSeconds);
  const settleSeconds = horizon.settle / microsPerSecond;
  if (learned <= settleSeconds) return;
  const message = `A record became visible at least ${Math.ceil(latestSeconds)} s after its date: the settle horizon grows from ${settleSeconds} s to ${learned} s.`;
  if (noteOnce(report, message)) notices.push({ kind: 'settle.grown', message });
}

/** A filter that returns nothing although it should return what was seen before is probably misunderstood. */
export function noteSilence(
  { scope: { cursor }, rules, rowsRead, notModified, report }: ScanRun,
  window: ScanWindow,
): void {
  const { newestSeen } = cursor;
  if (rules.feed || notModified || rowsRead > 0 || newestSeen === undefined || newestSeen > window.scanStart) return;
  if (newestSeen < window.from + rules.granularity) return;
  noteOnce(
    report,
    'The provider returned nothing, though a record seen before lies in the window: either it was deleted, or the provider does not understand the value of the filter (its form, its zone).',
  );
}
