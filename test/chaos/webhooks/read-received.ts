import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import type { StoredReceived } from './compare-received.ts';

/** Whether all webhooks have become events, and all events are delivered. */
export async function isAllDone(db: Db): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select not exists (select from received_webhooks where status = 'waiting')
      and not exists (select from deliveries where status <> 'delivered') done`.execute(db);
  return rows[0]?.done ?? false;
}

export async function readEvents(db: Db): Promise<StoredReceived[]> {
  const rows = await db
    .selectFrom('events')
    .innerJoin('notifications', 'notifications.id', 'events.notification_id')
    .select(['event_id', 'notifications.resource', 'record_id', 'type', 'date_us'])
    .orderBy('events.notification_id')
    .orderBy('events.position')
    .execute();
  return rows.map(({ event_id, record_id, date_us, type, resource }) => ({
    type,
    resource: resource ?? '',
    eventId: event_id,
    recordId: record_id,
    date: date_us,
  }));
}

/** Webhooks that could not be understood, with what was wrong. */
export async function readFailed(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('received_webhooks')
    .select(['id', 'fault'])
    .where('status', '=', 'failed')
    .execute();
  return rows.map(({ id, fault }) => `webhook ${id} failed: ${JSON.stringify(fault)}`);
}

/** How many webhooks are stored. */
export async function countReceived(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('received_webhooks')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
