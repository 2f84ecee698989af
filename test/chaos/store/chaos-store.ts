import type { PollDefinition } from '../../../src/model/poll-definition.ts';
import type { PollDeps } from '../../../src/poll/run-poll.ts';
import type { ClaimedPoll } from '../../../src/store/claim-polls.ts';
import type { Cursor } from '../../../src/store/cursor.ts';
import type { NewEvent, PollCommit } from '../../../src/store/poll-commit.ts';
import type { LockedPoll } from '../../../src/store/received-polls.ts';
import type { KnownVersion } from '../../../src/store/versions-seen.ts';

/** One poll of one instance, in a store: what a history needs of it. */
export interface ChaosStore extends Pick<
  PollDeps,
  'ensureCursor' | 'versionsSeen' | 'commitChanges' | 'underPollLock'
> {
  /** Undefined while another poller holds it. */
  claim(now: number, leaseUntil: number): Promise<ClaimedPoll | undefined>;
  /** As an edit of the configuration does. */
  saveDefinition(definition: PollDefinition, now: number): Promise<void>;
  read(): Promise<StoreContents>;
  /** Judges a webhook and writes what that gives, while no poll judges anything. Absent: it takes no webhooks. */
  receive?(judge: JudgeWebhook): void;
}

/** `known` is what is remembered of a record under a cursor. */
export type JudgeWebhook = (
  poll: LockedPoll,
  cursor: Cursor,
  known: (cursorId: number, recordId: string) => KnownVersion | undefined,
) => Pick<PollCommit, 'versions' | 'notifications'>;

export interface StoreContents {
  /** In the order in which they are told. */
  events: StoredEvent[];
  cursors: Cursor[];
  versions: { recordId: string; version: string; revision: number }[];
}

export interface StoredEvent extends NewEvent {
  initial: boolean;
}

export interface PollToChaos {
  definition: PollDefinition;
  /** Microseconds by our clock. */
  start: number;
  initialBefore: number;
  intervalMs: number;
  /** Webhooks tell of the resource, too. Default false. */
  received?: boolean;
}
