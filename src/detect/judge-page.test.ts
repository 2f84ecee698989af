import { expect, test } from 'vitest';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { instantFromMs } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import { detectionRules, type DetectionWindow } from './detection-rules.ts';
import { judgePage, type JudgeOptions } from './judge-page.ts';

const date = (field: string) => ({ field, format: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' });
const plain = { ignoredFields: [], deletedWhen: undefined, feed: false };
const dated = detectionRules(aPollDefinition({ updated: date('updated'), created: date('created') }), plain);
const undated = detectionRules(aPollDefinition(), plain);
const instant = (iso: string) => instantFromMs(Date.parse(iso));
const window: DetectionWindow = {
  from: instant('2026-01-01T10:00:00Z'),
  scanStart: instant('2026-01-01T10:15:00Z'),
  watermark: instant('2026-01-01T10:02:00Z'),
  overlapFrom: instant('2026-01-01T10:00:00Z'),
  settledAt: null,
  initialBefore: instant('2026-01-01T09:00:00Z'),
  baselineComplete: true,
  fromBeginning: false,
  settledTo: Infinity,
};
const late = '2026-01-01T10:05:00Z';

interface Judging extends Partial<JudgeOptions> {
  known?: Map<string, KnownVersion>;
  rules?: typeof dated;
  within?: DetectionWindow;
}

async function judge(
  records: JsonRecord[],
  { known = new Map(), rules = dated, within = window, ...options }: Judging = {},
) {
  const asked: string[][] = [];
  const judgement = await judgePage(rules, within, records, {
    cursorId: 5,
    sweeps: 0,
    silentInitial: false,
    explain: false,
    versionsSeen: (ids) => {
      asked.push(ids);
      return Promise.resolve(new Map(known));
    },
    ...options,
  });
  return { ...judgement, asked };
}

test('a page is looked up once, each record once, and only records whose date leaves a question', async () => {
  const records = [
    { id: 1, updated: late },
    { id: 1, updated: late },
    { id: 2, updated: '2025-01-01T00:00:00Z' },
  ];
  expect((await judge(records)).asked).toEqual([['1']]);
});

test('a record that comes twice in a page is told once', async () => {
  const { changes, counts, versions } = await judge([
    { id: 1, updated: late },
    { id: 1, updated: late },
  ]);
  expect(changes.map(({ recordId, type }) => `${type} ${recordId}`)).toEqual(['UPDATED 1']);
  expect(counts).toEqual({ records: 2, created: 0, updated: 1, deleted: 0, ignored: 1, deferred: 0 });
  expect(versions).toHaveLength(1);
});

test('two versions of a record in one page are two changes, and the later is remembered', async () => {
  const { changes, versions } = await judge([
    { id: 1, created: late, updated: late },
    { id: 1, created: late, updated: '2026-01-01T10:06:00Z' },
  ]);
  expect(changes.map(({ type }) => type)).toEqual(['CREATED', 'UPDATED']);
  expect(versions).toEqual([
    {
      cursorId: 5,
      recordId: '1',
      version: changes[1]?.version,
      revision: 0,
      date: instant('2026-01-01T10:06:00Z'),
      sweep: 0,
    },
  ]);
});

test('a known version is neither told nor written again', async () => {
  const [change] = (await judge([{ id: 1, updated: late }])).changes;
  const known = new Map([['1', { version: change?.version ?? '', revision: 0 }]]);
  const { changes, versions, counts } = await judge([{ id: 1, updated: late }], { known });
  expect({ changes, versions, ignored: counts.ignored }).toEqual({ changes: [], versions: [], ignored: 1 });
});

test('a silent baseline is remembered without being told', async () => {
  const within = { ...window, baselineComplete: false };
  const { changes, versions } = await judge([{ id: 1 }, { id: 2 }], { rules: undated, within });
  expect(changes).toEqual([]);
  expect(versions.map(({ recordId, revision, date }) => [recordId, revision, date])).toEqual([
    ['1', 1, undefined],
    ['2', 1, undefined],
  ]);
});

test('old data that was asked for is marked initial, or kept silent', async () => {
  const within = { ...window, from: 0, baselineComplete: false, fromBeginning: true };
  const old = { id: 1, updated: '2026-01-01T08:00:00Z' };
  const told = await judge([old, { id: 2, updated: late }], { within });
  expect(told.changes.map(({ recordId, initial }) => [recordId, initial])).toEqual([
    ['1', true],
    ['2', false],
  ]);
  const silent = await judge([old, { id: 2, updated: late }], { within, silentInitial: true });
  expect(silent.changes.map(({ recordId }) => recordId)).toEqual(['2']);
  expect(silent.versions).toHaveLength(2);
  const undatedFirst = await judge([{ id: 1 }], { rules: undated, within });
  expect(undatedFirst.changes).toMatchObject([{ type: 'CREATED', initial: true }]);
});

test('a page ends before the window when its last record does', async () => {
  const before = { id: 1, updated: '2025-01-01T00:00:00Z' };
  expect((await judge([{ id: 2, updated: late }, before])).endsBefore).toBe(true);
  expect((await judge([before, { id: 2, updated: late }])).endsBefore).toBe(false);
  expect((await judge([])).endsBefore).toBe(false);
});

test('a date that does not parse is reported, and its record is told by its content', async () => {
  const { changes, unparsable } = await judge([{ id: 1, updated: 'yesterday' }]);
  expect(unparsable).toBe('yesterday');
  expect(changes).toMatchObject([{ type: 'CREATED', recordId: '1', date: undefined }]);
});

test('every record is explained when that is asked for', async () => {
  const known = new Map([['3', { version: 'before', revision: 0 }]]);
  const records = [
    { id: 1, created: late, updated: late },
    { id: 2, updated: '2025-01-01T00:00:00Z' },
    { id: 3, updated: late },
  ];
  const { decisions } = await judge(records, { explain: true, known });
  expect(decisions.toSorted((a, b) => Number(a.recordId) - Number(b.recordId))).toMatchObject([
    { recordId: '1', outcome: 'created', rule: 'dates-equal', created: late, updated: late, knownVersion: undefined },
    { recordId: '2', outcome: 'ignored', rule: 'before-window', updated: '2025-01-01T00:00:00Z' },
    { recordId: '3', outcome: 'updated', rule: 'record-known', knownVersion: 'before' },
  ]);
  expect((await judge(records)).decisions).toEqual([]);
});

test('with changedFields an update tells what differs from the version before, also of the same page; a creation does not', async () => {
  const definition = aPollDefinition({ updated: date('updated'), created: date('created'), changedFields: true });
  const rules = detectionRules(definition, { ignoredFields: [], deletedWhen: undefined, feed: false });
  const first = { id: 1, name: 'Ada', created: late, updated: late };
  const second = { ...first, name: 'Ada L.', updated: '2026-01-01T10:06:00Z' };
  const { changes, versions } = await judge([first, second], { rules });
  expect(changes.map(({ type, changes: differing }) => [type, differing])).toEqual([
    ['CREATED', undefined],
    ['UPDATED', { changed: ['name', 'updated'] }],
  ]);
  const [remembered] = versions;
  const known = new Map(remembered ? [['1', remembered]] : []);
  const third = { ...second, updated: '2026-01-01T10:07:00Z' };
  expect((await judge([third], { rules, known })).changes).toMatchObject([{ changes: { changed: ['updated'] } }]);
  const forgotten = new Map([['1', { version: 'before', revision: 0 }]]);
  expect((await judge([third], { rules, known: forgotten })).changes[0]).not.toHaveProperty('changes');
  expect((await judge([third], { known })).changes[0]).not.toHaveProperty('changes');
});

test('with keepRecords the values before are told too', async () => {
  const definition = aPollDefinition({ changedFields: true, keepRecords: true });
  const rules = detectionRules(definition, { ignoredFields: ['seen'], deletedWhen: undefined, feed: false });
  const { versions } = await judge([{ id: 1, name: 'Ada', seen: 1 }], { rules });
  const known = new Map(versions.map((version) => [version.recordId, version]));
  const { changes } = await judge([{ id: 1, name: 'Ada L.', seen: 2 }], { rules, known });
  expect(changes).toMatchObject([{ type: 'UPDATED', changes: { changed: ['name'], previous: { name: 'Ada' } } }]);
});

test('of any record it is told by how much it was late, and only of those that were asked for', async () => {
  const records = [
    { id: 1, updated: '2026-01-01T10:01:00Z' },
    { id: 2, updated: late },
    { id: 3, updated: '2020-01-01T00:00:00Z' },
  ];
  const { decisions } = await judge(records, { explain: new Set(['1', '3']) });
  expect(decisions).toMatchObject([
    { recordId: '3', outcome: 'ignored', rule: 'before-window', updated: '2020-01-01T00:00:00Z' },
    { recordId: '1', outcome: 'updated', rule: 'updated-date-only', lateSeconds: 60 },
  ]);
});

test('the mark of a deleted record is kept for ever, whatever its date', async () => {
  const rules = { ...dated, deletedWhen: { field: 'gone' } };
  const { versions } = await judge([{ id: 1, updated: late, gone: true }], { rules });
  expect(versions).toMatchObject([{ version: 'deleted', date: undefined }]);
});

test('lateness is measured by the last scan that covered the date: one of the fast lane covers the overlap only', async () => {
  const changed = [{ id: 1, updated: '2026-01-01T09:30:00Z' }];
  const within = { ...window, from: instant('2026-01-01T09:00:00Z') };
  const lateBy = async (settledAt: number | null) =>
    (await judge(changed, { within: { ...within, settledAt } })).lateBySeconds;
  expect(await lateBy(null)).toEqual([]);
  expect(await lateBy(instant('2026-01-01T09:40:00Z'))).toEqual([600]);
  expect(await lateBy(instant('2026-01-01T09:20:00Z'))).toEqual([]);
});
