import { sql, type RawBuilder } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Instance } from '../model/instance.ts';
import { mechanismsWithWebhooks } from '../model/takes-webhooks.ts';
import type { Db } from './database.ts';
import { openInstance, type InstanceRow } from './instance-row.ts';
import { openReadable, type Unreadable } from './open-readable.ts';
import { openCaptured } from './registrations-captured.ts';
import { keysKept, openKey } from './webhook-keys.ts';

interface Reading {
  db: Db;
  sealer: Sealer;
}

interface ReadingMany extends Reading {
  /** Told of instances that are left out, as their secrets do not open. */
  unreadable: Unreadable;
}

/** An instance that a request may be for. */
export interface WebhookInstance {
  instance: Instance;
  /** Values that handshakes and registrations have left under this name, newest first. They are opened when they are asked for. */
  keptValues: (name: string) => string[];
}

export type FindWebhookInstance = (id: number) => Promise<WebhookInstance | undefined>;

const idsAtOnce = 500;

/**
 * Finds instances by id; those that are asked for while a statement is under way are found by the next one, together. Throws
 * SealError where the secrets of the instance do not open, for that one alone.
 */
export function createFindWebhookInstance({ db, sealer }: Reading): FindWebhookInstance {
  const find = createBatcher({ limit: idsAtOnce }, async (ids: number[]) => {
    const distinct = [...new Set(ids)];
    const rows = await readThem(db, sql`i.id = any(${distinct}::bigint[])`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });
  return async (id) => {
    const row = await find(id);
    return row && toWebhookInstance(sealer, row);
  };
}

/** Instances that take webhooks. */
export interface InstancesOfConnector {
  connectorKey: string;
  /** The organisation that has built the connector; undefined: all that have not built one of this key. */
  organizationId: number | undefined;
}

export interface InstancesByValue extends InstancesOfConnector {
  /** Configuration entry. */
  entry: string;
  values: readonly string[];
}

/** So many of each organisation, the newest, are found, so that none can crowd out those of another. */
const mostOfOrganization = 100;

/** The instances that take webhooks whose entry has one of these values. The entry must not be a secret. */
export function findInstancesByValue(
  reading: ReadingMany,
  { entry, values, ...owner }: InstancesByValue,
): Promise<WebhookInstance[]> {
  const wanted = values.map((value) => JSON.stringify({ [entry]: value }));
  return findThem(reading, newestOfEach(sql`${listening(owner)} and i.configuration @> any(${wanted}::jsonb[])`));
}

/** The newest instances of a connector that take webhooks. */
export const findInstancesOfConnector = (
  reading: ReadingMany,
  owner: InstancesOfConnector,
): Promise<WebhookInstance[]> => findThem(reading, newestOfEach(listening(owner)));

/** The newest of each organisation. */
export const findNewestInstances = (
  reading: ReadingMany,
  { limit, ...owner }: InstancesOfConnector & { limit: number },
): Promise<WebhookInstance[]> =>
  findThem(
    reading,
    sql`i.id in (select max(i.id) as id from instances i where ${listening(owner)} group by i.organization_id
      order by id desc limit ${limit})`,
  );

const newestOfEach = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`i.id in (
  select id from (
    select i.id, row_number() over (partition by i.organization_id order by i.id desc) as place
    from instances i where ${condition}) ranked
  where place <= ${mostOfOrganization})`;

/** As takesWebhooks says it. */
const listening = ({ connectorKey, organizationId }: InstancesOfConnector): RawBuilder<unknown> => sql`
  i.connector_key = ${connectorKey}
  and i.configuration ->> 'event.notification.enabled' = 'true'
  and lower(btrim(i.configuration ->> 'event.vendor.type', E' \\t\\r\\n')) = any(${[...mechanismsWithWebhooks]}::text[])
  and ${ownedBy(organizationId)}`;

const ownedBy = (organizationId: number | undefined): RawBuilder<unknown> =>
  organizationId === undefined
    ? sql`not exists (
        select from connectors c where c.organization_id = i.organization_id and c.key = i.connector_key)`
    : sql`i.organization_id = ${organizationId}`;

interface SealedRows {
  keys: { name: string; sealed: string }[] | null;
  captured: { name: string; each: string; sealed: string }[] | null;
}

type Row = InstanceRow & SealedRows;

async function findThem(
  { db, sealer, unreadable }: ReadingMany,
  condition: RawBuilder<unknown>,
): Promise<WebhookInstance[]> {
  const rows = await readThem(db, condition);
  const open = (row: Row) => toWebhookInstance(sealer, row);
  return openReadable(rows, open, ({ id }, error) => unreadable({ instanceId: id }, error));
}

async function readThem(db: Db, condition: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select i.*, (
      select json_agg(json_build_object('name', k.name, 'sealed', encode(k.value_sealed, 'base64')) order by k.id desc)
      from webhook_keys k where k.instance_id = i.id) keys, (
      select json_agg(
        json_build_object('name', r.name, 'each', r.each, 'sealed', encode(r.captured_sealed, 'base64')) order by r.id desc)
      from webhook_registrations r where r.instance_id = i.id and r.captured_sealed is not null) captured
    from instances i where ${condition} order by i.id desc`.execute(db);
  return rows;
}

const toWebhookInstance = (sealer: Sealer, { keys, captured, ...row }: Row): WebhookInstance => ({
  instance: openInstance(sealer, row),
  keptValues: (name) => keptValues(sealer, row.id, { keys, captured }, name),
});

function keptValues(sealer: Sealer, instanceId: number, { keys, captured }: SealedRows, name: string): string[] {
  const ofHandshakes = (keys ?? [])
    .filter((key) => key.name === name)
    .slice(0, keysKept)
    .map(({ sealed }) => openKey(sealer, { instanceId, name }, bytes(sealed)));
  const ofRegistrations = (captured ?? []).flatMap(({ sealed, ...owner }) => {
    const values = openCaptured(sealer, { instanceId, ...owner }, bytes(sealed));
    return Object.hasOwn(values, name) ? [values[name] ?? ''] : [];
  });
  return [...ofHandshakes, ...ofRegistrations];
}

const bytes = (sealed: string): Buffer => Buffer.from(sealed, 'base64');

/** The organisations that have built a connector with this key. */
export async function organizationsBuilding(db: Db, connectorKey: string): Promise<number[]> {
  const rows = await db
    .selectFrom('connectors')
    .where('key', '=', connectorKey)
    .select('organization_id as id')
    .execute();
  return rows.map(({ id }) => id);
}
