import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { renderNotification } from '../../deliver/render-notification.ts';
import { severities } from '../../model/event.ts';
import type { ListedNotification } from '../../store/list-notifications.ts';

/** A notification as it is sent to callback URLs in the format `elements`, and whether it was acknowledged. */
export const notificationBody = z
  .object({
    severity: z.enum(severities),
    createdDate: z.string().describe('Mon Aug 20 15:30:07 UTC 2018'),
    topic: z.string(),
    action: z.string(),
    id: z.string().describe('A number as text.'),
    message: z.unknown().describe('Of an instance: its events and records. Otherwise what was given.'),
    user: z.string().describe('Who it is from.'),
    acknowledgedDate: z.string().nullable().describe('An addition. Null: nobody has acknowledged it yet.'),
  })
  .meta({ id: 'Notification' });

/** As JSON text: the same as is delivered, and the addition. */
export async function printNotification(
  { catalog }: { catalog: Catalog },
  { notification, instance, acknowledgedAt }: ListedNotification,
): Promise<string> {
  const hub = instance ? await catalog.hubOf(instance.organizationId, instance.connectorKey) : '';
  const acknowledgedDate = acknowledgedAt === undefined ? null : new Date(acknowledgedAt).toISOString();
  const sent = renderNotification({ instance, hub }, notification);
  return `${sent.slice(0, -1)},"acknowledgedDate":${JSON.stringify(acknowledgedDate)}}`;
}
