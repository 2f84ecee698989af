import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonRecord } from '../../lib/json.ts';
import { deletedVersion } from '../../store/poll-commit.ts';
import type { KnownVersion } from '../../store/versions-seen.ts';
import { aPollDefinition } from '../../../test/kit/poll-definition.ts';
import { decide, screen, type Candidate } from '../../detect/detect.ts';
import { detectionRules, type DetectionWindow } from '../../detect/detection-rules.ts';
import { decideSwept, type SweepView } from './decide-swept.ts';

const date = { format: "yyyy-MM-dd'T'HH:mm:ssX", timezone: 'UTC' };
const definition = aPollDefinition({
  updated: { field: 'updated', ...date },
  created: { field: 'created', ...date },
});
const rules = detectionRules(definition, { ignoredFields: [], deletedWhen: { field: 'deleted' }, feed: false });
const micros = (iso: string) => Date.parse(iso) * 1000;
const start = micros('2026-01-10T00:00:00Z');
const completeUpTo = micros('2026-01-20T00:00:00Z');
const window: DetectionWindow = {
  from: -Infinity,
  scanStart: Infinity,
  watermark: completeUpTo,
  overlapFrom: null,
  settledAt: null,
  initialBefore: start,
  baselineComplete: true,
  fromBeginning: false,
  settledTo: Infinity,
};
const view: SweepView = {
  first: false,
  start,
  initialBefore: start,
  silentInitial: false,
  baselineComplete: true,
  completeUpTo,
  present: micros('2026-01-21T00:00:00Z'),
  filterByCurrentDate: false,
  pollsSeeAll: false,
};

const before = '2026-01-01T00:00:00Z';
const between = '2026-01-15T00:00:00Z';
const ahead = '2026-01-20T12:00:00Z';
const record = (updated: string | null, values: JsonRecord = {}): JsonRecord => ({
  id: 1,
  updated,
  created: updated,
  ...values,
});
const candidateOf = (of: JsonRecord): Candidate => {
  const screened = screen(rules, window, of);
  if (!('version' in screened)) throw new Error('ruled out');
  return screened;
};
const known = (of: JsonRecord, revision = 0): KnownVersion => ({ version: candidateOf(of).version, revision });

function decided(
  of: JsonRecord,
  {
    told = false,
    before: last,
    recordToldAt,
    ...changes
  }: Partial<SweepView> & { told?: boolean; before?: KnownVersion; recordToldAt?: number } = {},
) {
  const candidate = candidateOf(of);
  return decideSwept(
    { ...view, ...changes },
    { candidate, known: last, verdict: decide(rules, window, candidate, last), told, recordToldAt },
  );
}

const told = (type: string, drift: string | undefined) => ({ kind: 'tell', verdict: { outcome: type }, drift });

test('a version that is known is nothing new, nor is what is told already', () => {
  expect(decided(record(between), { before: known(record(between)) })).toEqual({ kind: 'seen' });
  expect(decided(record(between), { told: true })).toMatchObject({ kind: 'remember' });
});

test('in the first sweep, only what is dated since the start and not told was missed', () => {
  expect(decided(record(before), { first: true })).toMatchObject({ kind: 'remember' });
  expect(decided(record(null), { first: true })).toMatchObject({ kind: 'remember' });
  expect(decided(record(between), { first: true })).toMatchObject(told('created', 'missedCreated'));
  const edited = record(between, { created: before });
  expect(decided(edited, { first: true })).toMatchObject(told('updated', 'missedUpdated'));
});

test('in a later one everything unknown was missed, and is new to us whatever its dates', () => {
  for (const updated of [before, between, null]) {
    expect(decided(record(updated))).toMatchObject({ ...told('created', 'missedCreated'), initial: false });
  }
  expect(decided(record(between, { created: before }))).toMatchObject(told('created', 'missedCreated'));
});

test('what the next poll would tell is told as it would, and is no drift', () => {
  expect(decided(record(ahead))).toMatchObject(told('created', undefined));
  expect(decided(record(ahead, { created: before }))).toMatchObject(told('updated', undefined));
  expect(decided(record(ahead), { before: known(record(between)) })).toMatchObject(told('updated', undefined));
  expect(decided(record(null), { pollsSeeAll: true, first: true })).toMatchObject(told('created', undefined));
});

