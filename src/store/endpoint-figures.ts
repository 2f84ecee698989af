import { sql } from 'kysely';
import type { Db } from './database.ts';

/** How one host answered lately, over all subscriptions of the organisation that are sent to it. */
export interface EndpointFigures {
  host: string;
  subscriptions: number;
  attempts: number;
  failed: number;
  /** Milliseconds within which half, and 95 of 100, of the attempts were over. */
  p50Ms: number;
  p95Ms: number;
  /** Epoch milliseconds. */
  lastAttemptAt: number;
  /** What came of the last one that failed, in words of ours; null: none did. */
  lastFailure: string | null;
}

export interface EndpointFiguresWanted {
  organizationId: number;
  /** Epoch milliseconds: only attempts that began after it. */
  since: number;
  limit: number;
}

/** So many attempts of the server, the newest, are looked at: it bounds what the figures cost. */
export const attemptsLookedAt = 10_000;

/** Without name and password, and without what follows the host. */
const hostOf = sql`lower(substring(s.url from '^[A-Za-z]+://(?:[^/?#]*@)?([^/?#]+)'))`;

/** The slowest hosts first. */
export async function readEndpointFigures(
  db: Db,
  { organizationId, since, limit }: EndpointFiguresWanted,
): Promise<EndpointFigures[]> {
  const { rows } = await sql<EndpointFigures>`
    with recent as (
      select subscription_id, started_at_ms, duration_ms, outcome, status_code, detail from delivery_attempts
      where started_at_ms > ${since} order by started_at_ms desc limit ${attemptsLookedAt})
    select ${hostOf} host, count(distinct s.id) subscriptions, count(*) attempts,
      count(*) filter (where r.outcome <> 'delivered') failed,
      percentile_disc(0.5) within group (order by r.duration_ms) "p50Ms",
      percentile_disc(0.95) within group (order by r.duration_ms) "p95Ms",
      max(r.started_at_ms) "lastAttemptAt",
      (array_agg(case when r.status_code is null then r.detail else 'It answered ' || r.status_code || '.' end
        order by r.started_at_ms desc) filter (where r.outcome <> 'delivered'))[1] "lastFailure"
    from recent r join subscriptions s on s.id = r.subscription_id
    where s.organization_id = ${organizationId} and s.url <> ''
    group by 1 order by "p95Ms" desc, host limit ${limit}`.execute(db);
  return rows;
}
