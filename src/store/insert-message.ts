import { sql } from 'kysely';
import { createBatcher } from '../lib/batcher.ts';
import type { JsonValue } from '../lib/json.ts';
import type { Severity, TopicMessage } from '../model/event.ts';
import { bigints, texts } from './columns.ts';
import type { Db } from './database.ts';
import { isRefusedValue } from './refused-value.ts';
import { raisePending } from './raise-pending.ts';
import { storableJson } from './storable.ts';

export interface NewMessage {
  organizationId: number;
  topic: string;
  severity: Severity;
  sender: string | undefined;
  message: JsonValue;
  /** Epoch milliseconds. */
  now: number;
}

export type InsertMessage = (made: NewMessage) => Promise<TopicMessage>;

interface Written extends NewMessage {
  /** The message as JSON. */
  text: string;
}

/** Characters of JSON that one statement holds at most; a message counts some more for what stands beside it. */
const batchLimit = 1_000_000;
const besideMessage = 1_000;

/**
 * Stores messages with their deliveries to the organisation's subscriptions of their topics, and answers them as they are
 * stored. Calls that arrive while a statement is under way go together in the next, in the order of the calls: many that tell
 * one subscription do not wait for its row one after the other.
 */
export function createInsertMessage(db: Db): InsertMessage {
  const weigh = ({ text }: Written) => text.length + besideMessage;
  const insert = createBatcher({ limit: batchLimit, weigh }, (messages: Written[]) => insertApart(db, messages));
  return async (made) => {
    const stored = await insert({ ...made, text: storableJson(made.message) });
    if (stored instanceof Error) throw stored;
    return stored;
  };
}

/** A value that the database refuses spoils the statement for all. Then each goes alone, and only that one fails. */
async function insertApart(db: Db, messages: Written[]): Promise<(TopicMessage | Error)[]> {
  try {
    return await insertTogether(db, messages);
  } catch (error) {
    if (messages.length === 1 || !isRefusedValue(error)) throw error;
  }
  const stored: (TopicMessage | Error)[] = [];
  for (const message of messages) {
    stored.push(...(await insertTogether(db, [message]).catch((error: unknown) => [asError(error)])));
  }
  return stored;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

async function insertTogether(db: Db, messages: Written[]): Promise<TopicMessage[]> {
  const { rows } = await statement(messages).execute(db);
  return messages.map(({ organizationId, topic, severity, sender, now }, index) => {
    const row = rows[index];
    if (!row) throw new Error('A message was not stored.');
    const { id, message } = row;
    return { kind: 'message', id, organizationId, topic, severity, sender, message, createdAt: now };
  });
}

/** What a subscription is, is read under its lock: it may just have been switched on or off. */
const statement = (messages: Written[]) => sql<{ id: number; message: JsonValue }>`
  with made as materialized (
    select nextval('notification_ids') id, given.* from (
      select * from unnest(
        ${bigints(messages, (m) => m.organizationId)}, ${texts(messages, (m) => m.topic)},
        ${texts(messages, (m) => m.severity)}, ${texts(messages, (m) => m.sender ?? null)},
        ${messages.map(({ text }) => text)}::jsonb[], ${bigints(messages, (m) => m.now)}
      ) with ordinality m(organization_id, topic, severity, sender, message, now, place)
      order by place) given),
  told as (
    insert into notifications (id, organization_id, topic, severity, sender, message, initial, created_at_ms)
    select id, organization_id, topic, severity, sender, message, false, now from made),
  addressed as (
    select id, active from subscriptions where id in (
      select subscription_id from subscription_topics where (organization_id, topic) in (select organization_id, topic from made))
    order by id for no key update),
  sent as (
    insert into deliveries (subscription_id, notification_id, status, created_at_ms)
    select s.id, made.id, case when s.active then 'created' else 'queued' end, made.now
    from made join subscription_topics t using (organization_id, topic) join addressed s on s.id = t.subscription_id
    returning subscription_id, created_at_ms),
  woken as (${raisePending(
    sql`select subscription_id, count(*) n, min(created_at_ms) now from sent group by subscription_id`,
  )})
  select id, message from made order by place`;
