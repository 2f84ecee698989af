import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { DeliveryKey } from './list-deliveries.ts';

/** One request to a callback URL. What is null was not kept, or there was no answer. */
export interface StoredAttempt {
  id: number;
  attempt: number;
  /** Epoch milliseconds. */
  startedAt: number;
  durationMs: number;
  outcome: string;
  statusCode: number | null;
  detail: string | null;
  url: string | null;
  /** Secret values masked. */
  requestHeaders: Record<string, string> | null;
  responseHeaders: Record<string, string> | null;
  /** The first 16 KB. */
  responseBody: string | null;
}

export interface AttemptSearch extends DeliveryKey {
  /** Only ids above this one. */
  afterId: number;
  limit: number;
}

/** The attempts of a delivery, oldest first, and how many there are on all pages. */
export async function listAttempts(
  db: Db,
  { notificationId, subscriptionId, afterId, limit }: AttemptSearch,
): Promise<{ attempts: StoredAttempt[]; total: number }> {
  const matching = sql`
    from delivery_attempts where subscription_id = ${subscriptionId} and notification_id = ${notificationId}`;
  const [page, count] = await Promise.all([
    sql<StoredAttempt>`
      select id, attempt, started_at_ms "startedAt", duration_ms "durationMs", outcome, status_code "statusCode", detail,
        url, request_headers "requestHeaders", response_headers "responseHeaders", response_body "responseBody"
      ${matching} and id > ${afterId} order by id limit ${limit}`.execute(db),
    sql<{ total: number }>`select count(*) total ${matching}`.execute(db),
  ]);
  return { attempts: page.rows, total: count.rows[0]?.total ?? 0 };
}
