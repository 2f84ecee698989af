import { sql } from 'kysely';
import type { Sealer } from '../lib/sealer.ts';
import type { ValueChange } from '../model/changed-values.ts';
import { maskedValue } from '../model/instance-configuration/is-secret-key.ts';
import type { Db } from './database.ts';
import { recordChange } from './instance-changes.ts';
import { storableText } from './storable.ts';

/** So many of the newest are kept of each name. */
export const keysKept = 20;

interface KeyName {
  instanceId: number;
  name: string;
}

export interface KeyToKeep extends KeyName {
  value: string;
  /** Values under this name that are known from elsewhere: the configuration, registrations. */
  known: readonly string[];
  /** What a notice tells of it, for a person who has to copy it; undefined: nothing. */
  notice: string | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** `refused`: another key is known, and nobody is asking for webhooks. `gone`: the instance is. */
export type KeptKey = 'kept' | 'known' | 'refused' | 'gone';

interface KeyStore {
  db: Db;
  sealer: Sealer;
}

const context = ({ instanceId, name }: KeyName): string => `instance:${instanceId}:webhook key:${name}`;

export const openKey = (sealer: Sealer, of: KeyName, sealed: Buffer): string => sealer.open(sealed, context(of));

/**
 * Keeps a key that a handshake brought, the first of its name; another one only while webhooks are being asked for, so that who
 * knows the address cannot bring keys of their own. Of those with the name the newest stay. One that is there already, as the
 * handshake was repeated, is not kept or told again.
 */
export const keepWebhookKey = ({ db, sealer }: KeyStore, key: KeyToKeep): Promise<KeptKey> =>
  db.transaction().execute(async (trx) => {
    const { instanceId, name, value, notice, now } = key;
    // One handshake of the instance after the other.
    const { rows: held } = await sql`select from instances where id = ${instanceId} for no key update`.execute(trx);
    if (held.length === 0) return 'gone';
    const kept = await trx
      .selectFrom('webhook_keys')
      .select(['id', 'value_sealed'])
      .where('instance_id', '=', instanceId)
      .where('name', '=', name)
      .orderBy('id', 'desc')
      .execute();
    const known = [...key.known, ...kept.map((one) => openKey(sealer, { instanceId, name }, one.value_sealed))];
    if (known.includes(value)) return 'known';
    if (known.length > 0 && !(await isAskedFor(trx, key))) return 'refused';
    const value_sealed = sealer.seal(value, context({ instanceId, name }));
    await trx
      .insertInto('webhook_keys')
      .values({ instance_id: instanceId, name, value_sealed, created_at_ms: now })
      .execute();
    const surplus = kept.slice(keysKept - 1).map(({ id }) => id);
    if (surplus.length > 0) await trx.deleteFrom('webhook_keys').where('id', 'in', surplus).execute();
    if (notice !== undefined) {
      await sql`
        insert into notices (instance_id, kind, message, created_at_ms)
        values (${instanceId}, 'webhook.token', ${storableText(notice)}, ${now})`.execute(trx);
    }
    const changes = [keyChange(name, { before: kept.length > 0 })];
    const reason = 'A handshake of the provider brought a key.';
    await recordChange(trx, { instanceId, kind: 'webhookKeys', by: undefined, changes, reason, now });
    return 'kept';
  });

/** Some providers shake hands after they have answered. */
const handshakeWithinMs = 60_000;

/** Whether a registration of the instance is to be made, is being worked on, or was made a moment ago. */
async function isAskedFor(db: Db, { instanceId, now }: KeyToKeep): Promise<boolean> {
  const { rows } = await sql`
    select from webhook_registrations where instance_id = ${instanceId} and status <> 'unwanted'
      and (status = 'wanted' or lease_until_ms > ${now} or subscribed_at_ms > ${now - handshakeWithinMs})
    limit 1`.execute(db);
  return rows.length > 0;
}

export interface ShownKey {
  name: string;
  value: string;
  /** Epoch milliseconds. */
  createdAt: number;
}

/** The keys that handshakes have brought to an instance, newest first. */
export async function listWebhookKeys({ db, sealer }: KeyStore, instanceId: number): Promise<ShownKey[]> {
  const rows = await db
    .selectFrom('webhook_keys')
    .select(['name', 'value_sealed', 'created_at_ms as createdAt'])
    .where('instance_id', '=', instanceId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ name, value_sealed, createdAt }) => {
    return { name, value: openKey(sealer, { instanceId, name }, value_sealed), createdAt };
  });
}

/** Forgets them, so that the next handshake can bring one. Returns how many there were. `by`: the id of the user. */
export const forgetWebhookKeys = (
  db: Db,
  { instanceId, by, now }: { instanceId: number; by: number; now: number },
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const gone = await trx.deleteFrom('webhook_keys').where('instance_id', '=', instanceId).returning('name').execute();
    const changes = [...new Set(gone.map(({ name }) => name))].map((name) => keyChange(name, { after: false }));
    if (changes.length > 0) await recordChange(trx, { instanceId, kind: 'webhookKeys', by, changes, now });
    return gone.length;
  });

const keyChange = (key: string, { before = true, after = true }): ValueChange => ({
  part: 'instance',
  key,
  before: before ? maskedValue : null,
  after: after ? maskedValue : null,
  secret: true,
});
