import { clearLeftovers } from '../../src/runner/clear-leftovers.ts';
import type { Db } from '../../src/store/database.ts';
import { createRetentionStore } from '../../src/store/retention-store.ts';

/** Deletes, as the server does every few seconds, all rows that are left of what was deleted. */
export const clearAllLeftovers = (db: Db) =>
  clearLeftovers(
    { clock: { now: () => 0, sleep: () => Promise.resolve() }, store: createRetentionStore(db) },
    new AbortController().signal,
  );
