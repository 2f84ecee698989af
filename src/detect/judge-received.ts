import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { Change } from '../model/change.ts';
import { deletedVersion, type VersionSeen } from '../store/poll-commit.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import { saysTheSame } from './beside-received.ts';
import { changedFields, keptOf } from './changed-fields.ts';
import { decide, isCandidate, screen, storableId, type Candidate, type Rule, type Verdict } from './detect.ts';
import type { DetectionRules, DetectionWindow } from './detection-rules.ts';
import { changeTypes, versionToTell } from './judge-page.ts';
import { isReceived, receivedVersion, webhookVersion } from './received-version.ts';

/** What a webhook says of a record of a resource that is polled as well. */
export interface ReceivedRecord {
  recordId: string;
  /** CREATED, UPDATED, DELETED, or any other word. */
  type: string;
  /** When it happened, if the webhook says it. */
  date: Instant | undefined;
  /** In the form in which the resource shows it. */
  record: JsonRecord | undefined;
  /** What the webhook says of it. */
  element: JsonRecord;
}

/** How the poll would see it. Instants are the provider's. */
export interface ReceivedView {
  rules: DetectionRules;
  /** That of the settle lane, if the poll ran now. */
  window: DetectionWindow;
  /** The moment from which changes are told: what was deleted before is not told. */
  start: Instant;
  present: Instant;
  /** Provider clock minus ours. */
  skew: number;
  cursorId: number;
  /** The number of sweeps begun. */
  sweeps: number;
  silentInitial: boolean;
}

/** `poll`: the webhook alone does not tell; the poll does. */
export type ReceivedVerdict =
  | { kind: 'tell'; rule: Rule; change: Change; seen: VersionSeen }
  | { kind: 'remember'; rule: Rule; seen: VersionSeen }
  | { kind: 'ignore'; rule: Rule }
  | { kind: 'poll'; reason: string };

/** Clocks differ a little. A date further ahead would keep all that comes before it from being told. */
const mostAhead = 60 * microsPerSecond;

/**
 * Decides what a webhook says of one record, as if it stood on a page of the next poll. `known` is what is remembered of the
 * record, read under the lock of the poll.
 */
export function judgeReceived(
  view: ReceivedView,
  item: ReceivedRecord,
  known: KnownVersion | undefined,
): ReceivedVerdict {
  const { rules } = view;
  if (rules.feed) return poll('the provider lists what changed by itself');
  if (rules.idField === '') return poll('its records have no ids');
  if (item.type === 'DELETED') return judgeDeletion(view, item, known);
  if (!item.record) return poll('the webhook does not hold the record');
  const screened = screen(rules, { ...view.window, scanStart: Infinity }, item.record);
  if (!isCandidate(screened)) return { kind: 'ignore', rule: screened.rule };
  const { date } = screened;
  if (date === undefined) return poll('the record has no date');
  if (screened.recordId !== storableId(item.recordId))
    return poll(
      `the record has the id ${JSON.stringify(screened.recordId)}, the webhook says ${JSON.stringify(item.recordId)}`,
    );
  if (date > view.present + mostAhead) return poll('the date of the record lies in the future');
  const candidate = { ...screened, version: receivedVersion(screened.version) };
  return besideKnown(rules, { ...candidate, date }, known) ?? judgeRecord(view, { candidate, item, known });
}

const poll = (reason: string): ReceivedVerdict => ({ kind: 'poll', reason });

