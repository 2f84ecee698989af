import { sql } from 'kysely';
import {
  lagQuantiles,
  pollStates,
  subscriptionStates,
  type PollState,
  type QueueFigures,
  type SubscriptionFigures,
  type SubscriptionState,
} from '../model/queue-figures.ts';
import type { Db } from './database.ts';
import { eventsAreOn } from './instance-events.ts';
import { isOf, isOfInstance } from './organization-scope.ts';

/**
 * Counts what waits, in a few statements that read subscriptions, polls and webhooks that wait, and of the deliveries only the first one that is
 * outstanding of each subscription: a backlog of millions makes them no slower. `now` is epoch milliseconds; `organizationId`
 * asks for what is of one organisation.
 */
export async function readQueueFigures(db: Db, now: number, organizationId?: number): Promise<QueueFigures> {
  return {
    subscriptions: await readSubscriptions(db, organizationId),
    ...(await readPolls(db, now, organizationId)),
    webhooks: await readWebhooks(db, organizationId),
  };
}

interface SubscriptionRow {
  state: SubscriptionState;
  count: number;
  outstanding: number;
  oldest: number | null;
}

async function readSubscriptions(db: Db, organizationId: number | undefined): Promise<QueueFigures['subscriptions']> {
  const { rows } = await sql<SubscriptionRow>`
    select case when not s.active then 'inactive' when s.resting then 'resting' else 'active' end state,
      count(*) count, sum(s.pending)::bigint outstanding, min(first.created_at_ms) oldest
    from subscriptions s
    left join lateral (
      select created_at_ms from deliveries
      where s.pending > 0 and subscription_id = s.id and status <> 'delivered'
      order by notification_id limit 1) first on true
    where ${isOf(organizationId, sql`s.organization_id`)}
    group by 1`.execute(db);
  const found = new Map(rows.map(({ state, oldest, ...row }) => [state, { ...row, oldestAt: oldest ?? undefined }]));
  const none: SubscriptionFigures = { count: 0, outstanding: 0, oldestAt: undefined };
  const figures = subscriptionStates.map((state) => [state, found.get(state) ?? none]);
  return Object.fromEntries(figures) as QueueFigures['subscriptions'];
}

interface PollRow {
  state: PollState;
  count: number;
}

interface LagRow {
  never: number;
  lag: number[] | null;
}

/** What lags is measured of polls that run by themselves: one that is off falls behind because somebody wants it to. */
async function readPolls(
  db: Db,
  now: number,
  organizationId: number | undefined,
): Promise<Omit<QueueFigures, 'subscriptions' | 'webhooks'>> {
  const states = await sql<PollRow>`
    select case when lease_until_ms > ${now} then 'running' when next_poll_at_ms <= ${now} then 'due'
      when next_poll_at_ms is not null then 'waiting' when paused_at_ms is not null then 'paused' else 'off' end state,
      count(*) count
    from polls where ${isOfInstance(organizationId)} group by 1`.execute(db);
  const lags = await sql<LagRow>`
    select count(*) filter (where complete_up_to_us is null) never,
      percentile_disc(${[...lagQuantiles]}::float8[])
        within group (order by ${now}::bigint - complete_up_to_us / 1000)::float8[] lag
    from polls where (next_poll_at_ms is not null or lease_until_ms > ${now}) and ${isOfInstance(organizationId)}`.execute(
    db,
  );
  const found = new Map(states.rows.map(({ state, count }) => [state, count]));
  const counted = pollStates.map((state) => [state, found.get(state) ?? 0]);
  const { lag, never } = lags.rows[0] ?? { lag: null, never: 0 };
  return { polls: Object.fromEntries(counted) as QueueFigures['polls'], lagMs: lag ?? [], neverComplete: never };
}

async function readWebhooks(db: Db, organizationId: number | undefined): Promise<QueueFigures['webhooks']> {
  const { rows } = await sql<{ waiting: number; oldest: number | null }>`
    select count(*) waiting, min(w.received_at_ms) oldest
    from received_webhooks w join instances i on i.id = w.instance_id
    where w.status = 'waiting' and not i.disabled and ${eventsAreOn}
      and ${isOf(organizationId, sql`i.organization_id`)}`.execute(db);
  return { waiting: rows[0]?.waiting ?? 0, oldestAt: rows[0]?.oldest ?? undefined };
}
