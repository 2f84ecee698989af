import type { ChaosStore } from '../store/chaos-store.ts';
import type { Revert } from './revert.ts';

/** Whoever writes is believed to hold the claim. */
function withoutFencing(store: ChaosStore): ChaosStore {
  let fence = 0;
  return {
    ...store,
    claim: async (now, leaseUntil) => {
      const claimed = await store.claim(now, leaseUntil);
      fence = claimed?.fence ?? fence;
      return claimed;
    },
    saveDefinition: async (definition, now) => {
      await store.saveDefinition(definition, now);
      fence++;
    },
    commitChanges: (commit) => store.commitChanges({ ...commit, fence }),
  };
}

/** Each event has an id of its own. */
function withoutUniqueIds(store: ChaosStore): ChaosStore {
  let count = 0;
  return {
    ...store,
    commitChanges: (commit) =>
      store.commitChanges({
        ...commit,
        notifications: commit.notifications.map((notification) => ({
          ...notification,
          events: notification.events.map((event) => ({ ...event, eventId: `${event.eventId} ${++count}` })),
        })),
      }),
  };
}

const withoutStart = (store: ChaosStore): ChaosStore => ({
  ...store,
  claim: async (now, leaseUntil) => {
    const claimed = await store.claim(now, leaseUntil);
    return claimed && { ...claimed, start: 0, initialBefore: 0 };
  },
});

/** Rules that the store keeps. */
export const storeWithout: Revert[] = [
  {
    rule: 'who lost the claim writes nothing',
    without: 'no fencing number',
    expected: 'duplicated',
    where: ({ steps }) => steps.some((step) => step.kind === 'poll' && step.mishap?.kind === 'stall'),
    variant: { weakenStore: withoutFencing },
  },
  {
    rule: 'an event id is stored once',
    without: 'ids by number',
    expected: 'duplicated',
    variant: { weakenStore: withoutUniqueIds },
  },
  {
    rule: 'what is older than the instance is not told as new',
    without: 'no start',
    expected: 'wrong',
    where: ({ profile }) => profile.definition.start === 'now',
    variant: { weakenStore: withoutStart },
  },
];
