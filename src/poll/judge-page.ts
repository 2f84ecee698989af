import type { JsonRecord } from '../lib/json.ts';
import type { Change } from '../model/change.ts';
import type { PollCounts, VersionSeen } from '../store/poll-commit.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import { decide, isCandidate, screen, type Candidate, type RuledOut, type Verdict } from './detect.ts';
import type { DetectionRules, DetectionWindow } from './detection-rules.ts';
import type { Decision } from './poll-report.ts';

export interface PageJudgement {
  changes: Change[];
  versions: VersionSeen[];
  counts: Pick<PollCounts, 'records' | 'created' | 'updated' | 'ignored' | 'deferred'>;
  /** One of the date values that did not parse, if there are any. */
  unparsable: string | undefined;
  /** The last record of the page is dated before the window. */
  endsBefore: boolean;
  decisions: Decision[];
}

export interface JudgeOptions {
  cursorId: number;
  silentInitial: boolean;
  explain: boolean;
  versionsSeen: (recordIds: string[]) => Promise<Map<string, KnownVersion>>;
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
    judgement.endsBefore = !isCandidate(screened) && screened.rule === 'before-window' && screened.byUpdatedDate;
    if (isCandidate(screened)) candidates.push(screened);
    else judgement.counts[screened.outcome]++;
    if (options.explain && !isCandidate(screened)) judgement.decisions.push(explainRuledOut(rules, record, screened));
  }
  const known = await options.versionsSeen([...new Set(candidates.map((candidate) => candidate.recordId))]);
  const versions = new Map<string, VersionSeen>();
  for (const candidate of candidates) {
    const before = known.get(candidate.recordId);
    const verdict = decide(rules, window, candidate, before);
    note(judgement, window, { candidate, verdict, options });
    if (options.explain) judgement.decisions.push(explainVerdict(candidate, verdict, before));
    if (verdict.rule === 'version-known') continue;
    known.set(candidate.recordId, verdict);
    versions.set(candidate.recordId, toVersion(options.cursorId, candidate, verdict));
  }
  return { ...judgement, versions: [...versions.values()] };
}

const emptyJudgement = (records: number): PageJudgement => ({
  changes: [],
  versions: [],
  counts: { records, created: 0, updated: 0, ignored: 0, deferred: 0 },
  unparsable: undefined,
  endsBefore: false,
  decisions: [],
});

interface Judged {
  candidate: Candidate;
  verdict: Verdict;
  options: JudgeOptions;
}

function note(judgement: PageJudgement, window: DetectionWindow, { candidate, verdict, options }: Judged): void {
  judgement.counts[verdict.outcome]++;
  for (const reading of [candidate.updated, candidate.created]) {
    if (reading.kind === 'unparsable') judgement.unparsable = reading.text;
  }
  if (verdict.outcome === 'ignored') return;
  const initial =
    candidate.date === undefined
      ? verdict.rule === 'identity-new' && !window.baselineComplete
      : candidate.date < window.initialBefore;
  if (initial && options.silentInitial) return;
  judgement.changes.push({
    type: verdict.outcome === 'created' ? 'CREATED' : 'UPDATED',
    recordId: candidate.recordId,
    version: candidate.date === undefined ? undatedVersion(verdict, options.cursorId) : verdict.version,
    date: candidate.date,
    record: candidate.record,
    initial,
  });
}

/**
 * A state of a record without dates. From the second on it counts within its cursor, for a cursor that begins anew counts
 * from the start; the first has to be the same for all, so that it is told once.
 */
const undatedVersion = ({ version, revision }: Verdict, cursorId: number): string =>
  revision > 1 ? `${version}|${revision}|${cursorId}` : `${version}|${revision}`;

const toVersion = (cursorId: number, candidate: Candidate, verdict: Verdict): VersionSeen => ({
  cursorId,
  recordId: candidate.recordId,
  version: verdict.version,
  revision: verdict.revision,
  date: candidate.date,
});

function explainRuledOut(rules: DetectionRules, record: JsonRecord, { outcome, rule }: RuledOut): Decision {
  const shown = screen(rules, openWindow, record) as Candidate;
  return { ...explainCandidate(shown), outcome, rule, knownVersion: undefined };
}

/** A window that rules nothing out, to show the values of a record that another window did. */
const openWindow: DetectionWindow = {
  from: -Infinity,
  scanStart: Infinity,
  watermark: undefined,
  initialBefore: -Infinity,
  baselineComplete: true,
  fromBeginning: true,
};

const explainVerdict = (candidate: Candidate, verdict: Verdict, known: KnownVersion | undefined): Decision => ({
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
