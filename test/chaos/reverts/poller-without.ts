import type { JsonRecord } from '../../../src/lib/json.ts';
import { Fault } from '../../../src/model/fault.ts';
import type { PollDeps } from '../../../src/poll/run-poll.ts';
import type { CursorMove, PollCommit } from '../../../src/store/poll-commit.ts';
import type { World } from '../history/poller.ts';
import type { Revert } from './revert.ts';

type Page = Awaited<ReturnType<PollDeps['readPage']>>;

/** Changes what the poller reads. */
const reading = (change: (page: Page, world: World) => Page): Revert['variant'] => ({
  weaken: (deps, world) => ({
    ...deps,
    readPage: async (account, plan, position) => change(await deps.readPage(account, plan, position), world),
  }),
});

const readingRecords = (change: (record: JsonRecord) => JsonRecord[]) =>
  reading((page) => ({ ...page, records: page.records.flatMap(change) }));

/** Changes where cursors are moved to. */
const moving = (change: (move: CursorMove, commit: PollCommit) => CursorMove): Revert['variant'] => ({
  weaken: (deps) => ({
    ...deps,
    commitChanges: (commit) =>
      deps.commitChanges({ ...commit, cursors: commit.cursors.map((move) => change(move, commit)) }),
  }),
});

/** The same move, up to a later moment. */
function reaching(move: CursorMove, later: number): CursorMove {
  const { reached } = move;
  if (!reached || later <= reached.watermark) return move;
  const by = later - reached.watermark;
  const completeUpTo = reached.completeUpTo === undefined ? undefined : reached.completeUpTo + by;
  return { ...move, reached: { ...reached, watermark: later, completeUpTo } };
}

const isUnreadable = ({ updated_at: updated }: JsonRecord) =>
  typeof updated === 'string' && updated.startsWith('moved');

/** A fault on the way is taken for the end of the list. */
const takesPartForWhole: Revert['variant'] = {
  weaken: (deps) => {
    let before: Page | undefined;
    return {
      ...deps,
      readPage: async (account, plan, position) => {
        try {
          before = await deps.readPage(account, plan, position);
          return before;
        } catch (error) {
          if (!(error instanceof Fault) || !before || position === undefined) throw error;
          return { ...before, records: [], next: undefined };
        }
      },
    };
  },
};

/** The versions seen are written first, and the events after. */
const inTwoCommits: Revert['variant'] = {
  weaken: (deps) => ({
    ...deps,
    commitChanges: async (commit) => {
      if (commit.notifications.length > 0) await deps.commitChanges({ ...commit, notifications: [], cursors: [] });
      await deps.commitChanges({ ...commit, versions: [] });
    },
  }),
};

/** The place in a change feed is written first, and what was found on the way there after. */
const feedBeforeEvents: Revert['variant'] = {
  weaken: (deps) => ({
    ...deps,
    commitChanges: async (commit) => {
      const { versions, notifications, settle, ...place } = commit;
      if (notifications.length > 0) await deps.commitChanges({ ...place, versions: [], notifications: [] });
      await deps.commitChanges({ ...place, cursors: [], versions, notifications, ...(settle && { settle }) });
    },
  }),
};

/** The cursor is moved with the first page of a scan. */
const movesTooEarly: Revert['variant'] = {
  weaken: (deps, { timeline }) => {
    let claim: Pick<PollCommit, 'pollId' | 'instanceId' | 'resource' | 'fence'> | undefined;
    let cursorId = 0;
    return {
      ...deps,
      ensureCursor: async (poll, scope) => {
        const { id: pollId, instance, definition, fence } = poll;
        claim = { pollId, instanceId: instance.id, resource: definition.resource, fence };
        const cursor = await deps.ensureCursor(poll, scope);
        cursorId = cursor.id;
        return cursor;
      },
      readPage: async (account, plan, position) => {
        const page = await deps.readPage(account, plan, position);
        const watermark = page.providerNow;
        if (position !== undefined || watermark === undefined || !claim) return page;
        const now = Math.floor(timeline.now() / 1000);
        const reached = { watermark, scannedAt: now * 1000, completeUpTo: undefined, forgetBefore: undefined };
        const cursors = [{ cursorId, clockSkew: undefined, reached, baseline: true }];
        const nothing = { versions: [], notifications: [] };
        await deps.commitChanges({ ...claim, ...nothing, now, leaseUntil: now + 120_000, cursors });
        return page;
      },
    };
  },
};

