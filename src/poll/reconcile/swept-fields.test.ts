import { expect, test } from 'vitest';
import { aPollDefinition } from '../../../test/kit/poll-definition.ts';
import { instantFromMs } from '../../lib/instant.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { KnownVersion } from '../../store/versions-seen.ts';
import { detectionRules } from '../../detect/detection-rules.ts';
import { judgeSwept } from './judge-swept.ts';

const instant = (iso: string) => instantFromMs(Date.parse(iso));
const present = instant('2026-01-02T00:00:00Z');
const start = instant('2026-01-01T00:00:00Z');

async function sweep(
  record: JsonRecord,
  { known, changedFields = true }: { known?: KnownVersion; changedFields?: boolean } = {},
) {
  const updated = { field: 'updated', format: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' };
  const definition = aPollDefinition({ updated, changedFields });
  const input = {
    rules: detectionRules(definition, { ignoredFields: [], deletedWhen: undefined, feed: false }),
    view: {
      first: false,
      start,
      initialBefore: start,
      silentInitial: false,
      baselineComplete: true,
      completeUpTo: present,
      present,
      filterByCurrentDate: false,
      pollsSeeAll: false,
    },
    window: {
      from: start,
      scanStart: present,
      watermark: present,
      overlapFrom: null,
      settledAt: null,
      initialBefore: start,
      baselineComplete: true,
      fromBeginning: false,
      settledTo: Infinity,
    },
    source: { instanceId: 1, resource: 'contacts', scope: '' },
    cursorId: 5,
    sweep: 3,
    settleSeconds: 120,
    maxSettleSeconds: 3_600,
  };
  const deps = {
    versionsSeen: () => Promise.resolve(new Map(known ? [['1', known]] : [])),
    toldEvents: () => Promise.resolve(new Set<string>()),
    eventsForgottenUpTo: () => Promise.resolve(undefined),
    toldRecords: () => Promise.resolve(new Map<string, number>()),
  };
  return judgeSwept(deps, input, [record]);
}

const ada = { id: 1, name: 'Ada', updated: '2026-01-01T10:00:00Z' };
const grace = { ...ada, name: 'Grace', updated: '2026-01-01T11:00:00Z' };

async function remembered(options: { changedFields?: boolean } = {}): Promise<KnownVersion> {
  const [version] = (await sweep(ada, options)).versions;
  if (!version) throw new Error('nothing remembered');
  return version;
}

test('a sweep keeps the fields of what it remembers, and tells which of them a missed update changed', async () => {
  const known = await remembered();
  expect(Object.keys(known.fields ?? {})).toEqual(['id', 'name', 'updated']);
  const { changes, versions } = await sweep(grace, { known });
  expect(changes).toMatchObject([{ type: 'UPDATED', changes: { changed: ['name', 'updated'] } }]);
  expect(versions).toMatchObject([{ fields: { name: expect.any(String) as string } }]);
});

test('a version seen before fields were asked for gets them, and one that has them is not written again', async () => {
  const known = await remembered({ changedFields: false });
  expect(known).not.toHaveProperty('fields');
  const { versions, seen, changes } = await sweep(ada, { known });
  expect({ seen, changes }).toEqual({ seen: [], changes: [] });
  expect(versions).toMatchObject([
    { version: known.version, sweep: 3, fields: { name: expect.any(String) as string } },
  ]);
  const withFields = await remembered();
  expect(await sweep(ada, { known: withFields })).toMatchObject({ seen: ['1'], versions: [] });
});
