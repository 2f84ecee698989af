import type { Connector } from '../model/connector.ts';
import type { ReceivedChange } from '../model/received-item.ts';
import type { ClaimedWebhook } from '../store/claim-received.ts';

/** What one received webhook has become, ready to be judged and written. */
export interface ReceivedBatchEntry {
  webhook: ClaimedWebhook;
  connector: Connector;
  /** In the order in which the webhook says them. */
  items: ResolvedChange[];
  /** At most one for each poll of the instance. */
  signals: ReceivedSignal[];
  outcome: ReceivedOutcome;
}

/** A change that is to be told, or judged where a poll knows the resource: what had to be fetched is fetched. */
export interface ResolvedChange extends Omit<ReceivedChange, 'then' | 'delaySeconds'> {
  /** Which item of the webhook it is, from 0: the same whenever the webhook is worked on. */
  index: number;
  /** The record was read from the provider now; false: it is the webhook's own, if there is any. */
  fetched: boolean;
  /** The poll that watches the resource as well; undefined: the resource has none, and the change is told as it is. */
  watched: { pollId: number; scope: string } | undefined;
}

/** A poll is wanted `delaySeconds` from now. */
export interface ReceivedSignal {
  pollId: number;
  resource: string;
  delaySeconds: number;
}

/** How many items of a webhook were told, as what. `other`: as a word of a hook or a rule. */
export type ToldCounts = Record<'told' | 'created' | 'updated' | 'deleted' | 'other', number>;

/** Kept with the webhook for people: how many of its items became what. Once it is judged every item is counted once. */
export interface ReceivedOutcome extends ToldCounts {
  items: number;
  /** Items that were left to a poll, which was asked for. */
  polls: number;
  ignored: number;
  /** Items that cannot be used. */
  refused: number;
  /** Why items were ignored or refused, or only asked for a poll; at most 20. */
  remarks: string[];
  /** What the event hook has written; at most 20 lines. */
  log?: string[];
}
