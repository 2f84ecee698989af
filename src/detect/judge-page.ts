import { explains, type Explain } from '../model/explain.ts';
import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { Change, FieldChanges } from '../model/change.ts';
import { deletedVersion, type PollCounts, type VersionSeen } from '../store/poll-commit.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import { changedFields, keptOf } from './changed-fields.ts';
import { decide, isCandidate, screen, type Candidate, type RuledOut, type Screened, type Verdict } from './detect.ts';
import type { DetectionRules, DetectionWindow } from './detection-rules.ts';
import type { Decision } from './decision.ts';

export interface PageJudgement {
  changes: Change[];
  versions: VersionSeen[];
  counts: Pick<PollCounts, 'records' | 'created' | 'updated' | 'deleted' | 'ignored' | 'deferred'>;
  /** One of the date values that did not parse, if there are any. */
  unparsable: string | undefined;
  /** The last record of the page is dated before the window. */
  endsBefore: boolean;
  /** The newest deciding date on the page, and the newest updated date. */
  newest: Instant | undefined;
  newestUpdated: Instant | undefined;
  /** Seconds by which records became visible late, at the least. */
  lateBySeconds: number[];
  decisions: Decision[];
}

export interface JudgeOptions {
  cursorId: number;
  /** The number of sweeps begun. */
  sweeps: number;
  silentInitial: boolean;
  explain: Explain;
  versionsSeen: (recordIds: string[]) => Promise<Map<string, KnownVersion>>;
  /** Of those of which no version is remembered: what webhooks have told. Absent where none come. */
  toldByWebhooks?: ((unknown: Candidate[]) => Promise<Map<string, KnownVersion>>) | undefined;
}

/** Decides every record of a page with one look-up of what was seen before, and none where no record is in question. */
export async function judgePage(
  rules: DetectionRules,
  window: DetectionWindow,
  records: JsonRecord[],
  options: JudgeOptions,
): Promise<PageJudgement> {
  const judgement = emptyJudgement(records.length);
  const candidates: Candidate[] = [];
  for (const record of records) {
    const screened = screen(rules, window, record);
    judgement.newest = later(judgement.newest, screened.date);
    judgement.newestUpdated = later(judgement.newestUpdated, updatedDateOf(screened));
    judgement.endsBefore = !isCandidate(screened) && screened.rule === 'before-window' && screened.byUpdatedDate;
    if (isCandidate(screened)) candidates.push(screened);
    else judgement.counts[screened.outcome]++;
    if (options.explain && !isCandidate(screened))
      judgement.decisions.push(...explainRuledOut(rules, record, { ruledOut: screened, explain: options.explain }));
  }
  const known = await knownOf(candidates, options);
  const versions = new Map<string, VersionSeen>();
  for (const candidate of candidates) {
    const before = known.get(candidate.recordId);
    const verdict = decide(rules, window, candidate, before);
    const late = before === undefined ? lateness(rules, window, { candidate, verdict }) : undefined;
    if (late !== undefined) judgement.lateBySeconds.push(late);
    note(judgement, window, { candidate, verdict, options, changes: changesOf(rules, before, { candidate, verdict }) });
    if (explains(options.explain, candidate.recordId))
      judgement.decisions.push({ ...explainVerdict(candidate, verdict, before), lateSeconds: late });
    if (verdict.isKnown) continue;
    const seen = { ...toVersion(options, candidate, verdict), ...keptOf(rules, candidate.record) };
    known.set(candidate.recordId, seen);
    versions.set(candidate.recordId, seen);
  }
  return { ...judgement, versions: [...versions.values()] };
}

async function knownOf(
  candidates: Candidate[],
  { versionsSeen, toldByWebhooks }: JudgeOptions,
): Promise<Map<string, KnownVersion>> {
  const seen = await versionsSeen([...new Set(candidates.map(({ recordId }) => recordId))]);
  const told = await toldByWebhooks?.(candidates.filter(({ recordId }) => !seen.has(recordId)));
  return told ? new Map([...seen, ...told]) : seen;
}

const emptyJudgement = (records: number): PageJudgement => ({
  changes: [],
  versions: [],
  counts: { records, created: 0, updated: 0, deleted: 0, ignored: 0, deferred: 0 },
  unparsable: undefined,
  endsBefore: false,
  newest: undefined,
  newestUpdated: undefined,
  lateBySeconds: [],
  decisions: [],
});

const updatedDateOf = (screened: Screened): Instant | undefined => {
  if (!isCandidate(screened)) return screened.byUpdatedDate ? screened.date : undefined;
  return screened.updated.kind === 'instant' ? screened.updated.instant : undefined;
};

const later = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** Differences below this are the fault of clocks that are read to a second. */
const clockNoise = 2 * microsPerSecond;

