import { sql } from 'kysely';

/** Columns of `replays r join subscriptions s on s.replay_id = r.id`, named as the members of Replay. */
export const replayColumns = sql`
  r.id, r.instance_id "instanceId", r.status, r.filter, s.url, r.found, r.skipped, s.pending, s.given_up "givenUp", r.fault,
  r.created_at_ms "createdAt", r.started_at_ms "startedAt", r.finished_at_ms "finishedAt"`;
