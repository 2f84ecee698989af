import type { Clock } from '../lib/clock.ts';
import type { RetentionStore } from '../store/retention-store.ts';
import { inBatches, type Pass } from './forget-in-batches.ts';

export interface LeftoverDeps {
  clock: Clock;
  store: Pick<RetentionStore, 'kindsLeft' | 'clearLeftovers'>;
}

/** Rows of one statement; of notifications fewer, as events, deliveries and attempts go with them. */
const rowsAtOnce = { notifications: 200, deliveries: 1_000, versions: 1_000 };

/**
 * Deletes, in small batches, the rows that are left of instances, subscriptions and polls that were deleted; answers how many
 * went, by kind. It ends early when `signal` aborts.
 */
export async function clearLeftovers({ clock, store }: LeftoverDeps, signal: AbortSignal): Promise<Pass['forgotten']> {
  const pass: Pass = { clock, signal, forgotten: {} };
  for (const kind of await store.kindsLeft()) {
    const batch = { kind, limit: rowsAtOnce[kind] };
    await inBatches(pass, { what: kind, full: 1 }, () => store.clearLeftovers(batch));
  }
  return pass.forgotten;
}