test('a record that was told in another version, which is forgotten, is not created a second time', () => {
  const recordToldAt = micros(between);
  for (const at of [{ first: true }, { first: false }]) {
    expect(decided(record(between), { ...at, recordToldAt })).toMatchObject(told('updated', 'missedUpdated'));
    expect(decided(record(ahead), { ...at, recordToldAt })).toMatchObject(told('updated', undefined));
  }
});

test('what may have been told and is no longer stored counts as told: in the first sweep, and where polls have read', () => {
  const forgotten = { first: true, forgottenUpTo: micros(between) };
  expect(decided(record(between), forgotten)).toMatchObject({ kind: 'remember' });
  expect(decided(record('2026-01-15T00:00:01Z'), forgotten)).toMatchObject(told('created', 'missedCreated'));
  expect(decided(record(between), { ...forgotten, first: false })).toMatchObject(told('created', 'missedCreated'));
  expect(decided(record(ahead), { first: true, forgottenUpTo: micros(ahead) })).toMatchObject(
    told('created', undefined),
  );
  expect(decided(record(between), { ...forgotten, completeUpTo: undefined })).toMatchObject(told('created', undefined));
  expect(decided(record(null), { ...forgotten, pollsSeeAll: true })).toMatchObject(told('created', undefined));
});

test('before a poll has ended, nothing since the start was missed', () => {
  const none = { first: true, completeUpTo: undefined };
  expect(decided(record(between), none)).toMatchObject(told('created', undefined));
  expect(decided(record(before), none)).toMatchObject({ kind: 'remember' });
});

test('another content with the same date is an update that no poll sees', () => {
  const last = known(record(before));
  expect(decided(record(before, { name: 'Ada' }), { before: last })).toMatchObject(told('updated', 'missedUpdated'));
});

test('a content that comes back without its date is a version of its own', () => {
  const last = known(record(before, { name: 'Ada' }), 4);
  expect(decided(record(before), { before: last, told: true })).toMatchObject({
    ...told('updated', 'missedUpdated'),
    verdict: { outcome: 'updated', revision: 5 },
  });
});

test('an older state with its older date may be an old answer: it is left to the polls', () => {
  expect(decided(record(before), { before: known(record(between)), told: true })).toEqual({ kind: 'seen' });
});

test('a record that was told as deleted and is there again is created', () => {
  const last = { version: deletedVersion, revision: 1 };
  expect(decided(record(before), { before: last })).toMatchObject(told('created', 'restored'));
});

test('a record that says it is deleted is told when it was known before', () => {
  const gone = record(between, { deleted: true });
  expect(decided(gone)).toMatchObject({ kind: 'remember' });
  expect(decided(gone, { before: known(record(before)) })).toMatchObject(told('deleted', 'deleted'));
});

test('old data that is to be kept silent is remembered', () => {
  const silent = { first: true, start: 0, silentInitial: true };
  expect(decided(record(before), silent)).toMatchObject({ kind: 'remember' });
  expect(decided(record(before), { ...silent, silentInitial: false })).toMatchObject({ kind: 'tell', initial: true });
});

test('what is dated in the future waits for the polls where they leave it out', () => {
  const future = record('2026-01-22T00:00:00Z');
  expect(decided(future, { filterByCurrentDate: true })).toEqual({ kind: 'seen' });
  expect(decided(future)).toMatchObject(told('created', undefined));
});

test('read twice, nothing is told twice', () => {
  const dates = fc.constantFrom(before, between, ahead, null);
  const states = fc.record({ updated: dates, name: fc.constantFrom('Ada', 'Grace'), deleted: fc.boolean() });
  const last = fc.option(fc.record({ of: states, revision: fc.nat(3), gone: fc.boolean() }), { nil: undefined });
  fc.assert(
    fc.property(states, last, fc.boolean(), fc.boolean(), (state, earlier, first, isTold) => {
      const of = record(state.updated, { name: state.name, deleted: state.deleted });
      const previous = earlier && {
        ...known(record(earlier.of.updated, { name: earlier.of.name })),
        revision: earlier.revision,
      };
      const row = previous && earlier.gone ? { ...previous, version: deletedVersion } : previous;
      const now = decided(of, { first, told: isTold, ...(row && { before: row }) });
      if (now.kind === 'seen') return;
      const { version, revision } = now.verdict;
      expect(decided(of, { first: false, told: true, before: { version, revision } })).toEqual({ kind: 'seen' });
    }),
  );
});
