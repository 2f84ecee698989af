import { expect, test } from 'vitest';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { instantFromMs } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import { detectionRules, type DetectionWindow } from './detection-rules.ts';
import { judgePage, type JudgeOptions } from './judge-page.ts';

const date = (field: string) => ({ field, format: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' });
const dated = detectionRules(aPollDefinition({ updated: date('updated'), created: date('created') }), []);
const undated = detectionRules(aPollDefinition(), []);
const instant = (iso: string) => instantFromMs(Date.parse(iso));
const window: DetectionWindow = {
  from: instant('2026-01-01T10:00:00Z'),
  scanStart: instant('2026-01-01T10:15:00Z'),
  watermark: instant('2026-01-01T10:02:00Z'),
  initialBefore: instant('2026-01-01T09:00:00Z'),
  baselineComplete: true,
  fromBeginning: false,
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
  expect(counts).toEqual({ records: 2, created: 0, updated: 1, ignored: 1, deferred: 0 });
  expect(versions).toHaveLength(1);
});

test('two versions of a record in one page are two changes, and the later is remembered', async () => {
  const { changes, versions } = await judge([
    { id: 1, created: late, updated: late },
    { id: 1, created: late, updated: '2026-01-01T10:06:00Z' },
  ]);
  expect(changes.map(({ type }) => type)).toEqual(['CREATED', 'UPDATED']);
  expect(versions).toEqual([
    { cursorId: 5, recordId: '1', version: changes[1]?.version, revision: 0, date: instant('2026-01-01T10:06:00Z') },
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
