import { contentHash, shortHash } from '../lib/canonical-json.ts';
import { readDate, type DateReading } from '../lib/date-pattern/read-date.ts';
import { readField } from '../lib/field-path.ts';
import type { Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { EventType } from '../model/change.ts';
import type { CompiledDateField, DetectionRules, DetectionWindow } from './detection-rules.ts';

/** The rule that settled a record. docs/reference/change-detection.md says what each means. */
export type Rule =
  | 'before-window'
  | 'after-scan-start'
  | 'version-known'
  | 'baseline'
  | 'dates-equal'
  | 'dates-differ'
  | 'created-date-only'
  | 'updated-date-only'
  | 'created-when-new'
  | 'record-known'
  | 'identity-new'
  | 'content-new';

/** A record that its dates do not rule out; whether it is a change depends on what was seen before. */
export interface Candidate {
  recordId: string;
  record: JsonRecord;
  updated: DateReading;
  created: DateReading;
  /** The date that decides; undefined for a record without one. */
  date: Instant | undefined;
  /** Updated (or created) value as sent, and content hash. */
  version: string;
}

/** A record that its own date rules out. */
export interface RuledOut {
  outcome: 'ignored' | 'deferred';
  rule: 'before-window' | 'after-scan-start';
  /** Its updated date did so; the created date of a record says nothing about the order of edits. */
  byUpdatedDate: boolean;
}

export type Screened = RuledOut | Candidate;

export interface Verdict {
  outcome: 'created' | 'updated' | 'ignored';
  rule: Rule;
  /** The version to remember; a record without dates counts its states in `revision`. */
  version: string;
  revision: number;
}

export const isCandidate = (screened: Screened): screened is Candidate => 'version' in screened;

const none: DateReading = { kind: 'none' };
const beforeWindow = (byUpdatedDate: boolean): RuledOut => ({
  outcome: 'ignored',
  rule: 'before-window',
  byUpdatedDate,
});
const afterScanStart = (byUpdatedDate: boolean): RuledOut => ({
  outcome: 'deferred',
  rule: 'after-scan-start',
  byUpdatedDate,
});

/** First half of the decision: the record's own dates against the window. */
export function screen(rules: DetectionRules, window: DetectionWindow, record: JsonRecord): Screened {
  const updated = read(record, rules.updated);
  const created = read(record, rules.created);
  const deciding = decidingDate(rules, updated, created);
  const date = deciding.kind === 'instant' ? deciding.instant : undefined;
  if (date !== undefined && date <= window.from - rules.granularity) return beforeWindow(deciding === updated);
  if (date !== undefined && rules.filterByCurrentDate && date > window.scanStart)
    return afterScanStart(deciding === updated);
  const hash = contentHash(record, rules.ignoredFields);
  return {
    recordId: recordId(rules, record, hash),
    record,
    updated,
    created,
    date,
    version: deciding.kind === 'instant' ? `${deciding.text}|${hash}` : hash,
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
const storableId = (id: string): string =>
  id.length > longestId ? shortHash(id) : id.toWellFormed().replaceAll('\0', '\uFFFD');

/** Second half: against what was seen before. `known` is the last version of this record that is remembered. */
export function decide(
  rules: DetectionRules,
  window: DetectionWindow,
  candidate: Candidate,
  known: { version: string; revision: number } | undefined,
): Verdict {
  if (candidate.date === undefined) return decideByContent(window, candidate, known);
  const seen = { version: candidate.version, revision: known?.revision ?? 0 };
  if (known?.version === candidate.version) return { outcome: 'ignored', rule: 'version-known', ...seen };
  if (known) return { outcome: 'updated', rule: 'record-known', ...seen };
  const { type, rule } = decideByDates(rules, window, candidate);
  return { outcome: type === 'CREATED' ? 'created' : 'updated', rule, ...seen };
}

function decideByDates(
  rules: DetectionRules,
  window: DetectionWindow,
  candidate: Candidate,
): { type: EventType; rule: Rule } {
  const { updated, created } = candidate;
  if (created.kind !== 'instant') return { type: 'UPDATED', rule: 'updated-date-only' };
  if (updated.kind !== 'instant') return { type: 'CREATED', rule: 'created-date-only' };
  if (Math.abs(updated.instant - created.instant) <= rules.tolerance) return { type: 'CREATED', rule: 'dates-equal' };
  if (rules.createdWhenNew && created.instant > (window.watermark ?? window.initialBefore))
    return { type: 'CREATED', rule: 'created-when-new' };
  return { type: 'UPDATED', rule: 'dates-differ' };
}

/**
 * Without a date: by identity and content hash. The revision makes a state that comes back (A, B, A) a version of its
 * own. What is there at the first complete read was there before us: silently remembered, unless it was asked for.
 */
function decideByContent(
  window: DetectionWindow,
  { version: hash }: Candidate,
  known: { version: string; revision: number } | undefined,
): Verdict {
  if (!known) {
    const seen = { version: hash, revision: 1 };
    const silent = !window.baselineComplete && !window.fromBeginning;
    return silent
      ? { outcome: 'ignored', rule: 'baseline', ...seen }
      : { outcome: 'created', rule: 'identity-new', ...seen };
  }
  if (known.version === hash) return { outcome: 'ignored', rule: 'version-known', ...known };
  return { outcome: 'updated', rule: 'content-new', version: hash, revision: known.revision + 1 };
}
