import { sql } from 'kysely';

/** Columns of `replays r join subscriptions s on s.replay_id = r.id`, named as the members of Replay. */
export const replayColumns = sql`
  r.id, r.instance_id "instanceId", r.status, r.filter, s.url, r.found, r.skipped, s.pending, s.given_up "givenUp", r.fault,
  r.created_at_ms "createdAt", r.started_at_ms "startedAt", r.finished_at_ms "finishedAt",
  case when s.pending > 0 then (
    select case when outcome <> 'delivered' then
      json_build_object('at', started_at_ms, 'statusCode', status_code, 'detail', detail) end
    from delivery_attempts where subscription_id = s.id order by started_at_ms desc, id desc limit 1) end "lastFailure"`;
