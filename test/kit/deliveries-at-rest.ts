import { until, type Flow } from './flow.ts';

/** Nothing is being sent, and the next attempt lies ahead, or there is none: the clock may jump. */
export async function isAtRest({ db, clock }: Pick<Flow, 'db' | 'clock'>): Promise<boolean> {
  const rows = await db
    .selectFrom('subscriptions')
    .select(['next_due_at_ms', 'lease_until_ms'])
    .where('pending', '>', 0)
    .where('active', '=', true)
    .execute();
  return rows.every((row) => row.lease_until_ms === null && (row.next_due_at_ms ?? 0) > clock.now());
}

export const untilAtRest = (flow: Pick<Flow, 'db' | 'clock'>): Promise<void> => until(() => isAtRest(flow));
