import type { ConnectorResource } from '../model/connector.ts';
import type { HubQuery } from './hub-query.ts';

/**
 * The query with the names that the vendor has for its parameters (`passOn` of the resource). A where clause and an order
 * that are named there become parameters, as they stand.
 */
export function passOn({ passOn: names }: Pick<ConnectorResource, 'passOn'>, query: HubQuery): HubQuery {
  if (Object.keys(names).length === 0) return query;
  const { where, orderBy, passedOn, ...rest } = query;
  const raw = Object.entries({ where, orderBy }).filter(([, value]) => value !== undefined && value.trim() !== '');
  const isNamed = (name: string) => Object.hasOwn(names, name);
  const given = [...Object.entries(passedOn), ...raw.filter(([name]) => isNamed(name))] as [string, string][];
  return {
    ...rest,
    ...(where !== undefined && !isNamed('where') && { where }),
    ...(orderBy !== undefined && !isNamed('orderBy') && { orderBy }),
    passedOn: Object.fromEntries(given.map(([name, value]) => [isNamed(name) ? (names[name] as string) : name, value])),
  };
}
