import { sql, type Selectable } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { Instance } from '../model/instance.ts';
import type { RegistrationState } from '../model/webhook-registration.ts';
import type { Db } from './database.ts';
import { openInstance } from './instance-row.ts';
import { openReadable, type Unreadable } from './open-readable.ts';
import { openStanding, type Standing } from './registrations-captured.ts';
import { registrationsHeld } from './registrations-held.ts';
import type { WebhookRegistrationsTable } from './tables/webhooks.ts';

/** A registration whose next step this process may take, alone, until its lease runs out. */
export interface ClaimedRegistration {
  id: number;
  fence: number;
  /** Of what is wanted of it. */
  revision: number;
  name: string;
  each: string;
  baseUrl: string | undefined;
  state: RegistrationState;
  /** Undefined: nothing of ours stands at the provider. */
  standing: Standing | undefined;
  instance: Instance;
}

export interface RegistrationsDue {
  /** Epoch milliseconds. */
  now: number;
  leaseUntil: number;
  limit: number;
  /** Only those of this instance. */
  instanceId?: number;
  /** Told of an instance whose sealed values do not open. Absent: it is thrown. */
  unreadable?: Unreadable;
}

interface Reading {
  db: Db;
  sealer: Sealer;
}

/** Claims what is due, the longest due first. Of a disabled instance only what is to be taken back is. */
export async function claimRegistrations(
  { db, sealer }: Reading,
  { now, leaseUntil, limit, instanceId, unreadable }: RegistrationsDue,
): Promise<ClaimedRegistration[]> {
  const ofInstance = instanceId === undefined ? sql`` : sql`and r.instance_id = ${instanceId}`;
  const { rows } = await sql<Row>`
    with due as (
      select r.id from webhook_registrations r join instances i on i.id = r.instance_id
      where r.next_step_at_ms <= ${now} and (r.lease_until_ms is null or r.lease_until_ms <= ${now}) ${ofInstance}
        and (not i.disabled or r.status = 'unwanted')
      order by r.next_step_at_ms limit ${limit} for update of r skip locked)
    update webhook_registrations r set lease_until_ms = ${leaseUntil}, fence = r.fence + 1
    from due where r.id = due.id returning r.*`.execute(db);
  return withInstances({ db, sealer }, rows, unreadable);
}

/**
 * All of an instance that is about to be deleted, also those that somebody is at work on. Should the instance stay, as its
 * deletion fails or nobody is left to delete it, what was wanted is asked for anew when the lease has run out.
 */
export async function claimForRemoval(
  { db, sealer }: Reading,
  { instanceId, now, leaseUntil }: { instanceId: number; now: number; leaseUntil: number },
): Promise<ClaimedRegistration[]> {
  const { rows } = await sql<Row>`
    with held as (${registrationsHeld(instanceId)})
    update webhook_registrations r set
      status = case r.status when 'unwanted' then 'unwanted' else 'wanted' end, next_step_at_ms = ${now},
      lease_until_ms = ${leaseUntil}, fence = r.fence + 1, revision = r.revision + 1
    from held where r.id = held.id returning r.*`.execute(db);
  return withInstances({ db, sealer }, rows, undefined);
}

type Row = Selectable<WebhookRegistrationsTable>;

async function withInstances(
  { db, sealer }: Reading,
  rows: readonly Row[],
  unreadable: Unreadable | undefined,
): Promise<ClaimedRegistration[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.instance_id))];
  const found = await db.selectFrom('instances').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(found.map((instance) => [instance.id, instance]));
  const open = (row: Row): ClaimedRegistration | undefined => {
    const instance = byId.get(row.instance_id);
    return instance && toClaimed(sealer, row, openInstance(sealer, instance));
  };
  const report = unreadable && ((row: Row, error: unknown) => unreadable({ instanceId: row.instance_id }, error));
  return openReadable(rows, open, report).filter((claimed) => claimed !== undefined);
}

function toClaimed(sealer: Sealer, row: Row, instance: Instance): ClaimedRegistration {
  const { id, fence, revision, name, each, captured_sealed: sealed } = row;
  const owner = { instanceId: row.instance_id, name, each };
  return {
    id,
    fence,
    revision,
    name,
    each,
    baseUrl: row.base_url ?? undefined,
    state: {
      status: row.status,
      attempts: row.attempts,
      stands: sealed !== null,
      renewAt: row.renew_at_ms ?? undefined,
      checkAt: row.check_at_ms ?? undefined,
      expiresAt: row.expires_at_ms ?? undefined,
      nextStepAt: row.next_step_at_ms ?? undefined,
    },
    standing: sealed === null ? undefined : openStanding(sealer, owner, sealed),
    instance,
  };
}
