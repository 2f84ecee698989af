import { sql } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import { bigints, booleans, jsons, texts } from './columns.ts';
import type { Db } from './database.ts';
import { isRefusedValue } from './refused-value.ts';

/** A webhook for one instance, as it goes into the inbox. */
export interface ReceivedToInsert {
  instanceId: number;
  /** What makes it the same request when it is sent again; undefined: nothing does. */
  identity: string | undefined;
  /** One that has any of these is the same request. */
  sameAs: readonly string[];
  method: string;
  /** Without our token. */
  query: Record<string, string>;
  /** Without those that are secret. */
  headers: Record<string, string>;
  contentType: string | undefined;
  body: Buffer;
  /** Its verification proves that the provider sent it. */
  trusted: boolean;
  /** Epoch milliseconds. */
  receivedAt: number;
}

/** `duplicate`: it is there already. `gone`: the instance was deleted meanwhile, or is being deleted. */
export type Inserted = 'stored' | 'duplicate' | 'gone';

export type InsertReceived = (received: ReceivedToInsert) => Promise<Inserted>;

/** Bytes that one statement holds at most; a webhook counts some more for what stands beside its body. */
const batchLimit = 4_000_000;
const besideBody = 2_000;

/**
 * Writes webhooks into the inbox; what is answered is committed. Calls that arrive while a statement is under way go together
 * in the next one, so that many webhooks pay for one commit.
 */
export function createInsertReceived(db: Db): InsertReceived {
  const weigh = ({ body }: ReceivedToInsert) => body.length + besideBody;
  const insert = createBatcher({ limit: batchLimit, weigh }, (rows: ReceivedToInsert[]) => insertApart(db, rows));
  return async (received) => {
    const inserted = await insert(received);
    if (inserted instanceof Error) throw inserted;
    return inserted;
  };
}

/** A value that the database refuses spoils the statement for all. Then each goes alone, and only that one fails. */
async function insertApart(db: Db, rows: ReceivedToInsert[]): Promise<(Inserted | Error)[]> {
  try {
    return await insertTogether(db, rows);
  } catch (error) {
    if (rows.length === 1 || !isRefusedValue(error)) throw error;
  }
  const inserted: (Inserted | Error)[] = [];
  for (const row of rows) {
    inserted.push(...(await insertTogether(db, [row]).catch((error: unknown) => [asError(error)])));
  }
  return inserted;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

async function insertTogether(db: Db, rows: ReceivedToInsert[]): Promise<Inserted[]> {
  const found = await statement(rows).execute(db);
  const byPlace = new Map(found.rows.map(({ place, stored }) => [place, stored]));
  return rows.map((_row, index) => {
    const stored = byPlace.get(index + 1);
    if (stored === undefined) return 'gone';
    return stored ? 'stored' : 'duplicate';
  });
}

/**
 * The rows get their ids in the order of the calls. The instances are held, so that one that is being deleted, which may take
 * a while, keeps the webhooks of no other waiting.
 */
const statement = (rows: ReceivedToInsert[]) => sql<{ place: number; stored: boolean }>`
  with held as materialized (
    select id from instances where id = any(${bigints(rows, (row) => row.instanceId)}) order by id for key share skip locked),
  made as materialized (
    select nextval(pg_get_serial_sequence('received_webhooks', 'id')) id, given.* from (
      select r.* from unnest(
        ${bigints(rows, (row) => row.instanceId)}, ${texts(rows, (row) => row.identity ?? null)},
        ${jsons(rows, (row) => row.sameAs)}, ${texts(rows, (row) => row.method)},
        ${jsons(rows, (row) => row.query)}, ${jsons(rows, (row) => row.headers)},
        ${texts(rows, (row) => row.contentType ?? null)}, ${rows.map(({ body }) => body)}::bytea[],
        ${booleans(rows, (row) => row.trusted)}, ${bigints(rows, (row) => row.receivedAt)}
      ) with ordinality r(
        instance_id, identity, same_as, method, query, headers, content_type, body, trusted, received_at_ms, place)
      join held on held.id = r.instance_id order by place) given),
  written as (
    insert into received_webhooks (
      id, instance_id, identity, method, query, headers, content_type, body, trusted, received_at_ms, status, next_attempt_at_ms)
    overriding system value
    select id, instance_id, identity, method, query, headers, content_type, body, trusted, received_at_ms, 'waiting', received_at_ms
    from made
    where not exists (
      select from received_webhooks known
      where known.instance_id = made.instance_id
        and known.identity = any(array(select jsonb_array_elements_text(made.same_as))))
    order by place
    on conflict (instance_id, identity) where identity is not null do nothing
    returning id)
  select made.place, written.id is not null stored from made left join written on written.id = made.id`;
