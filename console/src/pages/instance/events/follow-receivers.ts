import type { components } from '../../../api/openapi-types.ts';

type Receiver = Pick<
  components['schemas']['Receiver'],
  'subscriptionId' | 'state' | 'outstanding' | 'oldestOutstandingDate'
>;

/** What is known of a receiver that had, or has, more outstanding than usual. */
export interface Followed {
  phase: 'troubled' | 'catching-up' | 'caught-up';
  /** The most that waited for it at once. */
  most: number;
}

/** By the id of the subscription; the others are well. */
export type FollowedReceivers = ReadonlyMap<number, Followed>;

/** What waits longer than this, at a receiver that is well, was not made just now. */
const usualMs = 60_000;

/** What is known after the receivers were looked at once more. `now`: epoch milliseconds. */
export function followReceivers(
  before: FollowedReceivers,
  receivers: readonly Receiver[],
  now: number,
): FollowedReceivers {
  return new Map(
    receivers.flatMap((receiver): [number, Followed][] => {
      const next = follow(before.get(receiver.subscriptionId), receiver, now);
      return next ? [[receiver.subscriptionId, next]] : [];
    }),
  );
}

function follow(
  before: Followed | undefined,
  { state, outstanding, oldestOutstandingDate }: Receiver,
  now: number,
): Followed | undefined {
  const wasBehind = before !== undefined && before.phase !== 'caught-up';
  const most = Math.max(wasBehind ? before.most : 0, outstanding);
  if (state === 'off' || state === 'failing') return { phase: 'troubled', most };
  const isOld = oldestOutstandingDate !== null && now - Date.parse(oldestOutstandingDate) > usualMs;
  if (outstanding > 0 && (wasBehind || isOld)) return { phase: 'catching-up', most };
  // What is made while it is well again is no part of what it had to catch up with.
  return before && state === 'ok' && before.most > 0 ? { phase: 'caught-up', most: before.most } : undefined;
}
