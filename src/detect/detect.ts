import { contentHash, shortHash } from '../lib/canonical-json.ts';
import { readDate, type DateReading } from '../lib/date-pattern/read-date.ts';
import { readField } from '../lib/field-path.ts';
import type { Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { EventType } from '../model/change.ts';
import { deletedVersion } from '../store/poll-commit.ts';
import { saysDeleted } from '../model/says-deleted.ts';
import { besideReceived } from './beside-received.ts';
import type { CompiledDateField, DetectionRules, DetectionWindow } from './detection-rules.ts';
import { contentOf } from './received-version.ts';
import type { Candidate, Remembered, Rule, Verdict } from './verdict.ts';

export { detectionRuleNames, type Candidate, type Rule, type Verdict } from './verdict.ts';

/** A record that its own date rules out. */
export interface RuledOut {
  outcome: 'ignored' | 'deferred';
  rule: 'before-window' | 'after-scan-start';
  date: Instant;
  /** Its updated date did so; the created date of a record says nothing about the order of edits. */
  byUpdatedDate: boolean;
}

export type Screened = RuledOut | Candidate;

export const isCandidate = (screened: Screened): screened is Candidate => 'version' in screened;

const none: DateReading = { kind: 'none' };
/** First half of the decision: the record's own dates against the window. */
export function screen(rules: DetectionRules, window: DetectionWindow, record: JsonRecord): Screened {
  const updated = read(record, rules.updated);
  const created = read(record, rules.created);
  const deciding = decidingDate(rules, updated, created);
  const date = deciding.kind === 'instant' ? deciding.instant : undefined;
  const byUpdatedDate = deciding === updated;
  if (date !== undefined && !rules.feed && date <= window.from - rules.granularity)
    return { outcome: 'ignored', rule: 'before-window', date, byUpdatedDate };
  if (date !== undefined && !rules.feed && rules.filterByCurrentDate && date > window.scanStart)
    return { outcome: 'deferred', rule: 'after-scan-start', date, byUpdatedDate };
  const hash = contentHash(record, rules.ignoredFields);
  return {
    recordId: recordId(rules, record, hash),
    record,
    updated,
    created,
    date,
    version: deciding.kind === 'instant' ? `${deciding.text}|${hash}` : hash,
    deleted: rules.deletedWhen !== undefined && saysDeleted(rules.deletedWhen, record),
  };
}

const read = (record: JsonRecord, date: CompiledDateField | undefined): DateReading =>
  date ? readDate(readField(record, date.field), date.pattern) : none;

/** Several systems leave the updated date empty until the first edit: then the created date speaks. */
function decidingDate(rules: DetectionRules, updated: DateReading, created: DateReading): DateReading {
  const [first, second] = rules.filterByUpdatedDate ? [updated, created] : [created, updated];
  return first.kind === 'none' ? second : first;
}

/** A record that tells no id is known by its content. */
function recordId(rules: DetectionRules, record: JsonRecord, hash: string): string {
  const id = rules.idField === '' ? undefined : readField(record, rules.idField);
  if (typeof id === 'string' && id !== '') return storableId(id);
  return typeof id === 'number' || typeof id === 'boolean' ? String(id) : hash;
}

/** Longer ones do not fit an index. */
const longestId = 500;

/** An id as a database can hold and index it: well-formed, without NUL, and a long one as its hash. */
export const storableId = (id: string): string =>
  id.length > longestId ? shortHash(id) : id.toWellFormed().replaceAll('\0', '\uFFFD');

type Known = Remembered | undefined;

/** Second half: against what was seen before. `known` is the last version of this record that is remembered. */
export function decide(rules: DetectionRules, window: DetectionWindow, candidate: Candidate, known: Known): Verdict {
  const settled = known && besideReceived(rules, window, candidate, known);
  if (settled) return settled;
  if (candidate.deleted) return decideDeleted(rules, window, candidate, known);
  if (known?.version === deletedVersion) return restored(window, candidate, known);
  if (candidate.date === undefined) return decideByContent(rules, window, candidate, known);
  const { version } = candidate;
  if (known) return decideKnown(rules, candidate, known);
  if (rules.feed && isBaseline(rules, window, candidate))
    return { outcome: 'ignored', rule: 'baseline', version, revision: 0 };
  const { type, rule } = decideByDates(rules, window, candidate);
  return { outcome: type === 'CREATED' ? 'created' : 'updated', rule, version, revision: 0 };
}

function decideKnown(rules: DetectionRules, candidate: Candidate, known: NonNullable<Known>): Verdict {
  const { version } = candidate;
  const { revision } = known;
  if (known.version === version) return { outcome: 'ignored', rule: 'version-known', version, revision, isKnown: true };
  if (rules.contentOnly && contentOf(known.version) === contentOf(version)) return same(version, revision);
  if (isFormerVersion(rules, candidate, known.version)) return same(version, revision);
  return { outcome: 'updated', rule: 'record-known', version, revision };
}

const same = (version: string, revision: number): Verdict => ({
  outcome: 'ignored',
  rule: 'content-same',
  version,
  revision,
});

/** The version that is remembered is that of this very record, computed before other fields came to be ignored. */
function isFormerVersion({ formerIgnored }: DetectionRules, { version, record }: Candidate, known: string): boolean {
  const date = version.slice(0, version.lastIndexOf('|') + 1);
  return formerIgnored.some((ignored) => `${date}${contentHash(record, ignored)}` === known);
}

/**
 * A list may go on showing a record for a while after it was deleted, and a page may have been read before it was: what is
 * dated before its deletion is no return, and where there are no dates what a scan shows that began before it.
 */
function restored(window: DetectionWindow, { date, version }: Candidate, known: NonNullable<Known>): Verdict {
  const { revision, date: deletedUntil } = known;
  if (deletedUntil !== undefined && (date ?? window.scanStart) <= deletedUntil)
    return { outcome: 'ignored', rule: 'deleted-later', ...knownAs(known), isKnown: true };
  return {
    outcome: 'created',
    rule: 'restored',
    version,
    revision: date === undefined ? revision + 1 : revision,
    isReturn: true,
  };
}

const knownAs = ({ version, revision }: NonNullable<Known>) => ({ version, revision });

/**
 * Told once; its return is a state of its own, and so is its next deletion. A list of deletions is read again and again, with
 * those from before a return: what is newer counts, the deletion or the record.
 */
function decideDeleted(rules: DetectionRules, window: DetectionWindow, candidate: Candidate, known: Known): Verdict {
  const until = deletedUntil(rules, candidate);
  const later = until !== undefined && { deletedUntil: until };
  if (!known) {
    const seen = { version: deletedVersion, revision: 1, ...later };
    return isBaseline(rules, window, candidate)
      ? { outcome: 'ignored', rule: 'baseline', ...seen }
      : { outcome: 'deleted', rule: 'deleted', ...seen };
  }
  const { date = -Infinity } = known;
  if (known.version === deletedVersion) {
    const isLater = until !== undefined && until > date;
    return { outcome: 'ignored', rule: 'version-known', ...knownAs(known), ...(isLater ? later : { isKnown: true }) };
  }
  if (until !== undefined && date > until)
    return { outcome: 'ignored', rule: 'returned-later', ...knownAs(known), isKnown: true };
  return { outcome: 'deleted', rule: 'deleted', version: deletedVersion, revision: known.revision + 1, ...later };
}

/** The end of the moment that the date of a deletion stands for. A record that says it of itself is no old entry of a list. */
const deletedUntil = ({ listsDeleted, granularity }: DetectionRules, { date }: Candidate): Instant | undefined =>
  listsDeleted && date !== undefined ? date + granularity - 1 : undefined;

/** What is there at the first complete read was there before us: silently remembered, unless it was asked for. */
const isBaseline = ({ granularity }: DetectionRules, window: DetectionWindow, { date }: Candidate): boolean =>
  !window.baselineComplete &&
  !window.fromBeginning &&
  (date === undefined || date <= window.initialBefore - granularity);

function decideByDates(
  rules: DetectionRules,
  window: DetectionWindow,
  candidate: Candidate,
): { type: EventType; rule: Rule } {
  const { updated, created } = candidate;
  if (created.kind !== 'instant') return { type: 'UPDATED', rule: 'updated-date-only' };
  if (updated.kind !== 'instant') return { type: 'CREATED', rule: 'created-date-only' };
  if (Math.abs(updated.instant - created.instant) <= rules.tolerance) return { type: 'CREATED', rule: 'dates-equal' };
  const createdSince =
    created.instant > (window.watermark ?? window.initialBefore) && created.instant <= window.scanStart;
  if (rules.createdWhenNew && createdSince) return { type: 'CREATED', rule: 'created-when-new' };
  return { type: 'UPDATED', rule: 'dates-differ' };
}

/** Without a date: by identity and content hash. The revision makes a state that comes back (A, B, A) a version of its own. */
function decideByContent(rules: DetectionRules, window: DetectionWindow, candidate: Candidate, known: Known): Verdict {
  const { version: hash } = candidate;
  if (!known) {
    const seen = { version: hash, revision: 1 };
    return isBaseline(rules, window, candidate)
      ? { outcome: 'ignored', rule: 'baseline', ...seen }
      : { outcome: 'created', rule: 'identity-new', ...seen };
  }
  if (known.version === hash) return { outcome: 'ignored', rule: 'version-known', ...knownAs(known), isKnown: true };
  if (isFormerVersion(rules, candidate, known.version)) return same(hash, known.revision);
  return { outcome: 'updated', rule: 'content-new', version: hash, revision: known.revision + 1 };
}
