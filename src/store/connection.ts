import { sql } from 'kysely';
import { connectionTopic } from '../model/event.ts';
import type { NoticeKind } from '../model/notice.ts';
import type { Db } from './database.ts';
import { createInsertMessage } from './insert-message.ts';
import { recordChange } from './instance-changes.ts';
import { storableText } from './storable.ts';

/** What is told of an instance whose connection was lost, or is back. */
export interface ConnectionTurn {
  connection: 'lost' | 'restored';
  instance: { id: number; organizationId: number; connectorKey: string; name: string; tags: string[] };
  /** The provider's words; null: none. */
  reason: string | null;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * The provider refused the credentials of an instance for good: its owner is told, once, by a notice and by a message to
 * whoever has subscribed to the topic of its connection.
 */
export const loseConnection = (
  db: Db,
  { instanceId, reason: words, now }: { instanceId: number; reason: string; now: number },
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const reason = storableText(words);
    const instance = await trx
      .updateTable('instances')
      .set({ connection: 'reconnect', connection_reason: reason })
      .where('id', '=', instanceId)
      .where('connection', '<>', 'reconnect')
      .returning(toldColumns)
      .executeTakeFirst();
    if (!instance) return;
    const text = `The provider no longer accepts the credentials (${reason}). Connect the instance again.`;
    await insertNotice(trx, { instanceId, kind: 'connection.lost', text, now });
    await recordChange(trx, { instanceId, kind: 'refused', by: undefined, reason, now });
    await tellConnection(trx, { connection: 'lost', instance, reason, now });
  });

/**
 * New credentials are stored: the instance works again. Answers what is to be told once the transaction is committed; it
 * would lock subscriptions before others that polls and deliveries lock first. Undefined: it was connected anyway.
 */
export async function restoreConnection(
  trx: Db,
  { instanceId, now }: { instanceId: number; now: number },
): Promise<ConnectionTurn | undefined> {
  const instance = await trx
    .updateTable('instances')
    .set({ connection: 'connected', connection_reason: null })
    .where('id', '=', instanceId)
    .where('connection', '<>', 'connected')
    .returning(toldColumns)
    .executeTakeFirst();
  if (!instance) return undefined;
  const text = 'New credentials were accepted: the instance is connected again.';
  await insertNotice(trx, { instanceId, kind: 'connection.restored', text, now });
  return { connection: 'restored', instance, reason: null, now };
}

const toldColumns = [
  'id',
  'organization_id as organizationId',
  'connector_key as connectorKey',
  'name',
  'tags',
] as const;

interface Notice {
  instanceId: number;
  kind: NoticeKind;
  text: string;
  now: number;
}

const insertNotice = (trx: Db, { instanceId, kind, text, now }: Notice) =>
  sql`
    insert into notices (instance_id, kind, message, created_at_ms)
    values (${instanceId}, ${kind}, ${text}, ${now})`.execute(trx);

/** Sends the message to those who have subscribed to the topic of the connection. */
export async function tellConnection(db: Db, { connection, instance, reason, now }: ConnectionTurn): Promise<void> {
  const { id: instanceId, organizationId, connectorKey: elementKey, name, tags } = instance;
  await createInsertMessage(db)({
    organizationId,
    topic: connectionTopic(instanceId, elementKey),
    severity: connection === 'lost' ? 'high' : 'low',
    sender: 'tidings',
    message: { connection, instanceId, elementKey, name, tags, reason, date: new Date(now).toISOString() },
    now,
  });
}
