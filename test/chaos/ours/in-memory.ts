import type { Poller, World } from '../history/poller.ts';
import type { ChaosStore } from '../store/chaos-store.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { ourPoller, type OurOptions } from './our-poller.ts';
import { pollOf } from './poll-of.ts';

export interface InMemoryOptions extends Omit<OurOptions, 'createStore'> {
  /** Takes a rule away from the store. */
  weakenStore?: (store: ChaosStore) => ChaosStore;
  /** Webhooks tell of the resource, too. */
  received?: boolean;
}

/** The engine on a store in memory. */
export const oursInMemory = ({ weakenStore, received = false, ...options }: InMemoryOptions = {}): ((
  world: World,
) => Promise<Poller>) =>
  ourPoller({
    ...options,
    createStore: (world) => {
      const store = createMemoryStore({ ...pollOf(world), received });
      return Promise.resolve(weakenStore ? weakenStore(store) : store);
    },
  });
