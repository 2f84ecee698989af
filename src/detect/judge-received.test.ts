import { describe, expect, test } from 'vitest';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { microsPerSecond, type Instant } from '../lib/instant.ts';
import { deletedVersion } from '../store/poll-commit.ts';
import type { KnownVersion } from '../store/versions-seen.ts';
import { detectionRules, type ResourceRules } from './detection-rules.ts';
import { judgeReceived, type ReceivedRecord, type ReceivedView } from './judge-received.ts';

const noon = Date.UTC(2026, 0, 1, 12) * 1_000;
const second = microsPerSecond;
const shown = (instant: Instant) => new Date(instant / 1_000).toISOString();
const format = { format: "yyyy-MM-dd'T'HH:mm:ss.SSSX", timezone: 'UTC' };

function viewOf(resource: Partial<ResourceRules> = {}, values: Partial<ReceivedView> = {}): ReceivedView {
  const definition = aPollDefinition({
    updated: { field: 'updated', ...format },
    created: { field: 'created', ...format },
  });
  return {
    rules: detectionRules(definition, { ignoredFields: [], deletedWhen: undefined, feed: false, ...resource }),
    window: {
      from: noon - 3_600 * second,
      scanStart: Infinity,
      watermark: noon - 60 * second,
      overlapFrom: null,
      settledAt: null,
      initialBefore: noon - 86_400 * second,
      baselineComplete: true,
      fromBeginning: false,
      settledTo: Infinity,
    },
    start: noon - 86_400 * second,
    present: noon,
    skew: 0,
    cursorId: 5,
    sweeps: 2,
    silentInitial: false,
    ...values,
  };
}

const item = (date: Instant, values: Partial<ReceivedRecord> = {}): ReceivedRecord => ({
  recordId: '1',
  type: 'UPDATED',
  date: undefined,
  record: { id: 1, name: 'A', updated: shown(date) },
  element: { id: 1 },
  ...values,
});

const received = (date: Instant, record: object = { id: '1', name: 'A' }): KnownVersion => ({
  version: `${shown(date)}|~hash`,
  revision: 0,
  date,
  record: JSON.stringify(record),
});

const ruleOf = (one: ReceivedRecord, known?: KnownVersion, view = viewOf()): string => {
  const verdict = judgeReceived(view, one, known);
  return verdict.kind === 'poll' ? `poll: ${verdict.reason}` : `${verdict.kind}: ${verdict.rule}`;
};

describe('a record that a webhook shows', () => {
  test('is told under the id of its date, and kept with its mark until the poll confirms it', () => {
    const verdict = judgeReceived(viewOf(), item(noon), undefined);
    expect(verdict).toMatchObject({
      kind: 'tell',
      change: { type: 'UPDATED', recordId: '1', date: noon },
      seen: { cursorId: 5, recordId: '1', date: noon, sweep: 2, record: JSON.stringify(item(noon).record) },
    });
    const [told, remembered] = verdict.kind === 'tell' ? [verdict.change.version, verdict.seen.version] : [];
    expect(remembered).toMatch(/^2026-01-01T12:00:00\.000Z\|~.{20}$/);
    expect(told).toBe(`@${noon}`);
  });

  test.each([
    ['new, as the webhook says', item(noon, { type: 'CREATED' }), undefined, 'tell: received-created'],
    [
      'new, but created before the window',
      item(noon, { type: 'CREATED', record: { id: 1, updated: shown(noon), created: shown(noon - 7_200 * second) } }),
      undefined,
      'tell: dates-differ',
    ],
    ['new, but known', item(noon, { type: 'CREATED' }), received(noon - second), 'tell: record-known'],
    ['of the same date', item(noon), received(noon), 'ignore: stale'],
    ['of an earlier date', item(noon - 1), received(noon), 'ignore: stale'],
    ['polled with the same date', item(noon), { ...received(noon), version: `${shown(noon)}|x` }, 'ignore: stale'],
    ['before the window', item(noon - 7_200 * second), undefined, 'ignore: before-window'],
    ['deleted since', item(noon), { version: deletedVersion, revision: 1, date: noon }, 'ignore: deleted-later'],
  ] as const)('%s', (_what, one, known, rule) => {
    expect(ruleOf(one, known)).toBe(rule);
  });
});

