import { createHash } from 'node:crypto';
import { isRecord, type JsonValue } from '../../lib/json.ts';
import type { Webhooks } from '../../model/connector-webhooks.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';
import { readPlace } from './read-place.ts';
import { textOf } from './text-of.ts';

export interface WebhookIdentity {
  /** Stored with the request; undefined: nothing makes it the same as another one. */
  identity: string | undefined;
  /** Under which other identity it may have been stored already. */
  earlier: string | undefined;
}

export interface Identifying {
  webhooks: Pick<Webhooks, 'delivery' | 'sameWithinSeconds' | 'rules'>;
  /** An event hook says what it means, and no rule. */
  hasHook: boolean;
  /** Its verification proves that the provider sent it. */
  trusted: boolean;
  request: WebhookRequest;
  body: JsonValue;
}

/**
 * What makes a request the same when it is sent again: the id that the vendor gives it, else its content within
 * `sameWithinSeconds` (found again that long at least, and less than twice as long). Where the connector does not say this
 * time, content counts only if it is all that is ever told: to take two changes for one is worse than to ask twice.
 */
export function webhookIdentity({ webhooks, hasHook, trusted, request, body }: Identifying): WebhookIdentity {
  const { delivery, rules } = webhooks;
  const id = delivery && deliveryId(delivery, request, body);
  if (id) return { identity: `id:${id.length <= mostIdLength ? id : hashOf(id)}`, earlier: undefined };
  const byDefault = trusted && !hasHook && saysAll(rules) ? usualSeconds : 0;
  const sameWithinMs = (webhooks.sameWithinSeconds ?? byDefault) * 1_000;
  if (sameWithinMs === 0) return { identity: undefined, earlier: undefined };
  const names = hasHook ? headersOfVendor(request) : headersIn(rules);
  const content = contentHash(request, names);
  const span = Math.floor(request.receivedAt / sameWithinMs);
  return { identity: `at:${span}:${content}`, earlier: `at:${span - 1}:${content}` };
}

const mostIdLength = 200;
const usualSeconds = 300;

/** Whether nothing is ever read from the provider, and another change has another content. */
const saysAll = (rules: Webhooks['rules']): boolean =>
  rules.every(
    ({ ignore, then, date, record }) =>
      ignore === true || (then === 'tell' && (date !== undefined || record !== undefined)),
  );

function deliveryId(
  delivery: NonNullable<Webhooks['delivery']>,
  { headers }: WebhookRequest,
  body: JsonValue,
): string | undefined {
  return 'header' in delivery ? headers[delivery.header.toLowerCase()] : textOf(readPlace(body, delivery.field));
}

/** The headers that rules look at, as `{header: …}` anywhere in them, in one order. */
function headersIn(value: unknown): string[] {
  const names = new Set<string>();
  const collect = (inner: unknown): void => {
    if (Array.isArray(inner)) for (const element of inner) collect(element);
    else if (isRecord(inner)) {
      if (typeof inner['header'] === 'string') names.add(inner['header'].toLowerCase());
      for (const element of Object.values(inner)) collect(element);
    }
  };
  collect(value);
  return [...names].sort();
}

/** A hook may look at any of them. Those that differ when the same is sent again, or that proxies add, are no content. */
const headersOfVendor = ({ headers }: WebhookRequest): string[] =>
  Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter((name) => name.startsWith('x-') && !ofSending.test(name))
    .sort();

const ofSending =
  /-(signature|hmac|mac|digest|timestamp|attempt|retry|(request|trace|correlation)-id|forwarded|real-ip)(-|$)/;

/** Signatures and times of sending differ when a request is sent again, and are no content. */
function contentHash({ method, query, headers, body }: WebhookRequest, names: readonly string[]): string {
  const said = [method, Object.entries(query).sort(byName), names.map((name) => [name, headers[name] ?? null])];
  return createHash('sha256').update(JSON.stringify(said)).update('\n').update(body).digest('base64url');
}

const byName = ([a]: [string, string], [b]: [string, string]) => (a < b ? -1 : 1);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
