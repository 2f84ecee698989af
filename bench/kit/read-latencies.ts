import { join } from 'node:path';
import { systemClock } from '../../src/lib/clock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startCluster } from '../../src/store/embedded/cluster.ts';
import type { Arrival } from './start-endpoints.ts';

/** A notification that arrived; only the first arrival counts. */
export interface Latency {
  endpoint: number;
  /** `notifications.created_at_ms`: just before the commit was begun. Epoch milliseconds. */
  createdAt: number;
  /** From there to the whole request at its endpoint. */
  milliseconds: number;
  /** From there to the beginning of the attempt. */
  untilBegunMs: number;
}

/** Looks up when each of these was committed, in the embedded database of a server that is running. */
export async function readLatencies(directory: string, arrivals: Arrival[]): Promise<Latency[]> {
  const cluster = await startCluster({ clock: systemClock, directory: join(directory, 'postgres') });
  const db = openDatabase({ connectionString: cluster.url('postgres'), poolSize: 1, onConnectionError: () => {} });
  const rows = await db
    .selectFrom('notifications as n')
    .innerJoin('delivery_attempts as a', 'a.notification_id', 'n.id')
    .where('a.attempt', '=', 1)
    .select(['n.id', 'n.created_at_ms', 'a.started_at_ms'])
    .execute();
  await db.destroy();
  const known = new Map(rows.map((row) => [row.id, row]));
  return arrivals.flatMap(({ endpoint, notificationId, at }) => {
    const row = known.get(notificationId);
    known.delete(notificationId);
    if (!row) return [];
    const [createdAt, begunAt] = [row.created_at_ms, row.started_at_ms];
    return [{ endpoint, createdAt, milliseconds: at - createdAt, untilBegunMs: begunAt - createdAt }];
  });
}

/** The value that `percent` of them do not exceed; NaN of none. */
export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
