import type { JsonValue } from '../../lib/json.ts';
import type { WebhookRoute } from '../../model/connector-webhooks.ts';
import { readPlace } from '../body/read-place.ts';
import { withValue } from '../body/with-value.ts';
import { accountsOf } from './accounts-of.ts';

type Route = Pick<WebhookRoute, 'list' | 'value' | 'without'>;

/**
 * For each account the body with its items alone; the body itself where nothing has to be left out. What stands beside the
 * list stays, but for `without`. The body is gone through once, however many accounts are asked for.
 */
export function partsOfAccounts(route: Route, body: JsonValue): (account: string) => JsonValue {
  const items = readPlace(body, route.list);
  const beside = withoutThese(body, route.without ?? []);
  if (!Array.isArray(items)) return () => beside;
  const own = itemsByAccount(items, route.value);
  const emptied = withValue(beside, route.list, []);
  return (account) => {
    const theirs = own.get(account) ?? [];
    return theirs.length === items.length ? beside : withValue(emptied, route.list, theirs);
  };
}

function withoutThese(body: JsonValue, paths: readonly string[]): JsonValue {
  let part = body;
  for (const path of paths) if (readPlace(part, path) !== undefined) part = withValue(part, path, undefined);
  return part;
}

function itemsByAccount(items: readonly JsonValue[], path: string): Map<string, JsonValue[]> {
  const byAccount = new Map<string, JsonValue[]>();
  for (const item of items)
    for (const account of new Set(accountsOf(item, path))) {
      const theirs = byAccount.get(account);
      if (theirs) theirs.push(item);
      else byAccount.set(account, [item]);
    }
  return byAccount;
}
