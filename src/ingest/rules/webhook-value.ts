import { readPath } from '../../lib/field-path.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { LookedUp, WebhookValue } from '../../model/connector-webhooks.ts';

/** What the rules look at: the request as a whole. */
export interface WebhookParts {
  body: JsonValue;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
}

/** The same, and the item that the element at hand belongs to. */
export interface ItemParts extends WebhookParts {
  item: JsonValue;
}

/** A value of the request, or of the element at hand; undefined where there is none. */
export function webhookValue(source: WebhookValue, element: JsonValue, parts: ItemParts): JsonValue | undefined {
  if (typeof source === 'string') return readPath(element, source);
  if ('item' in source) return readPath(parts.item, source.item);
  if ('header' in source) return ownText(parts.headers, source.header.toLowerCase());
  if ('query' in source) return ownText(parts.query, source.query);
  return readPath(parts.body, source.body);
}

const ownText = (texts: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined;

/** The same as text, by which values are compared; undefined for an object, a list and null. */
export function webhookText(source: WebhookValue, element: JsonValue, parts: ItemParts): string | undefined {
  const value = webhookValue(source, element, parts);
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}

/** A fixed text, or what the request says in its place; undefined: what it says stands for nothing. */
export function lookedUpText(lookedUp: LookedUp, element: JsonValue, parts: ItemParts): string | undefined {
  if (typeof lookedUp === 'string') return lookedUp;
  const { from, map, otherwise } = lookedUp;
  const found = webhookText(from, element, parts);
  if (found === undefined || found === '') return otherwise;
  if (!map) return found;
  return Object.hasOwn(map, found) ? map[found] : otherwise;
}

/** Where a value stands, for people. */
export function placeOf(source: WebhookValue): string {
  if (typeof source === 'string') return JSON.stringify(source);
  const [[kind, name] = []] = Object.entries(source);
  return kind === 'body' || kind === 'item' ? `${JSON.stringify(name)} of the ${kind}` : `the ${kind} ${name}`;
}
