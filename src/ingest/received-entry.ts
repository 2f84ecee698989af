import type { Connector } from '../model/connector.ts';
import type { ClaimedWebhook } from '../store/claim-received.ts';
import type { ReadItems } from './read-webhook.ts';
import type { ReceivedBatchEntry, ReceivedOutcome, ReceivedSignal, ToldCounts } from './received-batch.ts';
import type { Resolved } from './resolve-change.ts';
import type { WatchingPoll } from './watched-resource.ts';

/** What an item has become. `signal`: it asked for a poll. */
export type Resolution = Resolved | { kind: 'signal'; poll: WatchingPoll; delaySeconds: number };

export interface EntryParts {
  webhook: ClaimedWebhook;
  connector: Connector;
  read: ReadItems;
  /** Of each item, in their order. */
  resolutions: readonly Resolution[];
  /** Epoch milliseconds. */
  now: number;
}

/** A webhook with what its items have become. */
export function entryOf({ webhook, connector, read, resolutions, now }: EntryParts): ReceivedBatchEntry {
  const sinceMs = Math.max(0, now - webhook.receivedAt);
  const left = (delaySeconds: number) => Math.max(0, delaySeconds - sinceMs / 1_000);
  const wanted = resolutions.flatMap((one): ReceivedSignal[] => {
    if (one.kind !== 'signal' && one.kind !== 'poll') return [];
    const { id: pollId, definition } = one.poll;
    return [
      { pollId, resource: definition.resource, delaySeconds: one.kind === 'signal' ? left(one.delaySeconds) : 0 },
    ];
  });
  return {
    webhook,
    connector,
    items: resolutions.flatMap((one) => (one.kind === 'change' ? [one.change] : [])),
    signals: soonest(wanted),
    outcome: outcomeOf(read, resolutions),
  };
}

/** One for each poll. */
function soonest(signals: readonly ReceivedSignal[]): ReceivedSignal[] {
  const byPoll = Map.groupBy(signals, ({ pollId }) => pollId);
  return [...byPoll.values()].map((alike) =>
    alike.reduce((one, other) => (other.delaySeconds < one.delaySeconds ? other : one)),
  );
}

const mostRemarks = 20;

const nothingTold: ToldCounts = { told: 0, created: 0, updated: 0, deleted: 0, other: 0 };

/** How many items became what, and why; changes are counted when they are judged. */
export function outcomeOf(read: ReadItems, resolutions: readonly Resolution[]): ReceivedOutcome {
  const count = (...kinds: Resolution['kind'][]) => resolutions.filter(({ kind }) => kinds.includes(kind)).length;
  const whys = resolutions.flatMap((one) => ('why' in one ? [one.why] : []));
  const { items, ignored, refused, remarks, log } = read;
  return {
    items: items.length + ignored.length + refused.length,
    ...nothingTold,
    polls: count('signal', 'poll'),
    ignored: ignored.length + count('ignored'),
    refused: refused.length + count('refused'),
    remarks: [...refused, ...remarks, ...whys, ...ignored].slice(0, mostRemarks),
    ...(log.length > 0 && { log: log.slice(0, mostRemarks) }),
  };
}
