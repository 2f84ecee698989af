import { WhereSyntaxError } from '../lib/where/expression.ts';
import { parseOrderBy, type FieldOrder } from '../lib/where/parse-order-by.ts';
import type { ConnectorResource } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';

export interface PlannedOrder {
  /** The field that decides first; undefined where no order is asked for. */
  leading: FieldOrder | undefined;
  /** True when more fields decide after it. */
  isCompound: boolean;
  /** The query that asks the vendor for it. */
  query: [name: string, template: string][];
}

/**
 * The order of a hub query, and how the vendor is asked for it. Several fields can be asked for where each has query
 * parameters of its own. Throws `query.invalid` for a text that is no order, `query.unsupported` for one that the vendor
 * does not have.
 */
export function planOrder(resource: ConnectorResource, text: string | undefined): PlannedOrder {
  const orders = parsed(text ?? '');
  const query = new Map<string, string>();
  for (const order of orders) {
    for (const [name, template] of Object.entries(queryOf(resource, order))) {
      if (query.has(name)) throw unsupported(resource, orders);
      query.set(name, template);
    }
  }
  return { leading: orders[0], isCompound: orders.length > 1, query: [...query] };
}

function parsed(text: string): FieldOrder[] {
  try {
    return parseOrderBy(text);
  } catch (error) {
    if (!(error instanceof WhereSyntaxError)) throw error;
    throw new Fault('query.invalid', error.message, { cause: error });
  }
}

function queryOf(resource: ConnectorResource, { field, direction }: FieldOrder): Record<string, string> {
  const directions = Object.hasOwn(resource.orderBy, field) ? resource.orderBy[field] : undefined;
  const query = directions?.[direction];
  if (query) return query;
  throw unsupported(resource, [{ field, direction }]);
}

function unsupported({ orderBy }: ConnectorResource, orders: readonly FieldOrder[]): Fault {
  const known = Object.entries(orderBy).flatMap(([name, directions]) =>
    Object.keys(directions).map((direction) => `${name} ${direction}`),
  );
  const asked = orders.map(({ field, direction }) => `${field} ${direction}`).join(', ');
  const allowed = known.length === 0 ? 'nothing' : `${orders.length > 1 ? 'one of ' : ''}${known.join(', ')}`;
  return new Fault('query.unsupported', `orderBy: the provider cannot sort by ${asked}; allowed: ${allowed}`);
}
