import { sql } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import type { Db } from './database.ts';

const lockKey = 7_204_413;

/** A killed predecessor's connection is gone within a moment. */
const patienceMs = 5_000;
const pauseMs = 100;

export interface SoleUse {
  release(): Promise<void>;
}

/** Makes sure that no other process uses this database. For the embedded one only: a shared one has several workers. */
export async function takeSoleUse(db: Db, clock: Clock): Promise<SoleUse> {
  const held = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  const session = db.connection().execute(async (connection) => {
    const deadline = clock.now() + patienceMs;
    while (!(await tryLock(connection))) {
      if (clock.now() > deadline)
        throw new Error('Another Tidings is running on this data directory. Stop it, or set TIDINGS_DATA_DIR.');
      await clock.sleep(pauseMs);
    }
    taken.resolve();
    await held.promise;
    await sql`select pg_advisory_unlock(${lockKey})`.execute(connection);
  });
  await Promise.race([taken.promise, session]);
  return {
    release: () => {
      held.resolve();
      return session;
    },
  };
}

/**
 * Gives back what a killed predecessor had claimed, so that its work goes on at once. Only under sole use: several workers
 * wait for each other's leases to end.
 */
export async function freeClaims(db: Db): Promise<void> {
  await db.updateTable('polls').set({ lease_until_ms: null }).where('lease_until_ms', 'is not', null).execute();
  await db
    .updateTable('subscriptions')
    .set({ lease_until_ms: null, next_due_at_ms: sql<number | null>`case when next_due_at_ms is not null then 0 end` })
    .where('lease_until_ms', 'is not', null)
    .execute();
}

async function tryLock(db: Db): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_lock(${lockKey}) locked`.execute(db);
  return rows[0]?.locked ?? false;
}
