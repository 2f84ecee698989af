import type { PollDefinition } from '../../../src/model/poll-definition.ts';
import type { PollDeps } from '../../../src/poll/run-poll.ts';
import type { ClaimedPoll } from '../../../src/store/claim-polls.ts';
import type { Cursor } from '../../../src/store/cursor.ts';
import type { NewEvent } from '../../../src/store/poll-commit.ts';

/** One poll of one instance, in a store: what a history needs of it. */
export interface ChaosStore extends Pick<PollDeps, 'ensureCursor' | 'versionsSeen' | 'commitChanges'> {
  /** Undefined while another poller holds it. */
  claim(now: number, leaseUntil: number): Promise<ClaimedPoll | undefined>;
  /** As an edit of the configuration does. */
  saveDefinition(definition: PollDefinition, now: number): Promise<void>;
  read(): Promise<StoreContents>;
}

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
}
