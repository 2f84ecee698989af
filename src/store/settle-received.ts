import { sql } from 'kysely';
import type { NoticeKind } from '../model/notice.ts';
import type { ReceivedClaim } from './claim-received.ts';
import { bigints } from './columns.ts';
import type { Db } from './database.ts';
import { storableJson, storableText } from './storable.ts';
import { wantPolls } from './want-polls.ts';

/** A webhook that is worked on again later. Times are epoch milliseconds. */
export interface DeferredWebhook extends ReceivedClaim {
  now: number;
  nextAttemptAt: number;
  /** Why, where something went wrong: then it counts as an attempt. Undefined: it is only not yet time. */
  fault: { code: string; message: string } | undefined;
  /** Polls that look meanwhile at what it may have been about; empty: none. */
  polls: number[];
}

/** Gives a claim back. Polls are told by a statement of their own, so that no row of theirs is waited for with a webhook locked. */
export async function deferReceived(db: Db, deferred: DeferredWebhook): Promise<void> {
  const { id, fence, now, nextAttemptAt, fault, polls } = deferred;
  const wanted = polls.map((pollId) => ({ pollId, at: now }));
  await wantPolls(db, wanted);
  await sql`
    update received_webhooks
    set lease_until_ms = null, next_attempt_at_ms = ${nextAttemptAt}, attempts = attempts + ${fault ? 1 : 0},
      fault = ${fault ? storableJson(fault) : null}::jsonb
    where id = ${id} and fence = ${fence} and status = 'waiting'`.execute(db);
}

/** A webhook that cannot be used. Times are epoch milliseconds. */
export interface FailedWebhook extends ReceivedClaim {
  instanceId: number;
  now: number;
  fault: { code: string; message: string };
  /** For people; undefined: nothing is known. */
  outcome: object | undefined;
}

/** Within this time a notice stands for all webhooks of the instance that fail. */
const burstMs = 3_600_000;

/** Puts a webhook aside until somebody asks for it again; the first of many that fail is told by a notice. */
export async function failReceived(db: Db, failed: FailedWebhook): Promise<void> {
  const { id, fence, instanceId, now, fault, outcome } = failed;
  const kind: NoticeKind = 'webhook.failed';
  const message = storableText(`Webhook ${id}: ${fault.message}`);
  await sql`
    with failed as (
      update received_webhooks
      set status = 'failed', lease_until_ms = null, next_attempt_at_ms = null, attempts = attempts + 1,
        finished_at_ms = ${now}, fault = ${storableJson(fault)}::jsonb,
        outcome = ${outcome ? storableJson(outcome) : null}::jsonb
      where id = ${id} and fence = ${fence} and status = 'waiting' returning id)
    insert into notices (instance_id, kind, message, created_at_ms)
    select ${instanceId}, ${kind}, ${message}, ${now} from failed
    where not exists (
      select from notices n
      where n.instance_id = ${instanceId} and n.kind = ${kind} and n.created_at_ms > ${now - burstMs})`.execute(db);
}

/** Gives claims back, as if they had not been taken. */
export async function releaseReceived(db: Db, claims: ReceivedClaim[]): Promise<void> {
  await sql`
    update received_webhooks w set lease_until_ms = null
    from unnest(${bigints(claims, ({ id }) => id)}, ${bigints(claims, ({ fence }) => fence)}) c(id, fence)
    where w.id = c.id and w.fence = c.fence and w.status = 'waiting'`.execute(db);
}
