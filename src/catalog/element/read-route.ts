import type { WebhookRoute } from '../../model/connector-webhooks.ts';
import type { ElementDocument } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { readFinder } from '../../model/webhook-finder.ts';
import { defaultValueOf, indexOfEntry } from './read-entries.ts';

const finderKey = 'event.notification.instance.finder';

/** How the instance of a webhook is found that names none, from the default of `event.notification.instance.finder`. */
export function readRoute(
  { configuration: entries }: ElementDocument,
  remark: Remark,
  sendsWebhooks: boolean,
): WebhookRoute | undefined {
  const finder = readFinder(defaultValueOf(entries, finderKey));
  if (finder.kind === 'none') return undefined;
  const at = `configuration[${indexOfEntry(entries, finderKey)}].defaultValue`;
  if (finder.kind === 'unreadable') return remark(at, 'notRun', finder.reason);
  if (!sendsWebhooks) return remark(at, 'notRun', 'no hook of the type event makes events of webhooks');
  return finder.route;
}