/** What is known already, by either road, is never set back by a webhook: it may be late, or come twice. */
function besideKnown(
  rules: DetectionRules,
  candidate: Candidate & { date: Instant },
  known: KnownVersion | undefined,
): ReceivedVerdict | undefined {
  if (!known) return undefined;
  if (known.version === deletedVersion && candidate.deleted) return { kind: 'ignore', rule: 'deleted-later' };
  if (known.date === undefined) return poll('the version that is known has no date');
  // A webhook of before the deletion may come after it, and clocks are not compared to the second: only the list shows a return.
  if (known.version === deletedVersion)
    return candidate.date <= known.date
      ? { kind: 'ignore', rule: 'deleted-later' }
      : poll('the record was told as deleted');
  if (candidate.date > known.date) return undefined;
  const differs = candidate.date === known.date && isReceived(known.version) && !saysTheSame(rules, candidate, known);
  return differs ? poll('the record was changed twice at the same date') : { kind: 'ignore', rule: 'stale' };
}

interface Judged {
  candidate: Candidate;
  item: ReceivedRecord;
  known: KnownVersion | undefined;
}

function judgeRecord(view: ReceivedView, { candidate, item, known }: Judged): ReceivedVerdict {
  const { rules, window } = view;
  const decided = decide(rules, window, candidate, known);
  const isNew = !known && decided.outcome === 'updated' && item.type === 'CREATED' && !isOld(view, candidate);
  const verdict: Verdict = isNew ? { ...decided, outcome: 'created', rule: 'received-created' } : decided;
  return concluded(view, { candidate, known, verdict });
}

/** What was created before the window was told by polls, and has been forgotten since. */
const isOld = ({ window }: ReceivedView, { created }: Candidate): boolean =>
  created.kind === 'instant' && created.instant < window.from;

/** As an entry of a list of deletions. Its own date counts, but never one that is still to come. */
function judgeDeletion(view: ReceivedView, item: ReceivedRecord, known: KnownVersion | undefined): ReceivedVerdict {
  const { present, start } = view;
  const rules = { ...view.rules, listsDeleted: true };
  const date = Math.min(item.date ?? present, present);
  if (date <= start - rules.granularity) return { kind: 'ignore', rule: 'before-window' };
  const candidate: Candidate = {
    recordId: storableId(item.recordId),
    record: item.record ?? item.element,
    updated: { kind: 'none' },
    created: { kind: 'none' },
    date,
    version: receivedVersion(`${date}|`),
    deleted: true,
  };
  const verdict = decide(rules, { ...view.window, baselineComplete: true }, candidate, known);
  return concluded(view, { candidate, known, verdict });
}

function concluded(
  view: ReceivedView,
  { candidate, known, verdict }: { candidate: Candidate; known: KnownVersion | undefined; verdict: Verdict },
): ReceivedVerdict {
  const { rules, cursorId, window } = view;
  const { outcome, rule } = verdict;
  if (verdict.isKnown) return { kind: 'ignore', rule };
  const seen = toSeen(view, candidate, verdict);
  const initial = candidate.date !== undefined && candidate.date < window.initialBefore;
  if (outcome === 'ignored' || outcome === 'deferred' || (initial && view.silentInitial))
    return { kind: 'remember', rule, seen };
  const changes = outcome === 'updated' ? changedFields(known, candidate.record, rules) : undefined;
  const change: Change = {
    type: changeTypes[outcome],
    recordId: candidate.recordId,
    version:
      outcome === 'deleted' || candidate.date === undefined
        ? versionToTell(candidate, verdict, cursorId)
        : webhookVersion(candidate.date),
    date: candidate.date,
    record: candidate.record,
    initial,
    ...(changes && { changes }),
  };
  return { kind: 'tell', rule, change, seen };
}

/** The record is kept until the poll has confirmed it, so that it can be held against what the list shows. */
function toSeen({ rules, cursorId, sweeps }: ReceivedView, candidate: Candidate, verdict: Verdict): VersionSeen {
  const { recordId, record } = candidate;
  const seen = { cursorId, recordId, version: verdict.version, revision: verdict.revision, sweep: sweeps };
  if (verdict.version === deletedVersion) return { ...seen, date: verdict.deletedUntil };
  return { ...seen, date: candidate.date, ...keptOf(rules, record), record: JSON.stringify(record) };
}
