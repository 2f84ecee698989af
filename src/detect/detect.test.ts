import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantFromMs, microsPerSecond, type Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { decide, isCandidate, screen, type Candidate } from './detect.ts';
import { detectionRules, type DetectionRules, type DetectionWindow } from './detection-rules.ts';

const instant = (iso: string): Instant => instantFromMs(Date.parse(iso));
const date = (field: string) => ({ field, format: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", timezone: 'UTC' });
const both = { updated: date('updated'), created: date('created') };
const rulesOf = (
  definition: Parameters<typeof aPollDefinition>[0] = {},
  ignoredFields: string[] = [],
): DetectionRules =>
  detectionRules(aPollDefinition({ ...both, ...definition }), {
    ignoredFields,
    deletedWhen: { field: 'gone' },
    feed: false,
  });

const window: DetectionWindow = {
  from: instant('2026-01-01T10:00:00Z'),
  scanStart: instant('2026-01-01T10:15:00Z'),
  watermark: instant('2026-01-01T10:02:00Z'),
  overlapFrom: null,
  settledAt: null,
  initialBefore: instant('2026-01-01T09:00:00Z'),
  baselineComplete: true,
  fromBeginning: false,
  settledTo: Infinity,
};
const old = '2026-01-01T08:00:00Z';
const late = '2026-01-01T10:05:00Z';

function candidate(rules: DetectionRules, record: JsonRecord, within = window): Candidate {
  const screened = screen(rules, within, record);
  if (!isCandidate(screened)) throw new Error(`ruled out: ${screened.rule}`);
  return screened;
}

const verdict = (
  rules: DetectionRules,
  record: JsonRecord,
  known?: { version: string; revision: number },
  within = window,
) => {
  const { outcome, rule } = decide(rules, within, candidate(rules, record, within), known);
  return `${outcome}: ${rule}`;
};

test.each([
  ['equal dates are a creation', { created: late, updated: late }, 'created: dates-equal'],
  ['different dates are an update', { created: old, updated: late }, 'updated: dates-differ'],
  ['an updated date alone is an update', { updated: late }, 'updated: updated-date-only'],
  ['a created date alone is a creation', { created: late }, 'created: created-date-only'],
  [
    'an updated date that is still empty lets the created date speak',
    { created: late, updated: '' },
    'created: created-date-only',
  ],
  ['so does a null', { created: late, updated: null }, 'created: created-date-only'],
  ['and a zero date', { created: late, updated: '0000-00-00 00:00:00' }, 'created: created-date-only'],
])('%s', (_rule, dates, expected) => {
  expect(verdict(rulesOf(), { id: 1, ...dates })).toBe(expected);
});

test.each([
  [0, 0, 'created: dates-equal'],
  [0, 1, 'updated: dates-differ'],
  [5, 5_000, 'created: dates-equal'],
  [5, 5_001, 'updated: dates-differ'],
  [5, -5_000, 'created: dates-equal'],
  [5, -5_001, 'updated: dates-differ'],
])('with a tolerance of %d s, dates %d ms apart are %s', (seconds, apartMs, expected) => {
  const updated = new Date(Date.parse(late) + apartMs).toISOString();
  const rules = rulesOf({ createdCheckToleranceSeconds: seconds });
  expect(verdict(rules, { id: 1, created: late, updated })).toBe(expected);
});

test('a record dated before the window is not ours to tell, up to the granularity of its date', () => {
  const dated = (ms: number) => ({ id: 1, updated: new Date(Date.parse('2026-01-01T10:00:00Z') + ms).toISOString() });
  expect(screen(rulesOf(), window, dated(-1_000))).toMatchObject({ outcome: 'ignored', rule: 'before-window' });
  expect(isCandidate(screen(rulesOf(), window, dated(-999)))).toBe(true);
  const daily = rulesOf({ updated: { field: 'updated', format: 'yyyy-MM-dd', timezone: 'UTC' }, created: undefined });
  expect(isCandidate(screen(daily, window, { id: 1, updated: '2026-01-01' }))).toBe(true);
  expect(isCandidate(screen(daily, window, { id: 1, updated: '2025-12-31' }))).toBe(false);
});

test('a future date is told now, unless filterByCurrentDate makes it wait for its time', () => {
  const future = { id: 1, created: old, updated: '2027-01-01T00:00:00Z' };
  expect(verdict(rulesOf(), future)).toBe('updated: dates-differ');
  expect(screen(rulesOf({ filterByCurrentDate: true }), window, future)).toEqual({
    outcome: 'deferred',
    rule: 'after-scan-start',
    date: instant('2027-01-01T00:00:00Z'),
    byUpdatedDate: true,
  });
  const atScanStart = { id: 1, updated: '2026-01-01T10:15:00Z' };
  expect(isCandidate(screen(rulesOf({ filterByCurrentDate: true }), window, atScanStart))).toBe(true);
});

test('filterByUpdatedDate=false: the created date decides whether a record is in the window', () => {
  const rules = rulesOf({ filterByUpdatedDate: false });
  expect(screen(rules, window, { id: 1, created: old, updated: late })).toEqual({
    outcome: 'ignored',
    rule: 'before-window',
    date: instant(old),
    byUpdatedDate: false,
  });
  expect(verdict(rules, { id: 1, created: late, updated: '2026-01-01T10:06:00Z' })).toBe('updated: dates-differ');
  expect(verdict(rules, { id: 1, created: null, updated: late })).toBe('updated: updated-date-only');
});

test('createdWhenNew: created after the watermark and never seen is a creation although it was changed since', () => {
  const changed = { id: 1, created: '2026-01-01T10:03:00Z', updated: late };
  const rules = rulesOf({ createdWhenNew: true });
  expect(verdict(rules, changed)).toBe('created: created-when-new');
  expect(verdict(rulesOf(), changed)).toBe('updated: dates-differ');
  expect(verdict(rules, { ...changed, created: '2026-01-01T10:02:00Z' })).toBe('updated: dates-differ');
  expect(verdict(rules, changed, { version: 'another', revision: 0 })).toBe('updated: record-known');
  const first = { ...window, watermark: null };
  expect(verdict(rules, { ...changed, created: '2026-01-01T09:00:01Z' }, undefined, first)).toBe(
    'created: created-when-new',
  );
  expect(verdict(rules, { ...changed, created: old }, undefined, first)).toBe('updated: dates-differ');
});

test('a version that was seen is told once, another version of a known record is an update', () => {
  const rules = rulesOf();
  const record = { id: 1, created: late, updated: late, name: 'Ada' };
  const { version } = candidate(rules, record);
  expect(verdict(rules, record, { version, revision: 0 })).toBe('ignored: version-known');
  expect(verdict(rules, { ...record, name: 'Eve' }, { version, revision: 0 })).toBe('updated: record-known');
});

test('the version is the date as the record has it, and its content', () => {
  const rules = rulesOf({ updated: { field: 'updated', format: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", timezone: 'UTC' } });
  const at = (updated: string) => candidate(rules, { id: 1, updated }).version;
  expect(at('2026-01-01T10:05:00.000001Z')).toContain('2026-01-01T10:05:00.000001Z|');
  expect(at('2026-01-01T10:05:00.000001Z')).not.toBe(at('2026-01-01T10:05:00.000002Z'));
});

test('ignored fields make no version', () => {
  const rules = rulesOf({}, ['lastSeen']);
  const version = (lastSeen: number, name: string) =>
    candidate(rules, { id: 1, updated: late, lastSeen, name }).version;
  expect(version(1, 'Ada')).toBe(version(2, 'Ada'));
  expect(version(1, 'Ada')).not.toBe(version(1, 'Eve'));
});

const undated = { updated: undefined, created: undefined };
const first: DetectionWindow = { ...window, baselineComplete: false, watermark: null };

test('without dates, what is there at the first read is silently remembered, and told if it was asked for', () => {
  const rules = rulesOf(undated);
  expect(verdict(rules, { id: 1 }, undefined, first)).toBe('ignored: baseline');
  expect(verdict(rules, { id: 1 }, undefined, { ...first, fromBeginning: true })).toBe('created: identity-new');
});

test('without dates, an unknown id is a creation and another content an update', () => {
  const rules = rulesOf(undated);
  const { version } = candidate(rules, { id: 1, name: 'Ada' });
  expect(verdict(rules, { id: 1, name: 'Ada' })).toBe('created: identity-new');
  expect(verdict(rules, { id: 1, name: 'Ada' }, { version, revision: 1 })).toBe('ignored: version-known');
  expect(verdict(rules, { id: 1, name: 'Eve' }, { version, revision: 1 })).toBe('updated: content-new');
});

test('without dates, a state that comes back (A, B, A) is a version of its own', () => {
  const rules = rulesOf(undated);
  let known: { version: string; revision: number } | undefined;
  const versions = ['A', 'B', 'A', 'A'].map((name) => {
    const decided = decide(rules, window, candidate(rules, { id: 1, name }), known);
    known = { version: decided.version, revision: decided.revision };
    return `${decided.outcome} ${decided.revision}`;
  });
  expect(versions).toEqual(['created 1', 'updated 2', 'updated 3', 'ignored 3']);
});

test('a date that does not parse leaves the record to its content', () => {
  const record = candidate(rulesOf(), { id: 1, updated: 'yesterday', created: late });
  expect(record.date).toBeUndefined();
  expect(record.updated).toEqual({ kind: 'unparsable', text: 'yesterday' });
  expect(verdict(rulesOf(), { id: 1, updated: 'yesterday' }, { version: 'another', revision: 1 })).toBe(
    'updated: content-new',
  );
});

test.each([
  [{ id: 'abc' }, 'id', 'abc'],
  [{ id: 42 }, 'id', '42'],
  [{ id: 0 }, 'id', '0'],
  [{ meta: { key: 'x' } }, 'meta.key', 'x'],
  [{ id: 'with\0nul' }, 'id', 'with\uFFFDnul'],
])('the id of %j at %s is %j', (record, idField, id) => {
  expect(candidate(rulesOf({ ...undated, idField }), record as JsonRecord).recordId).toBe(id);
});

test.each([[''], ['missing'], ['nothing'], ['object']])(
  'a record without an id at %j is known by its content',
  (idField) => {
    const rules = rulesOf({ ...undated, idField });
    const id = (name: string) => candidate(rules, { name, nothing: null, object: {} }).recordId;
    expect(id('Ada')).toMatch(/^[\w-]{20}$/);
    expect(id('Ada')).toBe(id('Ada'));
    expect(id('Ada')).not.toBe(id('Eve'));
  },
);

test('a record is told once and only once while its window moves on, wherever its date lies in it', () => {
  const rules = rulesOf();
  fc.assert(
    fc.property(
      fc.integer({ min: -900, max: 900 }),
      fc.integer({ min: 0, max: 120 }),
      (offsetSeconds, overlapSeconds) => {
        const dated = window.scanStart + offsetSeconds * microsPerSecond;
        const updated = new Date(dated / 1000).toISOString();
        let known: { version: string; revision: number } | undefined;
        let told = 0;
        for (let poll = 0; poll < 4; poll++) {
          const scanStart = window.scanStart + poll * 300 * microsPerSecond;
          const from = scanStart - (300 + overlapSeconds) * microsPerSecond;
          const visible = dated <= scanStart;
          const screened = screen(rules, { ...window, scanStart, from }, { id: 1, created: old, updated });
          if (!visible || !isCandidate(screened)) continue;
          const decided = decide(rules, window, screened, known);
          known = { version: decided.version, revision: decided.revision };
          if (decided.outcome !== 'ignored') told++;
        }
        const oldest = window.scanStart - (300 + overlapSeconds) * microsPerSecond;
        expect(told).toBe(
          dated > oldest - rules.granularity && dated <= window.scanStart + 900 * microsPerSecond ? 1 : 0,
        );
      },
    ),
  );
});

test('only an updated date tells where a list of edits, newest first, ends', () => {
  const ruledOut = (record: JsonRecord) => screen(rulesOf(), window, record);
  expect(ruledOut({ id: 1, created: old, updated: old })).toMatchObject({ byUpdatedDate: true });
  expect(ruledOut({ id: 1, created: old, updated: null })).toMatchObject({ byUpdatedDate: false });
});

test('an id that no index could hold is known by its hash', () => {
  const long = 'x'.repeat(5_000);
  const { recordId } = candidate(rulesOf(), { id: long, updated: late });
  expect(recordId).toHaveLength(20);
  expect(candidate(rulesOf(), { id: `${long}y`, updated: late }).recordId).not.toBe(recordId);
});

test('a record that says it was deleted is told so once, and its return is told', () => {
  const rules = rulesOf();
  const gone = { id: 1, updated: late, gone: true };
  expect(verdict(rules, gone)).toBe('deleted: deleted');
  expect(verdict(rules, gone, { version: 'deleted', revision: 1 })).toBe('ignored: version-known');
  expect(verdict(rules, { ...gone, gone: false }, { version: 'deleted', revision: 1 })).toBe('created: restored');
  const declared = detectionRules(aPollDefinition(both), {
    ignoredFields: [],
    deletedWhen: { field: 'state', values: ['cancelled'] },
    feed: false,
  });
  expect(verdict(declared, { id: 1, updated: late, state: 'cancelled' })).toBe('deleted: deleted');
  expect(verdict(declared, { id: 1, updated: late, state: 'open' })).toBe('updated: updated-date-only');
});

test('a change feed tells what changed, whatever its date; what its first listing holds was there before', () => {
  const feed = { ...rulesOf(), feed: true };
  const ancient = { id: 1, created: '2020-01-01T00:00:00Z', updated: '2020-01-01T00:00:00Z' };
  expect(verdict(feed, ancient, undefined, { ...window, baselineComplete: false })).toBe('ignored: baseline');
  expect(verdict(feed, ancient)).toBe('created: dates-equal');
  expect(verdict(feed, { id: 1, updated: late }, undefined, { ...window, baselineComplete: false })).toBe(
    'updated: updated-date-only',
  );
});

test('contentOnly: a date that moves alone is remembered and not told', () => {
  const rules = detectionRules(aPollDefinition(both), {
    ignoredFields: [],
    contentOnly: true,
    deletedWhen: undefined,
    feed: false,
  });
  const { version } = candidate(rules, { id: 1, updated: late, name: 'Ada' });
  const known = { version, revision: 0 };
  const moved = { id: 1, updated: '2026-01-01T10:06:00Z', name: 'Ada' };
  expect(verdict(rules, moved, known)).toBe('ignored: content-same');
  expect(verdict(rules, { ...moved, name: 'Eve' }, known)).toBe('updated: record-known');
  expect(verdict(rulesOf(), moved, known)).toBe('updated: record-known');
});
