import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { readDate } from '../../lib/date-pattern/read-date.ts';
import { readPath } from '../../lib/field-path.ts';
import { isLike } from '../../lib/is-like.ts';
import type { Instant } from '../../lib/instant.ts';
import { isRecord, type JsonValue } from '../../lib/json.ts';
import { refuseTooMany } from '../refuse-too-many.ts';
import type { WebhookCondition, WebhookRule } from '../../model/connector-webhooks.ts';
import type { ReceivedItem } from '../../model/received-item.ts';
import {
  lookedUpText,
  placeOf,
  webhookText,
  webhookValue,
  type ItemParts,
  type WebhookParts,
} from './webhook-value.ts';

/** What the rules make of a webhook. Every item, or element of one, is in exactly one of the first three. */
export interface RuledItems {
  items: ReceivedItem[];
  /** Why items were left alone. */
  ignored: string[];
  /** What is wrong with items that cannot be used. */
  refused: string[];
  /** What is strange about items that are used nevertheless. */
  remarks: string[];
}

/**
 * What the items of a webhook mean by the rules of its connector. The first rule counts whose conditions hold, and whose
 * words all stand for something. Throws `webhook.unusable` for more than are worked on.
 */
export function itemsByRules(
  rules: readonly WebhookRule[],
  items: readonly JsonValue[],
  parts: WebhookParts,
): RuledItems {
  refuseTooMany(items.length);
  const ruled: RuledItems = { items: [], ignored: [], refused: [], remarks: [] };
  for (const [index, item] of items.entries()) {
    applyRules(ruled, rules, { item, place: `item ${index + 1}`, parts: { ...parts, item } });
  }
  return ruled;
}

interface PlacedItem {
  item: JsonValue;
  /** For people. */
  place: string;
  parts: ItemParts;
}

function applyRules(ruled: RuledItems, rules: readonly WebhookRule[], { item, place, parts }: PlacedItem): void {
  const fitting = rules.filter(({ when }) => when.every((condition) => holds(condition, item, parts)));
  const byElement = fitting[0]?.each;
  const alike = fitting.filter(({ each }) => each === byElement);
  if (byElement === undefined) return applyFirst(ruled, alike, { item, place, parts });
  const list = readPath(item, byElement);
  if (!Array.isArray(list)) {
    ruled.refused.push(`${place}: expected a list at ${JSON.stringify(byElement)}, found ${kindOf(list)}`);
    return;
  }
  refuseTooMany(ruled.items.length + ruled.ignored.length + ruled.refused.length + list.length);
  if (list.length === 0) ruled.ignored.push(`${place}: the list at ${JSON.stringify(byElement)} is empty`);
  for (const [index, element] of list.entries()) {
    applyFirst(ruled, alike, { item: element, place: `${place}, ${byElement}[${index}]`, parts });
  }
}

const holds = ({ value, is, like }: WebhookCondition, item: JsonValue, parts: ItemParts): boolean => {
  const found = webhookText(value, item, parts);
  if (found === undefined) return false;
  return is ? is.includes(found) : isLike(found, like ?? '');
};

/** The first rule whose words all stand for something. */
function applyFirst(ruled: RuledItems, rules: readonly WebhookRule[], { item, place, parts }: PlacedItem): void {
  for (const rule of rules) {
    if (rule.ignore) {
      ruled.ignored.push(`${place}: a rule ignores it`);
      return;
    }
    const resource = lookedUpText(rule.resource ?? '', item, parts);
    const type = lookedUpText(rule.type, item, parts);
    if (resource === undefined || type === undefined) continue;
    return applyRule(ruled, rule, { item, place, parts, resource, type });
  }
  ruled.ignored.push(`${place}: no rule fits`);
}

interface NamedItem extends PlacedItem {
  resource: string;
  type: string;
}

function applyRule(ruled: RuledItems, rule: WebhookRule, named: NamedItem): void {
  const { item, place, parts, resource, type } = named;
  const { then, delaySeconds } = rule;
  if (then === 'poll') {
    ruled.items.push({ then, resource, delaySeconds });
    return;
  }
  const recordId = rule.id === undefined ? undefined : webhookText(rule.id, item, parts);
  const parameters = Object.entries(rule.parameters).map(([name, source]) => [name, webhookText(source, item, parts)]);
  const missing = [
    ...(rule.id !== undefined && isAbsent(recordId) ? [placeOf(rule.id)] : []),
    ...Object.entries(rule.parameters).flatMap(([, source], index) =>
      isAbsent(parameters[index]?.[1]) ? [placeOf(source)] : [],
    ),
  ];
  if (missing.length > 0 || recordId === undefined) {
    ruled.refused.push(`${place} (${resource}): nothing is at ${missing.join(' and ')}, where its id is expected`);
    return;
  }
  const date = dateOf(ruled, rule, named);
  const record = rule.record === undefined ? undefined : readPath(item, rule.record);
  ruled.items.push({
    then,
    resource,
    recordId,
    type,
    date,
    record: isRecord(record) ? record : undefined,
    element: isRecord(item) ? item : { value: item },
    parameters: Object.fromEntries(parameters) as Record<string, string>,
    delaySeconds,
  });
}

const isAbsent = (text: string | undefined): boolean => text === undefined || text === '';

function dateOf(ruled: RuledItems, { date }: WebhookRule, { item, place, parts }: NamedItem): Instant | undefined {
  if (!date) return undefined;
  const reading = readDate(webhookValue(date.value, item, parts), datePattern(date.format, date.timezone));
  if (reading.kind === 'instant') return reading.instant;
  if (reading.kind === 'unparsable') {
    const found = JSON.stringify(reading.text.slice(0, 60));
    ruled.remarks.push(`${place}: the date at ${placeOf(date.value)} is ${found}; expected: ${date.format}`);
  }
  return undefined;
}

function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  return isRecord(value) ? 'an object' : JSON.stringify(value).slice(0, 60);
}
