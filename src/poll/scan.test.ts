import { expect, test } from 'vitest';
import { aClaimedPoll, aCursor } from '../../test/kit/claimed-poll.ts';
import { createManualClock, type ManualClock } from '../../test/kit/manual-clock.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { neverLocked } from '../../test/kit/never-locked.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { PagePosition } from '../hub/page-position.ts';
import { planQuery } from '../hub/plan-query.ts';
import type { ResourcePage } from '../hub/read-page.ts';
import { instantFromMs, microsPerSecond } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import { Fault } from '../model/fault.ts';
import type { Cursor } from '../store/cursor.ts';
import type { PollDefinition } from '../model/poll-definition.ts';
import type { PollCommit } from '../store/poll-commit.ts';
import { detectionRules } from '../detect/detection-rules.ts';
import { horizonOf } from '../detect/horizon.ts';
import { newPollReport, newScanReport } from './poll-report.ts';
import type { PollScope } from './poll-scopes.ts';
import { scan } from './scan.ts';
import type { ScanDeps } from './scan-run.ts';
import type { Slice } from './slices.ts';
import type { Lane } from '../detect/window.ts';

const startMs = Date.parse('2026-01-01T10:00:00Z');
const watermark = instantFromMs(Date.parse('2026-01-01T09:45:00Z'));
const updated = { field: 'updated', format: "yyyy-MM-dd'T'HH:mm:ssXXX", timezone: 'UTC' };
const definition = aPollDefinition({ updated });
type Order = 'updatedAscending' | 'updatedDescending' | 'none';

interface Page {
  records?: JsonRecord[];
  sentAt?: number;
  durationMs?: number;
  providerNow?: number;
  fault?: Fault;
  capped?: boolean;
  validator?: { url: string; etag: string };
  /** Default: as long as there are pages. */
  more?: boolean;
  /** What happens while the page is read. */
  before?: () => Promise<void>;
}

interface ScanOptions {
  order?: Order;
  clock?: ManualClock;
  cursor?: Cursor;
  polling?: Record<string, unknown>;
  definition?: PollDefinition;
  lane?: Lane;
}

/** Scans these pages and tells what was committed. */
async function scanPages(
  pages: Page[],
  {
    order = 'updatedAscending' as Order,
    clock = createManualClock(startMs),
    cursor = aCursor({ watermark, baselineComplete: true }),
    polling = {},
    definition: defined = definition,
    lane = 'settle',
  }: ScanOptions = {},
) {
  const commits: PollCommit[] = [];
  const positions: (PagePosition | undefined)[] = [];
  let read = 0;
  const deps: ScanDeps = {
    clock,
    readPage: async (_account, _plan, position) => {
      positions.push(position);
      const page = pages[read++];
      await page?.before?.();
      if (page?.fault) throw page.fault;
      return toPage(page, page?.more ?? read < pages.length);
    },
    versionsSeen: () => Promise.resolve(new Map()),
    commitChanges: (commit) => Promise.resolve(void commits.push(commit)),
    underPollLock: neverLocked,
  };
  const connector = testConnector({ polling: { order, ...polling } });
  const plan = planQuery(connector, '/hubs/general/rows', {});
  const { resource } = plan;
  const counts = newPollReport('contacts').counts;
  const asked: Slice[] = [];
  const poll = aClaimedPoll({ definition: defined });
  const scope: PollScope = {
    scope: '',
    poll,
    versionsOf: cursor.id,
    listsDeleted: false,
    account: { organizationId: 1, instanceId: 1000, connector, configuration: {} },
    resource,
    cursor,
    polling: resource.polling,
    horizon: horizonOf(resource.polling, 0),
    lane,
    since: watermark - 120 * microsPerSecond,
    now: instantFromMs(startMs),
    query: '/hubs/general/rows',
    ask: (slice) => {
      asked.push(slice);
      return { plan, url: '/hubs/general/rows', until: undefined };
    },
  };
  const report = newScanReport(scope, false);
  const rules = detectionRules(defined, { ignoredFields: [], deletedWhen: undefined, feed: false });
  const { move, fault } = await scan(deps, { poll, scope, rules, explain: false, report, counts });
  return { move, fault, commits, read, report, counts, asked, positions };
}

