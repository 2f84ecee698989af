import { sql } from 'kysely';
import type { TellingWebhook, WebhookRaw } from '../model/event.ts';
import { webhookRaw } from '../model/webhook-raw.ts';
import type { Db } from './database.ts';

interface ReceivedRow {
  id: number;
  method: string;
  query: Record<string, string>;
  contentType: string | null;
  /** Null: no longer kept, or too long. */
  body: Buffer | null;
  tooLong: boolean;
}

/**
 * The bodies of webhooks by id, as JSON text; of those that are gone, or not told as a whole, nothing. In the order of their ids they are read as long
 * as they are no longer than `mostBytes` together, so that a claim of many long ones does not fill the memory.
 */
export async function readWebhookRaws(
  db: Db,
  ids: number[],
  mostBytes: number,
): Promise<Map<number, TellingWebhook['raw']>> {
  if (ids.length === 0) return new Map();
  const most = Math.min(mostBytes, Number.MAX_SAFE_INTEGER);
  const { rows } = await sql<ReceivedRow>`
    select id, method, query, content_type "contentType",
      case when bytes <= ${most}::bigint then body end body, bytes > ${most}::bigint "tooLong"
    from (
      select *, coalesce(sum(octet_length(body)) over (order by id), 0) bytes
      from received_webhooks where id = any(${ids}::bigint[]) and whole_raw) sized`.execute(db);
  return new Map(rows.map((row) => [row.id, rawOf(row)]));
}

function rawOf({ body, tooLong, ...about }: ReceivedRow): TellingWebhook['raw'] {
  if (tooLong) return 'notRead';
  return body === null ? undefined : { text: webhookRaw({ ...about, body }) };
}

/** The body of one webhook, however long it is. */
export async function readWebhookRaw(db: Db, id: number): Promise<WebhookRaw> {
  const raw = (await readWebhookRaws(db, [id], Infinity)).get(id);
  return raw === 'notRead' ? undefined : raw;
}
