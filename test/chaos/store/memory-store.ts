import { settleFor } from '../../../src/model/lateness.ts';
import { Fault } from '../../../src/model/fault.ts';
import type { ClaimedPoll } from '../../../src/store/claim-polls.ts';
import { newCursor, type Cursor } from '../../../src/store/cursor.ts';
import type { CursorMove, CursorReach, PollCommit, VersionSeen } from '../../../src/store/poll-commit.ts';
import type { LockedPoll } from '../../../src/store/received-polls.ts';
import type { KnownVersion } from '../../../src/store/versions-seen.ts';
import type { LockedStore } from '../../../src/store/poll-lock.ts';
import { aClaimedPoll } from '../../kit/claimed-poll.ts';
import type { ChaosStore, PollToChaos, StoredEvent } from './chaos-store.ts';

interface State {
  fence: number;
  leaseUntil: number | undefined;
  consecutiveFailures: number;
  consecutiveThrottles: number;
  latestBucket: number | null;
  changesPerHour: number | undefined;
  definition: PollToChaos['definition'];
  cursors: Map<string, Cursor>;
  versions: Map<string, VersionSeen>;
  events: Map<string, StoredEvent>;
}

/** What the database does, for thousands of histories; that both do the same is tested. */
export function createMemoryStore(poll: PollToChaos): ChaosStore {
  const state: State = {
    fence: 0,
    leaseUntil: undefined,
    consecutiveFailures: 0,
    consecutiveThrottles: 0,
    latestBucket: null,
    changesPerHour: undefined,
    definition: poll.definition,
    cursors: new Map(),
    versions: new Map(),
    events: new Map(),
  };
  const known = (cursorId: number, recordId: string) => toKnown(state.versions.get(keyOf({ cursorId, recordId })));
  const store: ChaosStore = {
    claim: (now, leaseUntil) => {
      if (state.leaseUntil !== undefined && state.leaseUntil > now) return Promise.resolve(undefined);
      state.fence++;
      state.leaseUntil = leaseUntil;
      return Promise.resolve(claimed(state, poll));
    },
    saveDefinition: (definition) => {
      Object.assign(state, { definition, fence: state.fence + 1, leaseUntil: undefined, consecutiveFailures: 0 });
      return Promise.resolve();
    },
    ensureCursor: (_poll, scope) => {
      const cursor = state.cursors.get(scope) ?? newCursor(state.cursors.size + 1, scope);
      state.cursors.set(scope, cursor);
      return Promise.resolve({ ...cursor });
    },
    versionsSeen: (cursorId, recordIds) =>
      Promise.resolve(
        new Map(
          recordIds.flatMap((recordId) => {
            const seen = known(cursorId, recordId);
            return seen ? [[recordId, seen]] : [];
          }),
        ),
      ),
    commitChanges: (commit) => {
      if (commit.fence !== state.fence) return Promise.reject(new Fault('poll.superseded', 'taken over'));
      write(state, commit);
      return Promise.resolve();
    },
    // Whoever has it does not wait for anything but the store itself, so that nobody else comes between.
    underPollLock: ({ fence }, work) => {
      if (fence !== state.fence) return Promise.reject(new Fault('poll.superseded', 'taken over'));
      return work(lockedStore(store, state));
    },
    receive: (judge) => {
      const cursor = state.cursors.get('') ?? newCursor(state.cursors.size + 1, '');
      state.cursors.set('', cursor);
      tell(state, judge(lockedPoll(state, poll), { ...cursor }, known));
    },
    read: () =>
      Promise.resolve({
        events: [...state.events.values()],
        cursors: [...state.cursors.values()],
        versions: [...state.versions.values()],
      }),
  };
  return store;
}

/** Histories have no sweeps, which use the rest. */
const lockedStore = (store: ChaosStore, { events }: State): LockedStore => ({
  ...({} as LockedStore),
  versionsSeen: (cursorId, recordIds) => store.versionsSeen(cursorId, recordIds),
  commitChanges: (commit) => store.commitChanges(commit),
  toldEvents: (eventIds) => Promise.resolve(new Set(eventIds.filter((id) => events.has(id)))),
});

const toKnown = (seen: VersionSeen | undefined): KnownVersion | undefined =>
  seen && {
    version: seen.version,
    revision: seen.revision,
    ...(seen.date !== undefined && { date: seen.date }),
    ...(seen.fields && { fields: seen.fields }),
    ...(seen.record !== undefined && { record: seen.record }),
  };

