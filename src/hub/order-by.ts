import type { ConnectorResource } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import type { QueryOrder } from './query-plan.ts';

/** `field`, `field asc`, `field desc`, and `!field`, which some published configurations have for descending. */
export function parseOrderBy(text: string | undefined): QueryOrder | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const match = /^\s*(?<not>!?)\s*(?<field>\S+?)(?:\s+(?<direction>asc|desc))?\s*$/i.exec(text);
  const { not, field, direction } = match?.groups ?? {};
  if (field === undefined) {
    throw new Fault('query.invalid', `orderBy: found ${JSON.stringify(text)}, allowed: one field, then asc or desc`);
  }
  return { field, direction: not === '!' || direction?.toLowerCase() === 'desc' ? 'desc' : 'asc' };
}

/** The query that asks the vendor for an order. Throws `query.unsupported` for one that it does not have. */
export function orderQuery({ orderBy }: ConnectorResource, order: QueryOrder | undefined): [string, string][] {
  if (!order) return [];
  const { field, direction } = order;
  const query = Object.hasOwn(orderBy, field) ? orderBy[field]?.[direction] : undefined;
  if (query) return Object.entries(query);
  const known = Object.entries(orderBy).flatMap(([name, directions]) =>
    Object.keys(directions).map((known) => `${name} ${known}`),
  );
  throw new Fault(
    'query.unsupported',
    `orderBy: the provider cannot sort by ${field} ${direction}; allowed: ${known.join(', ') || 'nothing'}`,
  );
}
