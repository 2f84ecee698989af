import { z } from 'zod';
import { eventFields } from '../../deliver/event-fields.ts';
import { eventStatuses } from '../../model/event-status.ts';
import type { ListedEvent } from '../../store/list-events.ts';
import { eventSources, sourceOf } from './event-source.ts';

const notified = z
  .object({
    date: z.string().describe("The provider's date of the change, cut to seconds."),
    elementKey: z.string(),
    pollDate: z.string().optional().describe('Absent where a webhook told of it.'),
    eventType: z.string().describe('CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook.'),
    hubKey: z.string(),
    objectId: z.string(),
    objectType: z.string(),
    eventId: z.string(),
    oldPath: z.string().optional().describe('Where a file was, as webhooks tell it.'),
    newPath: z.string().optional().describe('Where it is now.'),
    changedFields: z.array(z.string()).optional(),
    previousValues: z.record(z.string(), z.unknown()).optional(),
    previousValuesOmitted: z.boolean().optional(),
  })
  .describe('The event as the `events` of its notification have it.');

const notifiedData = z.array(notified);

/** An event record of the contract, with additions. */
export const eventRecord = z
  .object({
    id: z.string(),
    eventDate: z.string().describe('When it was stored.'),
    status: z
      .enum(eventStatuses)
      .describe(
        'NEW: nobody is to be told. RECEIVED: not sent yet. DISPATCHED: sent, not acknowledged. NOTIFIED: acknowledged by a receiver. CONSUMED: acknowledged through the API.',
      ),
    providerData: z
      .string()
      .nullable()
      .describe('The record as it was polled, or as a webhook told it, as JSON text. Null: no longer kept.'),
    notifiedData,
    eventElementInstances: z.array(
      z.object({
        eventId: z.string(),
        elementInstanceId: z.number(),
        notificationId: z.string(),
        notifiedData,
        createdDate: z.string(),
        updatedDate: z.string().describe('When it was last acknowledged; when it was stored, if it was not.'),
      }),
    ),
    instanceId: z.number(),
    objectType: z.string(),
    objectId: z.string(),
    eventType: z.string(),
    notificationId: z.string(),
    source: z.enum(eventSources).describe('What told of it.'),
    webhookId: z
      .string()
      .optional()
      .describe('The webhook that told of it: see GET /instances/{id}/webhooks/{webhookId}.'),
    initial: z.boolean().describe('Old data of a first read.'),
    changedFields: z.array(z.string()).optional(),
    deliveries: z
      .object({ created: z.number(), retry: z.number(), queued: z.number(), delivered: z.number() })
      .describe('How many deliveries of its notification have which status.'),
  })
  .meta({ id: 'EventRecord' });

/** `hub`: that of the connector. */
export function toEventRecord(hub: string, event: ListedEvent): z.output<typeof eventRecord> {
  const { eventId: id, instanceId } = event;
  const notificationId = String(event.notificationId);
  const createdDate = new Date(event.createdAt).toISOString();
  const told = [eventFields({ ...event, hub }, event)];
  return {
    id,
    eventDate: createdDate,
    status: event.status,
    providerData: event.record,
    notifiedData: told,
    eventElementInstances: [
      {
        eventId: id,
        elementInstanceId: instanceId,
        notificationId,
        notifiedData: told,
        createdDate,
        updatedDate: new Date(event.acknowledgedAt ?? event.createdAt).toISOString(),
      },
    ],
    instanceId,
    objectType: event.resource,
    objectId: event.recordId,
    eventType: event.type,
    notificationId,
    ...sourceOf(event),
    initial: event.initial,
    ...(event.changes && { changedFields: event.changes.changed }),
    deliveries: event.deliveries,
  };
}
