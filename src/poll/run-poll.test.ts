import { expect, test } from 'vitest';
import { aClaimedPoll, aCursor, anInstance } from '../../test/kit/claimed-poll.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { aPollDefinition } from '../../test/kit/poll-definition.ts';
import { neverLocked } from '../../test/kit/never-locked.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { ResourcePage } from '../hub/read-page.ts';
import { instantFromMs } from '../lib/instant.ts';
import { Fault } from '../model/fault.ts';
import type { Cursor } from '../store/cursor.ts';
import type { PollCommit } from '../store/poll-commit.ts';
import { runPoll, type PollDeps } from './run-poll.ts';

const startMs = Date.parse('2026-01-01T10:00:00Z');
const withLists = testConnector({
  path: '/lists/{listId}/rows',
  parameters: { listId: { configuration: ['list.id'] } },
  request: { path: '/lists/{listId}/rows' },
});
const refused = () => new Fault('provider.refused', 'answered 404', { providerMessage: 'no such list' });

interface List {
  /** What the provider does instead of answering with one record. */
  fault?: Error;
  /** How long it takes. */
  ms?: number;
}

/** Polls these lists by their ids, in this order. The cursor of a list has its place, from 1, as its id. */
async function pollLists(
  lists: Record<string, List>,
  connector = withLists,
  url = '/hubs/general/lists/{listId}/rows',
  cursors: Cursor[] = [],
) {
  const clock = createManualClock(startMs);
  const ids = Object.keys(lists);
  const commits: PollCommit[] = [];
  const read: string[] = [];
  const deps: PollDeps = {
    clock,
    random: () => 0,
    serverTimezone: 'UTC',
    catalog: { find: () => Promise.resolve(connector) },
    ensureCursor: (_poll, scope) =>
      Promise.resolve(aCursor({ id: 1 + ids.indexOf(scope.slice('listId='.length)), scope })),
    listParameterValues: (_account, plan) =>
      Promise.resolve(plan.unfilled.length > 0 ? ids.map((listId) => ({ listId })) : [{}]),
    readPage: async (_account, plan) => {
      const listId = plan.parameters['listId'] ?? '';
      read.push(listId);
      const { fault, ms = 0 } = lists[listId] ?? {};
      await clock.advance(ms);
      if (fault) throw fault;
      return pageOf(listId);
    },
    versionsSeen: () => Promise.resolve(new Map()),
    commitChanges: (commit) => Promise.resolve(void commits.push(commit)),
    underPollLock: neverLocked,
    pauseAfterFailures: 0,
    pauseFailingPolls: () => Promise.resolve(false),
  };
  const poll = aClaimedPoll({ instance: anInstance(), definition: aPollDefinition({ url }), cursors });
  const report = await runPoll(deps, poll, { explain: false });
  return { report, commits, read, moved: commits.flatMap(({ cursors }) => cursors.map(({ cursorId }) => cursorId)) };
}

const pageOf = (id: string): ResourcePage => ({
  records: [{ id }],
  rowsRead: 1,
  capped: false,
  notModified: false,
  next: undefined,
  providerNow: instantFromMs(startMs),
  request: { url: 'https://sample.example/rows', status: 200, sentAt: startMs, durationMs: 0, bytes: 0 },
  furtherRequests: 0,
  restarted: false,
  warnings: [],
});

test.each([
  ['refused', 'provider.refused'],
  ['not what the connector declares', 'provider.malformed'],
] as const)('a scope whose answer is %s does not keep the others from being scanned', async (_what, code) => {
  const { report, read, moved, commits } = await pollLists({ a: {}, b: { fault: new Fault(code, 'no good') }, c: {} });
  expect(read).toEqual(['a', 'b', 'c']);
  expect(moved).toEqual([1, 3]);
  expect(report).toMatchObject({ outcome: 'failed', fault: { code, message: 'listId=b: no good' } });
  expect(report.scans.map(({ scope, notes }) => [scope, notes])).toEqual([
    ['listId=a', []],
    ['listId=b', ['listId=b: no good']],
    ['listId=c', []],
  ]);
  expect(commits.at(-1)?.settle).toMatchObject({ outcome: 'failed', fault: { code }, nextPollAt: startMs + 15_000 });
  expect(commits.filter(({ settle }) => settle)).toHaveLength(1);
});

