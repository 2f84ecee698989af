import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Instance } from '../model/instance.ts';
import type { NoticeKind } from '../model/notice.ts';
import type { WebhookPulse } from '../model/webhook-pulse.ts';
import type { Db } from './database.ts';
import { openInstance } from './instance-row.ts';
import { openReadable, type Unreadable } from './open-readable.ts';
import { registrationsHeld } from './registrations-held.ts';
import { wantPollsOfInstance } from './want-polls-of-instance.ts';

export interface QuietInstance {
  instance: Instance;
  pulse: WebhookPulse;
}

/** Instances that have been quiet for too long and are to be looked at. It claims nothing: see tellQuiet. */
export async function findQuiet(
  { db, sealer }: { db: Db; sealer: Sealer },
  { now, limit, unreadable }: { now: number; limit: number; unreadable: Unreadable },
): Promise<QuietInstance[]> {
  const rows = await db
    .selectFrom('webhook_pulse')
    .innerJoin('instances', 'instances.id', 'webhook_pulse.instance_id')
    .selectAll()
    .where('quiet_at_ms', '<=', now)
    .orderBy('quiet_at_ms')
    .limit(limit)
    .execute();
  const open = ({ received, last_received_at_ms, mean_pause_ms, quiet_at_ms, ...row }: (typeof rows)[number]) => ({
    instance: openInstance(sealer, row),
    pulse: {
      received,
      lastReceivedAt: last_received_at_ms ?? undefined,
      meanPauseMs: mean_pause_ms ?? undefined,
      quietAt: quiet_at_ms ?? undefined,
    },
  });
  const closed: number[] = [];
  const quiet = openReadable(rows, open, (row, error) => {
    closed.push(row.id);
    unreadable({ instanceId: row.id }, error);
  });
  if (closed.length > 0) await lookLater(db, closed, now + unreadableForMs);
  return quiet;
}

/** One that does not open is tried again after this time, so that such ones are not always the first. */
const unreadableForMs = 3_600_000;

const lookLater = (db: Db, instanceIds: number[], at: number) =>
  db.updateTable('webhook_pulse').set({ quiet_at_ms: at }).where('instance_id', 'in', instanceIds).execute();

export interface QuietToTell {
  instanceId: number;
  /** When to look again; undefined: not, as the instance listens no more. */
  nextLookAt: number | undefined;
  /** What the notice says; it is written once for each silence. Undefined: nothing is told or done. */
  message: string | undefined;
  /** The resources that are polled; empty: all. */
  resources: readonly string[];
  now: number;
}

/**
 * Puts the next look off, wants the polls of a quiet instance at once, and asks for a check of its registrations. False: another
 * process was sooner, or it has been heard of meanwhile.
 */
export const tellQuiet = (db: Db, { instanceId, nextLookAt, message, resources, now }: QuietToTell): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    // The polls before the pulse, as whoever takes a webhook in does.
    await sql`select from polls where instance_id = ${instanceId} order by id for no key update`.execute(trx);
    const { numAffectedRows } = await sql`
      update webhook_pulse set quiet_at_ms = ${nextLookAt ?? null}
      where instance_id = ${instanceId} and quiet_at_ms <= ${now}`.execute(trx);
    if (numAffectedRows !== 1n) return false;
    if (message === undefined) return true;
    await wantPollsOfInstance(trx, { instanceId, resources, now });
    await registrationsHeld(instanceId).execute(trx);
    await sql`
      update webhook_registrations set check_at_ms = ${now}, next_step_at_ms = ${now}
      where instance_id = ${instanceId} and status = 'active'`.execute(trx);
    const kind: NoticeKind = 'webhook.quiet';
    await sql`
      insert into notices (instance_id, kind, message, created_at_ms)
      select ${instanceId}, ${kind}, ${message}, ${now} from webhook_pulse p
      where p.instance_id = ${instanceId} and not exists (
        select from notices n
        where n.instance_id = p.instance_id and n.kind = ${kind} and n.created_at_ms > p.last_received_at_ms)`.execute(
      trx,
    );
    return true;
  });
