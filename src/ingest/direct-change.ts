import { storableId } from '../detect/detect.ts';
import { contentHash } from '../lib/canonical-json.ts';
import { instantFromMs } from '../lib/instant.ts';
import type { ToldChange } from '../model/change.ts';
import { receivedVersion } from '../detect/received-version.ts';
import type { ClaimedWebhook } from '../store/claim-received.ts';
import type { ResolvedChange } from './received-batch.ts';

type Received = Pick<ClaimedWebhook, 'id' | 'identity' | 'receivedAt'>;

/**
 * The change that a webhook tells of a resource that nobody polls. Nothing is remembered of it: its id alone keeps it from being
 * told twice.
 */
export function directChange(webhook: Received, item: ResolvedChange): ToldChange {
  const { type, date, paths } = item;
  const record = item.record ?? item.element;
  return {
    type,
    recordId: storableId(item.recordId),
    version: versionOf(webhook, item),
    date: date ?? instantFromMs(webhook.receivedAt),
    record,
    initial: false,
    ...(paths && { paths }),
  };
}

/**
 * With a date it is made of type, date and content, and of a record that was read, of type and content: so that the same change in two
 * webhooks is one. Of what the webhook says without a date, nothing but its place in this webhook tells it from another.
 */
function versionOf(
  { id, identity }: Received,
  { type, date, record, element, fetched, index }: ResolvedChange,
): string {
  if (date === undefined && !fetched) return `received|${identity ?? id}|${index}`;
  return receivedVersion(`${date ?? 'read'}|${type}|${contentHash(record ?? element)}`);
}