test('the fault of a poll names the first scope that failed and says how many more did', async () => {
  const { report } = await pollLists({
    a: { fault: refused() },
    b: {},
    c: { fault: refused() },
    d: { fault: refused() },
  });
  expect(report.fault?.message).toBe('listId=a: answered 404 (2 more of the scopes failed)');
});

test.each([
  ['throttling', 'provider.throttled', 'throttled'],
  ['refused credentials', 'provider.unauthorized', 'failed'],
  ['lost credentials', 'instance.reconnect', 'reconnect'],
] as const)('%s ends the poll at once, and the scopes before keep their cursors', async (_what, code, outcome) => {
  const { report, read, moved } = await pollLists({ a: {}, b: { fault: new Fault(code, 'stop') }, c: {} });
  expect(read).toEqual(['a', 'b']);
  expect(moved).toEqual([1]);
  expect(report).toMatchObject({ outcome, fault: { code, message: 'stop' } });
});

test('what ends the poll wins over a scope that failed before', async () => {
  const { report } = await pollLists({
    a: { fault: refused() },
    b: { fault: new Fault('provider.throttled', 'slow down', { retryAt: startMs + 3_600_000 }) },
  });
  expect(report).toMatchObject({ outcome: 'throttled', fault: { message: 'slow down' } });
});

test('a lost claim ends the poll without settling it', async () => {
  const lists = { a: { fault: refused() }, b: { fault: new Fault('poll.superseded', 'taken over') } };
  await expect(pollLists(lists)).rejects.toThrow('taken over');
});

test('scopes that are slow to fail do not outlive the claim', async () => {
  const slow = { fault: refused(), ms: 90_000 };
  const { commits } = await pollLists({ a: slow, b: slow, c: slow });
  expect(commits.map(({ now, leaseUntil }) => [now - startMs, leaseUntil - now])).toEqual([
    [90_000, 120_000],
    [180_000, 120_000],
    [270_000, 120_000],
  ]);
});

test('a resource that does not fan out fails with the fault as it is, and in one commit', async () => {
  const { report, commits } = await pollLists({ '': { fault: refused() } }, testConnector(), '/hubs/general/rows');
  expect(report.fault).toEqual({ code: 'provider.refused', message: 'answered 404' });
  expect(commits).toHaveLength(1);
});

test('a poll that breaks off by a fault of ours is settled as failed, so that it is tried again later and counted', async () => {
  const broken = new Error('a bug');
  const { report, commits } = await pollLists({ a: { fault: broken }, b: {} });
  expect(report).toMatchObject({ outcome: 'failed', fault: { code: 'internal' }, cause: broken });
  expect(report.fault?.message).not.toContain('a bug');
  expect(commits.at(-1)?.settle).toMatchObject({ outcome: 'failed', nextPollAt: startMs + 15_000 });
});

test('a scope that does not answer does not keep the others from being scanned, unless none does', async () => {
  const away = { fault: new Fault('provider.unreachable', 'no answer') };
  expect((await pollLists({ a: away, b: {}, c: away, d: {} })).read).toEqual(['a', 'b', 'c', 'd']);
  const { read, report } = await pollLists({ a: {}, b: away, c: away, d: away, e: {} });
  expect(read).toEqual(['a', 'b', 'c', 'd']);
  expect(report).toMatchObject({ outcome: 'failed', fault: { code: 'provider.unreachable' } });
});

test('the scopes that were scanned longest ago come first, so that each has its turn where a poll never ends', async () => {
  const cursors = ['a', 'b', 'c'].map((list, index) => aCursor({ scope: `listId=${list}`, scannedAt: 10 - index }));
  const throttled = { fault: new Fault('provider.throttled', 'slow down') };
  expect((await pollLists({ a: {}, b: throttled, c: {}, d: {} }, undefined, undefined, cursors)).read).toEqual([
    'd',
    'c',
    'b',
  ]);
});