/** Rules of the poller itself: it is fed, or its writes are changed, as if it did not have them. */
export const pollerWithout: Revert[] = [
  {
    rule: 'the present is the provider’s, as its answers tell it',
    without: 'our own clock',
    expected: 'missed',
    where: ({ profile }) => profile.skewUs < 0,
    variant: reading((page) => ({ ...page, providerNow: undefined })),
  },
  {
    rule: 'the clock of the provider is measured at every poll',
    without: 'a difference that is never written down',
    expected: 'missed',
    where: ({ steps }) => steps.some(({ kind }) => kind === 'setClock'),
    variant: moving((move) => ({ ...move, clockSkew: undefined })),
  },
  {
    rule: 'the watermark is where the scan began, never the newest date seen',
    without: 'the newest date seen',
    expected: 'missed',
    variant: moving((move) => reaching(move, move.newestSeen ?? -Infinity)),
  },
  {
    rule: 'the watermark is where the scan began, never where it ended',
    without: 'the end of the scan',
    expected: 'missed',
    where: ({ profile }) => profile.requestUs > 0,
    variant: moving((move, { now }) => reaching(move, now * 1000 + (move.clockSkew ?? 0))),
  },
  {
    rule: '"complete up to" stays behind the watermark by the settle horizon',
    without: 'complete up to the watermark',
    expected: 'missed',
    where: ({ profile }) => profile.settleSeconds > 0,
    variant: moving(({ reached, ...move }) => ({
      ...move,
      reached: reached?.completeUpTo === undefined ? reached : { ...reached, completeUpTo: reached.watermark },
    })),
  },
  {
    rule: 'a scan that broke off moves no cursor',
    without: 'a fault is taken for the end of the list',
    expected: 'missed',
    where: ({ profile }) => profile.faultShare > 0,
    variant: takesPartForWhole,
  },
  {
    rule: 'the cursor moves when the last page is stored, not before',
    without: 'it moves with the first page',
    expected: 'missed',
    variant: movesTooEarly,
  },
  {
    rule: 'events and versions seen are one commit',
    without: 'two commits',
    expected: 'missed',
    where: ({ steps }) => steps.some((step) => step.kind === 'poll' && step.mishap?.kind === 'crash'),
    variant: inTwoCommits,
  },
  {
    rule: 'the place in a change feed is one commit with what was found on the way there',
    without: 'the place first',
    expected: 'missed',
    where: ({ profile, steps }) =>
      profile.paging === 'feed' && steps.some((step) => step.kind === 'poll' && step.mishap?.kind === 'crash'),
    variant: feedBeforeEvents,
  },
  {
    rule: 'the versions seen are remembered',
    without: 'no memory',
    expected: 'missed',
    where: ({ profile }) => profile.dates === 'none',
    variant: { weaken: (deps) => ({ ...deps, versionsSeen: () => Promise.resolve(new Map()) }) },
  },
  {
    rule: 'the content is compared whatever the order of its fields',
    without: 'the order counts',
    expected: 'duplicated',
    where: ({ profile }) => profile.keyOrderMoves,
    variant: readingRecords((record) => [{ ...record, order: Object.keys(record).join(' ') }]),
  },
  {
    rule: 'a record whose date cannot be read is known by its content',
    without: 'it is left out',
    expected: 'missed',
    variant: readingRecords((record) => (isUnreadable(record) ? [] : [record])),
  },
  {
    rule: 'where the updated date is empty until the first edit, the created date counts',
    without: 'such records are left out',
    expected: 'missed',
    where: ({ profile }) => profile.dates === 'updatedAfterEdit',
    variant: readingRecords((record) => (record['updated_at'] === null ? [] : [record])),
  },
];
