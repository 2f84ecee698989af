import { sql, type RawBuilder } from 'kysely';
import { msFromInstant } from '../lib/instant.ts';
import type { Comparison, Expression, Literal } from '../lib/where/expression.ts';
import { readMoment } from '../lib/where/read-instant.ts';
import { Fault } from '../model/fault.ts';
import { describeValue } from '../model/findings/describe-value.ts';
import { suggestion } from '../model/findings/nearest-key.ts';
import { parseInstanceTopic } from '../model/instance-topic.ts';

type Condition = RawBuilder<boolean>;

export const deliveryStatuses = ['created', 'retry', 'queued', 'delivered'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** A field of a where clause over deliveries. */
interface Field {
  /** What a value may be, in words. */
  allowed: string;
  /** Its column, for fields that may be compared with `<`, `<=`, `>` and `>=`. */
  column?: RawBuilder<unknown>;
  /** The value as it is stored; undefined: it is none. */
  read: (text: string) => string | number | undefined;
  equals: (value: string | number) => Condition;
  /** True: it may be null, of which `equals` is neither true nor false. */
  nullable?: true;
}

const id = (column: RawBuilder<unknown>): Field => ({
  allowed: 'a whole number of at most 15 digits',
  column,
  read: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  equals: (value) => sql`${column} = ${value}::bigint`,
});

const oneOf = (values: readonly string[], equals: Field['equals']): Field => ({
  allowed: values.join(', '),
  read: (text) => (values.includes(text) ? text : undefined),
  equals,
});

const createdAt = sql`d.created_at_ms`;

/** Of a delivery `d`, its subscription `s`, its notification `n` and that one's instance `i`. */
const fields: Readonly<Record<string, Field>> = {
  channel: oneOf(['webhook', 'email', 'sms', 'push'], (value) => (value === 'webhook' ? sql`true` : sql`false`)),
  // `notified` is a word of the contract for other channels.
  status: oneOf([...deliveryStatuses, 'notified'], (value) => sql`d.status = ${value}`),
  'config.url': { allowed: 'a text', read: (text) => text, equals: (value) => sql`s.url = ${value}` },
  subscriptionId: id(sql`d.subscription_id`),
  notificationId: id(sql`d.notification_id`),
  topic: { allowed: 'a text', read: (text) => text, equals: (value) => topicIs(String(value)), nullable: true },
  instanceId: { ...id(sql`n.instance_id`), nullable: true },
  createdDate: {
    allowed:
      'an ISO date such as 2026-01-31T08:00:00Z, or seconds (10 digits) or milliseconds (13 digits, or 0) since 1970',
    column: createdAt,
    read: (text) => {
      const instant = readMoment(text);
      return instant === undefined ? undefined : msFromInstant(instant);
    },
    equals: (value) => sql`${createdAt} = ${value}::bigint`,
  },
};

function topicIs(topic: string): Condition {
  const named = parseInstanceTopic(topic);
  if (!named) return sql`n.topic = ${topic}`;
  return sql`(n.instance_id = ${named.instanceId}::bigint and i.connector_key = ${named.connectorKey})`;
}

/** The fields of a where clause over deliveries. */
export const deliveryFields: readonly string[] = Object.keys(fields);

/** A where clause over deliveries as SQL. Throws `query.invalid`, naming the field, what was found and what is allowed. */
export function deliveryCondition(expression: Expression): Condition {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const items = expression.items.map(deliveryCondition);
      return sql`(${sql.join(items, expression.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
    case 'not':
      return sql`not coalesce(${deliveryCondition(expression.item)}, false)`;
    case 'in':
      return sql`(${sql.join(
        expression.values.map((value) => equality(expression.column, value)),
        sql` or `,
      )})`;
    case 'comparison':
      return comparison(expression);
    case 'isNull':
      throw refusal(expression.column, 'IS NULL', 'these fields are never null');
  }
}

function comparison({ column, operator, value }: Comparison): Condition {
  if (operator === '=') return equality(column, value);
  if (operator === '!=') return difference(column, value);
  const ranged = fieldOf(column);
  if (operator === 'LIKE' || !ranged.column) throw refusal(column, operator, operatorsOf(ranged));
  return sql`${ranged.column} ${sql.raw(operator)} ${valueOf(column, value)}::bigint`;
}

const equality = (column: string, value: Literal): Condition => fieldOf(column).equals(valueOf(column, value));

const difference = (column: string, value: Literal): Condition =>
  fieldOf(column).nullable
    ? sql`not coalesce(${equality(column, value)}, false)`
    : sql`not (${equality(column, value)})`;

const operatorsOf = ({ column }: Field) => (column ? '=, !=, IN, <, <=, > and >=' : '=, != and IN');

function fieldOf(column: string): Field {
  const field = Object.hasOwn(fields, column) ? fields[column] : undefined;
  if (field) return field;
  const allowed = `${deliveryFields.join(', ')}.${suggestion(column, deliveryFields)}`;
  throw new Fault('query.invalid', `where: there is no field ${describeValue(column)}; allowed: ${allowed}`);
}

function valueOf(column: string, { text }: Literal): string | number {
  const field = fieldOf(column);
  const value = field.read(text);
  if (value === undefined) throw refusal(column, describeValue(text), field.allowed);
  return value;
}

const refusal = (column: string, found: string, allowed: string) =>
  new Fault('query.invalid', `where: ${column}: found ${found}; allowed: ${allowed}.`);

/** Of all deliveries. */
export const everyDelivery: Condition = sql`true`;

/** Of those of one notification, or the one that it has for one subscription. */
export const deliveriesOf = (notificationId: number, subscriptionId?: number): Condition =>
  subscriptionId === undefined
    ? sql`d.notification_id = ${notificationId}`
    : sql`d.notification_id = ${notificationId} and d.subscription_id = ${subscriptionId}`;
