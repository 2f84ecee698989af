import type { Collection, Written } from '../world/collection.ts';
import type { Profile } from '../world/profile.ts';
import type { History, Mishap } from './step.ts';
import type { Timeline } from './timeline.ts';

/** The surroundings of a poller: a provider, and time. */
export interface World {
  history: History;
  profile: Profile;
  collection: Collection;
  timeline: Timeline;
}

/** One poll that is to be made. */
export interface PollStep {
  seed: number;
  mishap: Mishap | undefined;
  /** The provider makes no faults any more. */
  calm: boolean;
}

/** A webhook that arrives. */
export interface Arrival {
  written: Written;
  /** When it happened, by the provider's clock, if the webhook of a deletion says so. */
  deletedAt: number | undefined;
  fetched: boolean;
  partial: boolean;
  seed: number;
}

/** A rule of polling, put to a test. */
export interface Poller {
  /** Polls; rejects only when something is broken. Answers when the poll has ended, undefined when it could not begin. */
  poll(step: PollStep): Promise<PollEnd | undefined>;
  /** Absent: it takes no webhooks. */
  receive?(arrival: Arrival): Promise<void>;
  edit(pollDelaySeconds: number): Promise<void>;
  /** What it has told so far. */
  told(): Promise<Told[]>;
  /** Requests made, and what an undisturbed reading of the same lists takes. */
  requests(): { requests: number; leastRequests: number };
}

export interface PollEnd {
  completed: boolean;
  /** The provider's dates up to which it says that nothing is missing; undefined: it says nothing. */
  completeUpTo: number | undefined;
  /** When the reading that this poll completed began, by our clock, if that was an earlier poll. */
  scanBegunAt: number | undefined;
}

/** One event, as a consumer gets it. */
export interface Told {
  recordId: string;
  /** Undefined: it does not tell. */
  type: string | undefined;
  initial: boolean;
  record: Readonly<Record<string, unknown>>;
}
