import { microsPerSecond, type Instant } from '../../lib/instant.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { Change } from '../../model/change.ts';
import { eventId } from '../../model/event-id.ts';
import type { Drift, DriftedRecord } from '../../model/reconciliation.ts';
import { deletedVersion, type VersionSeen } from '../../store/poll-commit.ts';
import type { RecordsOfScope } from '../../store/told-records.ts';
import type { KnownVersion } from '../../store/versions-seen.ts';
import { changedFields, keptOf } from '../../detect/changed-fields.ts';
import { decide, isCandidate, screen, type Candidate } from '../../detect/detect.ts';
import type { DetectionRules, DetectionWindow } from '../../detect/detection-rules.ts';
import { changeTypes, versionToTell } from '../../detect/judge-page.ts';
import { idByWebhook } from '../../detect/told-by-webhooks.ts';
import { dateOf, decideSwept, type SweepView, type SweptRecord, type SweptVerdict } from './decide-swept.ts';

export interface SweptPage {
  changes: Change[];
  versions: VersionSeen[];
  /** Records whose rows in the index only get the number of the sweep. */
  seen: string[];
  counts: { unchanged: number; remembered: number; ahead: number } & Partial<Record<Drift, number>>;
  drifted: DriftedRecord[];
  /** Seconds by which records became visible late, at the least. */
  lateBySeconds: number[];
  /** The newest updated date on the page. */
  newest: Instant | undefined;
}

export interface JudgeSweptInput {
  rules: DetectionRules;
  view: SweepView;
  /** As polls of this scope see it. */
  window: DetectionWindow;
  source: { instanceId: number; resource: string; scope: string };
  cursorId: number;
  sweep: number;
  /** The settle horizon, and how long it may become by itself; seconds. */
  settleSeconds: number;
  maxSettleSeconds: number;
}

export interface JudgeSweptDeps {
  versionsSeen: (cursorId: number, recordIds: string[]) => Promise<Map<string, KnownVersion>>;
  toldEvents: (eventIds: string[]) => Promise<Set<string>>;
  /** The greatest date of an event that is no longer stored; undefined: all are. */
  eventsForgottenUpTo: (of: { instanceId: number; resource: string }) => Promise<Instant | undefined>;
  toldRecords: (records: RecordsOfScope) => Promise<Map<string, Instant>>;
}

/** Decides every record of a page of a sweep, with one look-up of what is known, and one or two of what was told. */
export async function judgeSwept(deps: JudgeSweptDeps, input: JudgeSweptInput, rows: JsonRecord[]): Promise<SweptPage> {
  const { rules, window } = input;
  // Where a page holds a record twice, rows moved while it was read, and the later one is the newer.
  const candidates = new Map<string, Candidate>();
  for (const record of rows) {
    const screened = screen({ ...rules, filterByCurrentDate: false }, everything(window), record);
    if (isCandidate(screened)) candidates.set(screened.recordId, screened);
  }
  const known = await deps.versionsSeen(input.cursorId, [...candidates.keys()]);
  const read = [...candidates.values()].map((candidate) => {
    const before = known.get(candidate.recordId);
    const verdict = decide(rules, window, candidate, before && believed(input, before));
    return {
      candidate,
      known: before,
      verdict,
      id: idOf(input, candidate, versionToTell(candidate, verdict, input.cursorId)),
      recordToldAt: undefined,
    };
  });
  const inQuestion = read.filter(({ verdict }) => verdict.rule !== 'version-known');
  const byWebhook = inQuestion
    .filter(({ known }) => !known)
    .map(({ candidate }) => idByWebhook(input.source, candidate));
  const asked = [...inQuestion.map(({ id }) => id), ...byWebhook.filter((id) => id !== undefined)];
  const told = await deps.toldEvents(asked);
  const page = { ...emptyPage(), newest: newestOf([...candidates.values()]) };
  const records = read.map((one) => ({
    ...one,
    told: told.has(one.id) || (!one.known && told.has(idByWebhook(input.source, one.candidate) ?? '')),
  }));
  // Asked after the events, so that none that is deleted meanwhile is passed over.
  const isAsked = input.view.first && records.some((one) => !one.known && !one.told);
  const forgottenUpTo = isAsked ? await deps.eventsForgottenUpTo(input.source) : undefined;
  const view = { ...input.view, forgottenUpTo };
  for (const judged of await decideAll(deps, { ...input, view }, records)) note(page, input, judged);
  return page;
}

/** Whether a record was ever told is asked of those alone that would be told as created, as that takes long. */
async function decideAll(deps: JudgeSweptDeps, input: JudgeSweptInput, records: SweptRecord[]): Promise<Judged[]> {
  const judge = (record: SweptRecord): Judged => ({ ...record, swept: decideSwept(input.view, record) });
  const first = records.map(judge);
  const asCreated = first.filter(
    ({ known, swept }) => !known && swept.kind === 'tell' && swept.verdict.outcome === 'created',
  );
  if (asCreated.length === 0) return first;
  const recordIds = asCreated.map(({ candidate }) => candidate.recordId);
  const toldAt = await deps.toldRecords({ ...input.source, recordIds });
  return records.map((record) => judge({ ...record, recordToldAt: toldAt.get(record.candidate.recordId) }));
}

