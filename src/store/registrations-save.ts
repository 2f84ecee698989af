import { sql } from 'kysely';
import { texts } from './columns.ts';
import type { Db } from './database.ts';
import { registrationsHeld } from './registrations-held.ts';

/** What is to be registered at the provider. */
export interface RegistrationToSave {
  /** Of the connector's registrations. */
  name: string;
  /** The value that it stands for; empty where there is one only. */
  each: string;
  /** What is asked for; when it changes it is asked for anew. */
  digest: string;
}

/** The public address that providers are given, without a slash at its end. */
export interface BaseUrl {
  /** Undefined: nobody knows it. */
  url: string | undefined;
  /** False: it is only how this request called us, and counts where no other is known. */
  isSet: boolean;
}

export interface RegistrationsToSave {
  instanceId: number;
  wanted: RegistrationToSave[];
  base: BaseUrl;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Makes the registrations of an instance these, and due: what is new or changed is asked for, what is no longer wanted is taken
 * back, after the step that is under way. To be called in a transaction.
 */
export async function saveRegistrations(db: Db, { instanceId, wanted, base, now }: RegistrationsToSave): Promise<void> {
  await registrationsHeld(instanceId).execute(db);
  const names = texts(wanted, ({ name }) => name);
  const eaches = texts(wanted, ({ each }) => each);
  const asked = sql`unnest(${names}, ${eaches}, ${texts(wanted, ({ digest }) => digest)}) asked(name, each, digest)`;
  await sql`
    update webhook_registrations r set status = 'unwanted', ${anew(now)}
    where instance_id = ${instanceId} and status <> 'unwanted'
      and not exists (select from ${asked} where asked.name = r.name and asked.each = r.each)`.execute(db);
  if (wanted.length === 0) return;
  const url = base.url ?? null;
  await sql`
    update webhook_registrations r set
      status = 'wanted', digest = asked.digest, ${anew(now)},
      base_url = ${base.isSet ? sql`${url}` : sql`coalesce(r.base_url, ${url})`}
    from ${asked}
    where r.instance_id = ${instanceId} and asked.name = r.name and asked.each = r.each and (
      r.status = 'unwanted' or r.digest <> asked.digest
      or ${base.isSet ? sql`r.base_url is distinct from ${url}` : sql`r.base_url is null and ${url}::text is not null`})`.execute(
    db,
  );
  await sql`
    insert into webhook_registrations (instance_id, name, each, digest, base_url, status, next_step_at_ms, created_at_ms)
    select ${instanceId}, name, each, digest, ${url}, 'wanted', ${now}, ${now} from ${asked}
    on conflict (instance_id, name, each) do update set next_step_at_ms =
      case when webhook_registrations.status = 'active'
        then least(webhook_registrations.renew_at_ms, webhook_registrations.check_at_ms, webhook_registrations.expires_at_ms)
        else ${now} end`.execute(db);
}

/** What is done next is done at once, or after the step that is under way, whose outcome does not count then. */
const anew = (now: number) => sql`attempts = 0, fault = null, next_step_at_ms = ${now}, revision = r.revision + 1`;

/** Nothing is asked for or renewed; what is to be taken back still is. To be called in a transaction. */
export async function pauseRegistrations(db: Db, instanceId: number): Promise<void> {
  await registrationsHeld(instanceId).execute(db);
  await sql`
    update webhook_registrations set next_step_at_ms = null
    where instance_id = ${instanceId} and status <> 'unwanted'`.execute(db);
}

/** All that is wanted is asked for anew, with this address. Answers how many those are. */
export async function askAnew(
  db: Db,
  { instanceId, base, now }: Pick<RegistrationsToSave, 'instanceId' | 'base' | 'now'>,
): Promise<number> {
  const { numAffectedRows } = await sql`
    with held as (${registrationsHeld(instanceId)})
    update webhook_registrations r set
      status = 'wanted', base_url = coalesce(${base.url ?? null}, r.base_url), ${anew(now)}
    from held where r.id = held.id and r.status <> 'unwanted'`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * The public address was set to another: providers are given that one. Disabled instances follow when they are enabled. Those
 * that somebody writes at this moment are passed over: call it until it moves none.
 */
export async function moveRegistrations(db: Db, { baseUrl, now }: { baseUrl: string; now: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    with other as (
      select r.id from webhook_registrations r join instances i on i.id = r.instance_id
      where not i.disabled and r.status <> 'unwanted' and r.base_url is distinct from ${baseUrl}
      order by r.id for update of r skip locked)
    update webhook_registrations r set status = 'wanted', base_url = ${baseUrl}, ${anew(now)}
    from other where r.id = other.id`.execute(db);
  return Number(numAffectedRows ?? 0);
}