const toPage = (
  {
    records = [],
    sentAt = startMs,
    durationMs = 0,
    providerNow = startMs,
    capped = false,
    validator,
  }: Partial<Page> = {},
  more: boolean,
): ResourcePage => ({
  records,
  rowsRead: records.length,
  capped,
  notModified: false,
  ...(validator && { validator }),
  next: more ? { kind: 'page', page: 2, rows: 1 } : undefined,
  providerNow: instantFromMs(providerNow),
  request: { url: 'https://sample.example/rows', status: 200, sentAt, durationMs, bytes: 0 },
  furtherRequests: 0,
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
  expect(move?.reached).toMatchObject({
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
  expect(commits.map(({ cursors }) => cursors)).toMatchObject([[{ scan: { position: { page: 2 } } }], [{ scan: {} }]]);
});

test('the clocks are compared when the request went out: neither a slow answer nor a process that slept is a skew', async () => {
  const clock = createManualClock(startMs);
  const slow = { durationMs: 20_000, providerNow: startMs, before: () => clock.advance(320_000) };
  const { move } = await scanPages([slow], { clock });
  expect(move?.clockSkew).toBe(0);
  expect(move?.reached?.scannedAt).toBe(instantFromMs(startMs));
});

test('the window is fixed by the first page: what the later ones say of the time does not move it', async () => {
  const { move } = await scanPages([{ records: [] }, { records: [], providerNow: startMs + 3_600_000 }]);
  expect(move?.reached?.watermark).toBe(instantFromMs(startMs));
});

const throttled = () => new Fault('provider.throttled', 'too many requests');

test('a scan that breaks off is gone on with where it stood, and counts from when it began', async () => {
  const page = { records: [fresh(1)] };
  const broken = await scanPages([page, { fault: throttled() }, page]);
  expect(broken).toMatchObject({ fault: { code: 'provider.throttled' }, move: { scan: { position: { page: 2 } } } });
  expect(broken.move?.reached).toBeUndefined();
  const scanned = JSON.parse(JSON.stringify(broken.move?.scan)) as object;
  const cursor = aCursor({ watermark, baselineComplete: true, scan: scanned });
  const later = createManualClock(startMs + 3_600_000);
  const resumed = await scanPages([{ records: [fresh(2)], providerNow: later.now() }], { cursor, clock: later });
  expect(resumed.positions).toMatchObject([{ page: 2 }]);
  expect(resumed.move).toMatchObject({ scan: null, reached: { watermark: instantFromMs(startMs) } });
});

test('a scan that cannot be gone on with begins anew', async () => {
  const stored = (await scanPages([{ records: [fresh(1)] }, { fault: throttled() }, {}])).move?.scan as object;
  const cursor = aCursor({ watermark, baselineComplete: true, scan: stored });
  const refused = new Fault('provider.refused', 'answered 400');
  expect((await scanPages([{ fault: refused }], { cursor })).move).toMatchObject({ scan: null });
  expect((await scanPages([{ fault: throttled() }], { cursor })).move).toMatchObject({
    scan: { position: { page: 2 } },
  });
  const days = createManualClock(startMs + 2 * 86_400_000);
  expect((await scanPages([{}], { cursor, clock: days })).positions).toEqual([undefined]);
});

test('behind a result cap the scan goes on from the date of the last row that came', async () => {
  const first = { records: [fresh(1), { id: 2, updated: '2026-01-01T09:55:00Z' }], capped: true, more: false };
  const { asked, fault, counts } = await scanPages([first, { records: [fresh(3)] }]);
  expect(fault).toBeUndefined();
  expect(asked.map(({ since }) => since)).toEqual([
    watermark - 120 * microsPerSecond,
    instantFromMs(Date.parse('2026-01-01T09:55:00Z')),
  ]);
  expect(counts.records).toBe(3);
});

test('a capped list that is read a second time is read to its end first', async () => {
  const capped = { records: [fresh(1)], capped: true };
  const { asked, read } = await scanPages([capped, { records: [fresh(2)], more: false }, { records: [] }]);
  expect([asked.length, read]).toEqual([2, 3]);
});

test('a date that rows are not sorted by does not tell where to go on behind a result cap', async () => {
  const both = aPollDefinition({ ...definition, created: { ...updated, field: 'created' } });
  const sortedFirst = {
    records: [{ id: 1, updated: null, created: '2026-01-01T09:59:00Z' }],
    capped: true,
    more: false,
  };
  expect((await scanPages([sortedFirst], { definition: both })).fault?.code).toBe('provider.result_cap');
  const byCreated = { ...both, filterByUpdatedDate: false };
  const capped = { records: [{ ...fresh(1), created: '2026-01-01T09:59:00Z' }], capped: true, more: false };
  expect((await scanPages([capped], { definition: byCreated })).fault?.code).toBe('provider.result_cap');
});

test('an unchanged list is recognised only where all that is not yet complete was judged', async () => {
  const validator = { url: 'https://sample.example/rows', etag: '"1"' };
  const conditional = { polling: { conditional: 'etag' } };
  expect((await scanPages([{ validator }], conditional)).move).toMatchObject({ validator });
  expect((await scanPages([{ validator }], { ...conditional, lane: 'fast' })).move).toMatchObject({ validator: null });
  const twoPages = [{ validator, records: [fresh(1)] }, { records: [fresh(2)] }];
  expect((await scanPages(twoPages, conditional)).move).toMatchObject({ validator: null });
});

const polling = { upperBound: { field: 'updated' } };

test('behind a result cap an unsorted window is halved', async () => {
  const full = { records: [fresh(1), fresh(2)], capped: true, more: false };
  const halves = [{ records: [fresh(1)], more: false }, { records: [fresh(2)] }];
  const { asked, fault } = await scanPages([full, ...halves], { order: 'none', polling });
  expect(fault).toBeUndefined();
  expect(asked).toHaveLength(3);
  expect(asked[1]?.until).toBe(asked[2]?.since);
  expect(asked[2]?.until).toBeUndefined();
});

test('a result cap that cannot be got round is a fault, and the cursor stays', async () => {
  const full = { records: [fresh(1), fresh(2)], capped: true };
  const { fault, move } = await scanPages([full], { order: 'none' });
  expect(fault?.code).toBe('provider.result_cap');
  expect(move?.reached).toBeUndefined();
});

test('records that come later than the horizon allows for are measured, and the owner is told', async () => {
  const lateBy = { id: 9, updated: '2026-01-01T09:43:10Z' };
  const { commits } = await scanPages([{ records: [lateBy, fresh(1)] }]);
  expect(commits[0]?.lateness).toEqual([{ bucket: 7, count: 1 }]);
  expect(commits[0]?.notices).toMatchObject([{ kind: 'settle.grown' }]);
  const { commits: quiet } = await scanPages([{ records: [lateBy] }], { polling: { settleSeconds: 900 } });
  expect(quiet[0]).not.toHaveProperty('notices');
});

test('a filter that returns nothing, although it should return what was seen before, is remarked upon', async () => {
  const newestSeen = watermark;
  const cursor = aCursor({ watermark, baselineComplete: true, newestSeen });
  expect((await scanPages([{}], { cursor })).report.notes).toEqual([expect.stringContaining('returned nothing')]);
  const long = aCursor({ watermark, baselineComplete: true, newestSeen: newestSeen - 600 * microsPerSecond });
  expect((await scanPages([{}], { cursor: long })).report.notes).toEqual([]);
});
