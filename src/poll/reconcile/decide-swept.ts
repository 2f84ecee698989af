import type { Instant } from '../../lib/instant.ts';
import type { Drift } from '../../model/reconciliation.ts';
import type { KnownVersion } from '../../store/versions-seen.ts';
import type { Candidate, Rule, Verdict } from '../../detect/detect.ts';

/** What a sweep knows beside the record. All instants are the provider's. */
export interface SweepView {
  /** No completed sweep has read this scope before: what is not known of it may always have been there. */
  first: boolean;
  /** The moment from which changes are told. */
  start: Instant;
  /** What is dated before is old data of a first read; `silentInitial`: remembered, not told. */
  initialBefore: Instant;
  silentInitial: boolean;
  /** A poll of this scope has read everything before. */
  baselineComplete: boolean;
  /** Polls have told everything dated up to here; undefined: no poll of this scope has ended yet. */
  completeUpTo: Instant | undefined;
  /** Events dated up to here may have been told and be no longer stored; undefined or absent: all told are stored. */
  forgottenUpTo?: Instant | undefined;
  /** Present time; records dated after it are left to polls that leave them out. */
  present: Instant;
  filterByCurrentDate: boolean;
  /** The query of a poll returns every record, whatever its date. */
  pollsSeeAll: boolean;
}

export interface SweptRecord {
  candidate: Candidate;
  known: KnownVersion | undefined;
  /** What a poll that reads this record would decide. */
  verdict: Verdict;
  /** The event that it would tell is stored. */
  told: boolean;
  /** The date of the event that told the record last, in whatever version; undefined: none did, or it was deleted since. */
  recordToldAt: Instant | undefined;
}

/**
 * `seen`: nothing new. `remember`: its version is known from now on, nothing is told. `tell`: `drift` where a poll should
 * have told it; undefined where the next poll would have.
 */
export type SweptVerdict =
  | { kind: 'seen' }
  | { kind: 'remember'; verdict: Verdict }
  | { kind: 'tell'; verdict: Verdict; drift: Drift | undefined; initial: boolean };

/** The list is as we know it, or behind it. */
const seenBefore: readonly Rule[] = ['version-known', 'older-than-received', 'settles-later', 'deleted-later'];

/** Decides one record that a sweep has read. What polls would tell is told the same way, with the same event id. */
export function decideSwept(view: SweepView, swept: SweptRecord): SweptVerdict {
  const { candidate, known, verdict } = swept;
  if (seenBefore.includes(verdict.rule)) return { kind: 'seen' };
  if (verdict.rule === 'content-same') return { kind: 'remember', verdict };
  if (view.filterByCurrentDate && candidate.date !== undefined && candidate.date > view.present)
    return { kind: 'seen' };
  if (!known) return decideUnknown(view, swept);
  if (verdict.rule === 'restored') return tell(verdict, 'restored');
  if (swept.told) return decideReturned(swept, known);
  return tell(verdict, isAhead(view, candidate) ? undefined : driftOf(verdict));
}

function decideUnknown(view: SweepView, swept: SweptRecord): SweptVerdict {
  const { candidate, verdict } = swept;
  const told = swept.told || mayBeForgotten(view, candidate);
  const remember: SweptVerdict = { kind: 'remember', verdict };
  const { isOurs, isInitial, isSilent } = placeInTime(view, candidate);
  if (told || isSilent || verdict.outcome === 'ignored') return remember;
  if (isOurs && isAhead(view, candidate)) return tell(createdOnce(swept, verdict.outcome), undefined, isInitial);
  if (candidate.deleted || (view.first && !isOurs)) return remember;
  const missed = createdOnce(swept, view.first ? verdict.outcome : 'created');
  return tell(missed, driftOf(missed), view.first && isInitial);
}

/**
 * Its event may have been deleted since it was told. Only in the first sweep, as later ones know every record, and never what
 * polls have yet to read.
 */
const mayBeForgotten = (view: SweepView, candidate: Candidate): boolean =>
  view.first &&
  view.forgottenUpTo !== undefined &&
  candidate.date !== undefined &&
  candidate.date <= view.forgottenUpTo &&
  !isAhead(view, candidate);

/** A record that was told before is not created now, whatever its dates, though its version has been forgotten since. */
const createdOnce = ({ verdict, recordToldAt }: SweptRecord, outcome: Verdict['outcome']): Verdict =>
  outcome === 'created' && recordToldAt !== undefined
    ? { ...verdict, outcome: 'updated', rule: 'record-known' }
    : { ...verdict, outcome };

/** `isOurs`: changed since we tell changes; `isInitial`: and before the instance was made; `isSilent`: not to be told. */
function placeInTime(view: SweepView, { date }: Candidate) {
  const isOurs = date === undefined ? view.pollsSeeAll : date >= view.start;
  const isInitial = date === undefined ? !view.baselineComplete : date < view.initialBefore;
  return { isOurs, isInitial, isSilent: isOurs && isInitial && view.silentInitial };
}

/**
 * A state that was told before, and not last. With the date of the state told last its content came back without its date,
 * which is a state of its own; with another date this may be an old answer, and the next poll knows better.
 */
function decideReturned({ candidate, verdict }: SweptRecord, known: KnownVersion): SweptVerdict {
  if (candidate.date === undefined || dateOf(known.version) !== dateOf(candidate.version)) return { kind: 'seen' };
  return tell({ ...verdict, revision: known.revision + 1, isReturn: true }, 'missedUpdated');
}

/** The next poll would tell it. */
const isAhead = ({ completeUpTo, pollsSeeAll }: SweepView, { date }: Candidate): boolean =>
  date === undefined ? pollsSeeAll : completeUpTo === undefined || date > completeUpTo;

const driftOf = ({ outcome }: Verdict): Drift =>
  outcome === 'created' ? 'missedCreated' : outcome === 'deleted' ? 'deleted' : 'missedUpdated';

const tell = (verdict: Verdict, drift: Drift | undefined, initial = false): SweptVerdict => ({
  kind: 'tell',
  verdict,
  drift,
  initial,
});

/** The date in a version, as sent; a version without a date is its hash alone. */
export const dateOf = (version: string): string => version.slice(0, Math.max(0, version.lastIndexOf('|')));