test('a record that says it is deleted, and is known to be, needs no poll', () => {
  const view = viewOf({ deletedWhen: { field: 'state', values: ['gone'] } });
  const gone = item(noon, { record: { id: 1, updated: shown(noon), state: 'gone' } });
  expect(ruleOf(gone, { version: deletedVersion, revision: 1 }, view)).toBe('ignore: deleted-later');
});

describe('a record that a webhook shows and only the poll can judge', () => {
  test.each([
    ['without a date', item(noon, { record: { id: 1 } }), undefined, 'the record has no date'],
    ['that is not there', item(noon, { record: undefined }), undefined, 'the webhook does not hold the record'],
    ['of the future', item(noon + 61 * second), undefined, 'the date of the record lies in the future'],
    ['of another id', item(noon, { recordId: '2' }), undefined, 'the record has the id "1", the webhook says "2"'],
    ['changed twice', item(noon), received(noon, { name: 'B' }), 'the record was changed twice at the same date'],
    [
      'back since',
      item(noon),
      { version: deletedVersion, revision: 1, date: noon - second },
      'the record was told as deleted',
    ],
    [
      'deleted, nobody knows when',
      item(noon),
      { version: deletedVersion, revision: 1 },
      'the version that is known has no date',
    ],
  ] as const)('%s is left to the poll', (_what, one, known, reason) => {
    expect(ruleOf(one, known)).toBe(`poll: ${reason}`);
  });

  test('is left to the poll where a feed tells what changed, or records have no ids', () => {
    expect(ruleOf(item(noon), undefined, viewOf({ feed: true }))).toMatch(/^poll: /);
    const view = viewOf();
    expect(ruleOf(item(noon), undefined, { ...view, rules: { ...view.rules, idField: '' } })).toMatch(/^poll: /);
  });

  test('whose date moved alone is no change where only the content counts', () => {
    const view = viewOf({ contentOnly: true });
    const first = judgeReceived(view, item(noon - second), undefined);
    const known = 'seen' in first ? { ...first.seen, record: '{}' } : undefined;
    expect(ruleOf(item(noon), known, view)).toBe('remember: content-same');
  });

  test('from before the instance is remembered and not told, where old data is to be silent', () => {
    const view = viewOf({}, { silentInitial: true });
    const old = { ...view, window: { ...view.window, initialBefore: noon + second } };
    expect(ruleOf(item(noon), undefined, old)).toBe('remember: updated-date-only');
  });
});

describe('a deletion that a webhook tells', () => {
  const deletion = (date: Instant | undefined) => item(noon, { type: 'DELETED', record: undefined, date });

  test.each([
    ['of a record that is not known', deletion(noon), undefined, 'tell: deleted'],
    ['long ago, as no poll tells it', deletion(noon - 7_200 * second), undefined, 'tell: deleted'],
    ['before the instance', deletion(noon - 90_000 * second), undefined, 'ignore: before-window'],
    ['of what has changed since', deletion(noon - 5 * second), received(noon), 'ignore: returned-later'],
    ['again', deletion(noon), { version: deletedVersion, revision: 1, date: noon + second }, 'ignore: version-known'],
  ] as const)('%s', (_what, one, known, rule) => {
    expect(ruleOf(one, known)).toBe(rule);
  });

  test('of the future counts as one of now, so that what comes back before is not suppressed', () => {
    const verdict = judgeReceived(viewOf(), deletion(noon + 3_600 * second), undefined);
    expect(verdict).toMatchObject({
      change: { date: noon },
      seen: { version: deletedVersion, date: noon + second - 1 },
    });
  });
});