/**
 * A change that a scan before covered and did not return became visible after that scan had begun. A scan of the fast lane
 * has covered the overlap only.
 */
function lateness(
  { granularity }: DetectionRules,
  window: DetectionWindow,
  { candidate: { date }, verdict }: { candidate: Candidate; verdict: Verdict },
): number | undefined {
  if (date === undefined || date < window.initialBefore || verdict.outcome === 'ignored') return undefined;
  const coveredAt = lastCovered(window, date);
  if (coveredAt === null || coveredAt - date <= granularity + clockNoise) return undefined;
  return (coveredAt - date) / microsPerSecond;
}

const lastCovered = ({ watermark, overlapFrom, settledAt }: DetectionWindow, date: Instant): Instant | null =>
  overlapFrom !== null && date >= overlapFrom ? watermark : settledAt;

interface Judged {
  candidate: Candidate;
  verdict: Verdict;
  options: JudgeOptions;
  changes: FieldChanges | undefined;
}

/** Only an update differs from something: a creation has no version before, a deletion no fields after. */
const changesOf = (
  rules: DetectionRules,
  before: KnownVersion | undefined,
  { candidate, verdict }: Pick<Judged, 'candidate' | 'verdict'>,
): FieldChanges | undefined =>
  verdict.outcome === 'updated' ? changedFields(before, candidate.record, rules) : undefined;

function note(
  judgement: PageJudgement,
  window: DetectionWindow,
  { candidate, verdict, options, changes }: Judged,
): void {
  judgement.counts[verdict.outcome]++;
  for (const reading of [candidate.updated, candidate.created]) {
    if (reading.kind === 'unparsable') judgement.unparsable = reading.text;
  }
  if (verdict.outcome === 'ignored' || verdict.outcome === 'deferred') return;
  const initial =
    candidate.date === undefined
      ? verdict.rule === 'identity-new' && !window.baselineComplete
      : candidate.date < window.initialBefore;
  if (initial && options.silentInitial) return;
  judgement.changes.push({
    type: changeTypes[verdict.outcome],
    recordId: candidate.recordId,
    version: versionToTell(candidate, verdict, options.cursorId),
    date: candidate.date,
    record: candidate.record,
    initial,
    ...(changes && { changes }),
  });
}

export const changeTypes = { created: 'CREATED', updated: 'UPDATED', deleted: 'DELETED' } as const;

/**
 * What makes the event one of its own. A version with a date speaks for itself, whatever is remembered of the record, unless
 * it was told before. A state of a record without dates counts, from the second on, within its cursor, for a cursor that
 * begins anew counts from the start; the first has to be the same for all, so that it is told once.
 */
export function versionToTell(candidate: Candidate, verdict: Verdict, cursorId: number): string {
  const { outcome, version, revision, isReturn } = verdict;
  if (outcome === 'deleted') return `${version}|${candidate.version}|${revision}`;
  if (candidate.date !== undefined) return isReturn ? `${version}|${revision}` : version;
  return revision > 1 ? `${version}|${revision}|${cursorId}` : `${version}|${revision}`;
}

const toVersion = ({ cursorId, sweeps }: JudgeOptions, candidate: Candidate, verdict: Verdict): VersionSeen => ({
  cursorId,
  recordId: candidate.recordId,
  version: verdict.version,
  revision: verdict.revision,
  date: verdict.version === deletedVersion ? verdict.deletedUntil : candidate.date,
  sweep: sweeps,
});

function explainRuledOut(
  rules: DetectionRules,
  record: JsonRecord,
  { ruledOut: { outcome, rule }, explain }: { ruledOut: RuledOut; explain: Explain },
): Decision[] {
  const shown = screen(rules, openWindow, record) as Candidate;
  if (!explains(explain, shown.recordId)) return [];
  return [{ ...explainCandidate(shown), outcome, rule, knownVersion: undefined, lateSeconds: undefined }];
}

/** A window that rules nothing out, to show the values of a record that another window did. */
const openWindow: DetectionWindow = {
  from: -Infinity,
  scanStart: Infinity,
  watermark: null,
  overlapFrom: null,
  settledAt: null,
  initialBefore: -Infinity,
  baselineComplete: true,
  fromBeginning: true,
  settledTo: Infinity,
};

const explainVerdict = (candidate: Candidate, verdict: Verdict, known: KnownVersion | undefined) => ({
  ...explainCandidate(candidate),
  outcome: verdict.outcome,
  rule: verdict.rule,
  knownVersion: known?.version,
});

const explainCandidate = ({ recordId, updated, created, version }: Candidate) => ({
  recordId,
  updated: updated.kind === 'none' ? undefined : updated.text,
  created: created.kind === 'none' ? undefined : created.text,
  version,
});