const lockedPoll = (state: State, poll: PollToChaos): LockedPoll => {
  const { id, instance, ...rest } = claimed(state, poll);
  const { definition, start, initialBefore, silentInitial, sweeps, learnedSettleSeconds, cursors } = rest;
  const from = { start, initialBefore, silentInitial };
  return { id, instanceId: instance.id, definition, ...from, sweeps, learnedSettleSeconds, cursors };
};

const keyOf = ({ cursorId, recordId }: Pick<VersionSeen, 'cursorId' | 'recordId'>) => `${cursorId}\n${recordId}`;

const claimed = (state: State, poll: PollToChaos): ClaimedPoll =>
  aClaimedPoll({
    definition: state.definition,
    intervalMs: poll.intervalMs,
    start: poll.start,
    initialBefore: poll.initialBefore,
    fence: state.fence,
    received: poll.received ?? false,
    consecutiveFailures: state.consecutiveFailures,
    consecutiveThrottles: state.consecutiveThrottles,
    overdueSince: undefined,
    learnedSettleSeconds: settleFor(state.latestBucket),
    changesPerHour: state.changesPerHour,
    cursors: [...state.cursors.values()].map((cursor) => ({ ...cursor })),
  });

function write(state: State, commit: PollCommit): void {
  tell(state, commit);
  for (const { bucket } of commit.lateness ?? []) state.latestBucket = Math.max(state.latestBucket ?? 0, bucket);
  for (const move of commit.cursors) moveCursor(state, move);
  settle(state, commit);
}

function tell(state: State, { versions, notifications }: Pick<PollCommit, 'versions' | 'notifications'>): void {
  for (const version of versions) state.versions.set(keyOf(version), version);
  for (const { initial, events } of notifications)
    for (const event of events)
      if (!state.events.has(event.eventId)) state.events.set(event.eventId, { ...event, initial });
}

function settle(state: State, { leaseUntil, settle: settlement }: PollCommit): void {
  state.leaseUntil = settlement ? undefined : leaseUntil;
  if (!settlement) return;
  const { outcome, changesPerHour } = settlement;
  if (outcome === 'completed') state.consecutiveFailures = 0;
  else if (outcome === 'failed') state.consecutiveFailures++;
  if (outcome === 'throttled') state.consecutiveThrottles++;
  else if (outcome !== 'interrupted') state.consecutiveThrottles = 0;
  state.changesPerHour = changesPerHour ?? state.changesPerHour;
}

function moveCursor(state: State, move: CursorMove): void {
  const cursor = [...state.cursors.values()].find(({ id }) => id === move.cursorId);
  if (!cursor) return;
  const { reached, clockSkew } = move;
  if (reached) reach(cursor, reached);
  cursor.clockSkew = clockSkew ?? cursor.clockSkew;
  cursor.leastClockSkew = least(cursor.leastClockSkew, clockSkew);
  cursor.baselineComplete ||= move.baseline === true;
  cursor.newestSeen = greatest(cursor.newestSeen, move.newestSeen);
  for (const key of ['scan', 'feed', 'validator'] as const) {
    const value = move[key];
    if (value !== undefined) cursor[key] = asStored(value);
  }
  cursor.bases = move.bases ?? cursor.bases;
  if (reached?.forgetBefore !== undefined) forget(state, cursor.id, reached.forgetBefore);
}

function reach(cursor: Cursor, { watermark, scannedAt, completeUpTo }: CursorReach): void {
  cursor.watermark = greatest(cursor.watermark, watermark);
  cursor.scannedAt = scannedAt;
  cursor.completeUpTo = greatest(cursor.completeUpTo, completeUpTo);
  if (completeUpTo !== undefined) cursor.settledAt = greatest(cursor.settledAt, watermark);
}

/** A record that came back, or has lost its date once, is remembered for good. */
function forget(state: State, cursorId: number, before: number): void {
  for (const [key, version] of state.versions) {
    const { date, revision } = version;
    if (version.cursorId === cursorId && date !== undefined && date < before && revision === 0)
      state.versions.delete(key);
  }
}

/** JSON that went into a column and out again. */
const asStored = (value: object | null): object | undefined =>
  value === null ? undefined : (JSON.parse(JSON.stringify(value)) as object);

const greatest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
