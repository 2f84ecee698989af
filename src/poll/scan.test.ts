import { expect, test } from 'vitest';
import { aClaimedPoll, aCursor } from '../../test/kit/claimed-poll.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import { planQuery } from '../hub/plan-query.ts';
import type { ResourcePage } from '../hub/read-page.ts';
import { instantFromMs, microsPerSecond } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { PollCommit } from '../store/poll-commit.ts';
import { detectionRules } from './detection-rules.ts';
import { newPollReport, newScanReport } from './poll-report.ts';
import { scan, type ScanDeps } from './scan.ts';

const startMs = Date.parse('2026-01-01T10:00:00Z');
const watermark = instantFromMs(Date.parse('2026-01-01T09:45:00Z'));
const definition = aPollDefinition({
  updated: { field: 'updated', format: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' },
});
const poll = aClaimedPoll({ definition });
type Order = 'updatedAscending' | 'updatedDescending' | 'none';

interface Page {
  records: JsonRecord[];
  durationMs?: number;
  providerNow?: number;
  /** What happens while the page is read. */
  before?: () => Promise<void>;
}

/** Scans these pages and tells what was committed. */
async function scanPages(
  pages: Page[],
  { order = 'updatedAscending' as Order, clock = createManualClock(startMs) } = {},
) {
  const commits: PollCommit[] = [];
  let read = 0;
  const deps: ScanDeps = {
    clock,
    readPage: async () => {
      const page = pages[read++];
      await page?.before?.();
      return toPage(page, read < pages.length);
    },
    versionsSeen: () => Promise.resolve(new Map()),
    commitChanges: (commit) => Promise.resolve(void commits.push(commit)),
  };
  const plan = { ...planQuery(testConnector(), '/hubs/general/rows', {}), order };
  const counts = newPollReport('contacts').counts;
  const report = newScanReport('', '/hubs/general/rows', false);
  const cursor = aCursor({ watermark, baselineComplete: true });
  const account = { instanceId: 1000, connector: plan.connector, configuration: {} };
  const rules = detectionRules(definition, []);
  const input = {
    poll,
    cursor,
    account,
    rules,
    plan,
    until: undefined,
    settleSeconds: 120,
    explain: false,
    report,
    counts,
  };
  return { move: await scan(deps, input), commits, read, report, counts };
}

const toPage = (
  { records = [], durationMs = 0, providerNow = startMs }: Partial<Page> = {},
  more: boolean,
): ResourcePage => ({
  records,
  next: more ? { kind: 'page', page: 2, first: '' } : undefined,
  providerNow: instantFromMs(providerNow),
  request: { url: 'https://sample.example/rows', status: 200, durationMs, bytes: 0 },
  restarted: false,
  warnings: [],
});

const fresh = (id: number) => ({ id, updated: '2026-01-01T09:50:00Z' });
const old = (id: number) => ({ id, updated: '2025-01-01T00:00:00Z' });

test('each page is committed as it comes, under the claim, and none of them moves the cursor', async () => {
  const { commits, move, counts } = await scanPages([{ records: [fresh(1)] }, { records: [fresh(2), fresh(3)] }]);
  expect(
    commits.map(({ notifications }) => notifications.flatMap(({ events }) => events.map(({ recordId }) => recordId))),
  ).toEqual([['1'], ['2', '3']]);
  expect(commits).toMatchObject([{ pollId: 7, fence: 1, cursors: [] }, { cursors: [] }]);
  expect(move.reached).toMatchObject({
    watermark: instantFromMs(startMs),
    completeUpTo: instantFromMs(startMs) - 120 * microsPerSecond,
  });
  expect(counts).toMatchObject({ pages: 2, records: 3, updated: 3 });
});

test('rows that come newest first are read down to the window and no further', async () => {
  const pages = [{ records: [fresh(1), fresh(2)] }, { records: [fresh(3), old(4)] }, { records: [old(5)] }];
  expect((await scanPages(pages, { order: 'updatedDescending' })).read).toBe(2);
  expect((await scanPages(pages, { order: 'none' })).read).toBe(3);
});

test('pages without anything new write nothing, but renew the claim now and then', async () => {
  const clock = createManualClock(startMs);
  const wait = { records: [old(1)], before: () => clock.advance(20_000) };
  const { commits } = await scanPages([wait, wait, wait, wait, wait], { clock });
  expect(commits.map(({ now, leaseUntil }) => [now - startMs, leaseUntil - now])).toEqual([
    [40_000, 120_000],
    [80_000, 120_000],
  ]);
});

test('the clocks are compared when the request went out: a slow answer is no skew', async () => {
  const clock = createManualClock(startMs);
  const slow = { records: [], durationMs: 20_000, providerNow: startMs, before: () => clock.advance(20_000) };
  const { move } = await scanPages([slow], { clock });
  expect(move.clockSkew).toBe(0);
});

test('the window is fixed by the first page: what the later ones say of the time does not move it', async () => {
  const { move } = await scanPages([{ records: [] }, { records: [], providerNow: startMs + 3_600_000 }]);
  expect(move.reached?.watermark).toBe(instantFromMs(startMs));
});