/**
 * Who reads everything and finds a record has found it, whatever its date says. But a list may go on showing for a while what was
 * deleted, and may have been read before a webhook told the deletion.
 */
function believed({ view, settleSeconds }: JudgeSweptInput, known: KnownVersion): KnownVersion {
  const { version, date = -Infinity } = known;
  const isRecent = date > view.present - settleSeconds * microsPerSecond;
  return version === deletedVersion && !isRecent ? { ...known, date: undefined } : known;
}

/** No record is ruled out by its date. */
const everything = (window: DetectionWindow): DetectionWindow => ({ ...window, from: -Infinity, scanStart: Infinity });

const newestOf = (candidates: Candidate[]): Instant | undefined =>
  candidates.reduce<Instant | undefined>(
    (newest, { updated }) =>
      updated.kind === 'instant' && (newest === undefined || updated.instant > newest) ? updated.instant : newest,
    undefined,
  );

const idOf = ({ source }: JudgeSweptInput, { recordId }: Candidate, version: string): string =>
  eventId({ ...source, recordId, version });

const emptyPage = (): SweptPage => ({
  changes: [],
  versions: [],
  seen: [],
  counts: { unchanged: 0, remembered: 0, ahead: 0 },
  drifted: [],
  lateBySeconds: [],
  newest: undefined,
});

type Judged = SweptRecord & { swept: SweptVerdict };

function note(page: SweptPage, input: JudgeSweptInput, judged: Judged): void {
  const { candidate, known: before, swept } = judged;
  const { recordId } = candidate;
  if (swept.kind === 'seen') {
    page.counts.unchanged++;
    if (before && lacksKept(input.rules, candidate, before)) page.versions.push(toVersion(input, candidate, before));
    else page.seen.push(recordId);
    return;
  }
  page.versions.push(toVersion(input, candidate, swept.verdict));
  if (swept.kind === 'remember') {
    page.counts.remembered++;
    return;
  }
  const change = toChange(input, judged, swept);
  page.changes.push(change);
  if (!swept.drift) {
    page.counts.ahead++;
    return;
  }
  page.counts[swept.drift] = (page.counts[swept.drift] ?? 0) + 1;
  page.lateBySeconds.push(...lateness(input, judged, swept.drift));
  page.drifted.push({
    drift: swept.drift,
    scope: input.source.scope,
    recordId,
    type: change.type,
    ...(before && { knownVersion: before.version }),
    version: candidate.version,
  });
}

const toVersion = (
  { rules, cursorId, sweep }: JudgeSweptInput,
  candidate: Candidate,
  { version, revision }: Pick<KnownVersion, 'version' | 'revision'>,
): VersionSeen => ({
  cursorId,
  recordId: candidate.recordId,
  version,
  revision,
  date: filteredDate(rules, candidate),
  sweep,
  ...keptOf(rules, candidate.record),
});

/** By which a query with a lower bound finds a record. Without it, only a query without one does. */
function filteredDate(rules: DetectionRules, { updated, created, date }: Candidate): Instant | undefined {
  const byUpdated = rules.filterByUpdatedDate ? rules.updated !== undefined : rules.created === undefined;
  return (byUpdated ? updated : created).kind === 'instant' ? date : undefined;
}

/** A version seen before its fields were asked for: from now on the next one can be compared with it. */
const lacksKept = (rules: DetectionRules, { version }: Candidate, before: KnownVersion): boolean =>
  before.version === version &&
  ((rules.changedFields && before.fields === undefined) || (rules.keepRecords && before.record === undefined));

const types = { ...changeTypes, ignored: 'UPDATED', deferred: 'UPDATED' } as const;

function toChange(
  { rules, cursorId }: JudgeSweptInput,
  { candidate, known: before }: Judged,
  { verdict, initial }: Extract<SweptVerdict, { kind: 'tell' }>,
): Change {
  const type = types[verdict.outcome];
  const changes = type === 'UPDATED' ? changedFields(before, candidate.record, rules) : undefined;
  return {
    type,
    recordId: candidate.recordId,
    version: versionToTell(candidate, verdict, cursorId),
    date: candidate.date,
    record: candidate.record,
    initial,
    ...(changes && { changes }),
  };
}

/**
 * A record that the last scans over its date did not return became visible later than the settle horizon. Not one that a
 * longer horizon would not have caught either: a date of long ago, or content that changed without its date.
 */
function lateness(
  { view, settleSeconds, maxSettleSeconds }: JudgeSweptInput,
  { candidate: { date, version }, known: before, recordToldAt }: Judged,
  drift: Drift,
): number[] {
  if (drift !== 'missedCreated' && drift !== 'missedUpdated') return [];
  if (date === undefined || date < view.start || date > view.present) return [];
  if (before ? dateOf(before.version) === dateOf(version) : recordToldAt === date) return [];
  return (view.present - date) / microsPerSecond <= maxSettleSeconds ? [settleSeconds] : [];
}
