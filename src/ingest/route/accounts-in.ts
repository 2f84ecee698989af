import type { JsonValue } from '../../lib/json.ts';
import type { WebhookRoute } from '../../model/connector-webhooks.ts';
import { itemsIn } from '../body/items-in.ts';
import { accountsOf } from './accounts-of.ts';

/** The accounts that a body tells of, each once, in their order. */
export const accountsIn = ({ list, value }: Pick<WebhookRoute, 'list' | 'value'>, body: JsonValue): string[] => [
  ...new Set(itemsIn(body, list).flatMap((item) => accountsOf(item, value))),
];
