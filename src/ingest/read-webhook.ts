import type { HookDependencies } from '../hub/hooks/run-hook.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import { Fault } from '../model/fault.ts';
import type { ClaimedWebhook } from '../store/claim-received.ts';
import { itemsIn } from './body/items-in.ts';
import { parseWebhookBody } from '../model/webhook-body/parse-webhook-body.ts';
import { itemsByHook } from './hook/items-by-hook.ts';
import { refuseTooMany } from './refuse-too-many.ts';
import { itemsByRules, type RuledItems } from './rules/items-by-rules.ts';
import { usableItems } from './usable-items.ts';

export interface ReadItems extends RuledItems {
  /** `hook.failed`: there are no items, as the event hook failed. */
  fault?: Fault;
  /** What the event hook has written. */
  log: string[];
}

/**
 * What a webhook says: by the event hook of its connector, or else by its rules. Faults: `webhook.unusable` for a body that
 * cannot be read or that has too many items, and `hook.busy`.
 */
export async function readWebhook(
  deps: HookDependencies,
  account: ProviderAccount,
  webhook: ClaimedWebhook,
): Promise<ReadItems> {
  const { connector } = account;
  const headers = webhook.contentType === undefined ? {} : { 'content-type': webhook.contentType };
  const sent = { ...webhook, headers: { ...headers, ...webhook.headers } };
  const { kind, value, reason = 'neither JSON nor a form' } = parseWebhookBody(sent);
  if (connector.hooks.event) {
    const body = kind === 'json' || kind === 'form' ? value : undefined;
    const said = await itemsByHook(deps, { account, webhook: sent, body, eventId: String(webhook.id) });
    refuseTooMany(said.items.length);
    const ignored = said.items.length === 0 && !said.fault ? ['the event hook tells nothing of it'] : [];
    return usableItems({ ...said, ignored, refused: [], remarks: [] });
  }
  if (!connector.webhooks) throw new Fault('webhook.unusable', `${connector.name} says nothing of webhooks any more.`);
  if (kind === 'unreadable') throw new Fault('webhook.unusable', `The body cannot be read: ${reason}`);
  const parts = { body: value, headers: sent.headers, query: webhook.query };
  return usableItems({
    ...itemsByRules(connector.webhooks.rules, itemsIn(value, connector.webhooks.items), parts),
    log: [],
  });
}
