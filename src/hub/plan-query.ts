import type { Connector, ConnectorResource } from '../model/connector.ts';
import type { Paging } from '../model/connector-resource.ts';
import { Fault } from '../model/fault.ts';
import { fillTemplate, isSet } from './fill-template.ts';
import { findResource } from './find-resource.ts';
import { parseHubUrl, type HubQuery } from './hub-query.ts';
import { planWhere } from './plan-where.ts';
import type { QueryOrder, QueryPlan, UnfilledParameter } from './query-plan.ts';

/** Rows per page where neither the query nor the vendor says less. */
const defaultPageSize = 100;

/**
 * Turns a hub query into what the vendor is asked and what is filtered here. `query` is a hub URL as poller
 * configurations have it (dates filled in), or its parts. Faults: `resource.not_found`, `query.invalid`,
 * `query.unsupported`, `configuration.invalid`.
 */
export function planQuery(
  connector: Connector,
  query: string | HubQuery,
  configuration: Readonly<Record<string, string>>,
): QueryPlan {
  const hubQuery = typeof query === 'string' ? parseHubUrl(query) : query;
  const { name, resource, parameters: given } = findResource(connector, hubQuery.path);
  const parameters = { ...configuredParameters(resource, configuration), ...given };
  const orderBy = parseOrderBy(hubQuery.orderBy);
  const paging = pagingFor(resource, orderBy);
  const where = planWhere(resource.where, hubQuery.where);
  const values = { ...configuration, ...parameters };
  const vendorQuery = new Map<string, string>();
  const add = (template: Record<string, string>) => {
    for (const [key, text] of Object.entries(template))
      vendorQuery.set(key, fillTemplate(text, values, `the query ${key}`));
  };
  add(resource.request.query);
  add(orderBy ? orderQuery(resource, orderBy) : {});
  for (const [key, value] of [...Object.entries(hubQuery.passedOn), ...where.parameters]) vendorQuery.set(key, value);
  const plan: QueryPlan = {
    connector,
    resourceName: name,
    resource,
    query: hubQuery,
    parameters,
    unfilled: unfilledParameters(resource, parameters),
    url: `${baseUrl(connector, configuration)}${resource.request.path}`,
    vendorQuery,
    headers: fillHeaders({ ...connector.headers, ...resource.request.headers }, values),
    paging,
    pageSize: pageSize(resource.paging, where.filter ? Infinity : hubQuery.pageSize),
    filter: where.filter,
    refine: where.refine,
    bounds: where.bounds,
    orderBy,
    order: orderBy && paging.kind !== 'keyset' ? 'none' : resource.polling.order,
  };
  return fillPlan(plan, parameters);
}

/** The plan for one set of values of its path parameters. */
export function fillPlan(plan: QueryPlan, values: Readonly<Record<string, string>>): QueryPlan {
  const parameters = { ...plan.parameters, ...values };
  const url = plan.url.replaceAll(/\{([^{}]+)\}/g, (placeholder, name: string) => {
    const value = parameters[name];
    return value === undefined ? placeholder : pathSegment(name, value);
  });
  return { ...plan, parameters, url, unfilled: unfilledParameters(plan.resource, parameters) };
}

/** `.` and `..` would address another resource of the vendor. */
function pathSegment(name: string, value: string): string {
  if (value !== '' && value !== '.' && value !== '..') return encodeURIComponent(value);
  throw new Fault('query.invalid', `${name}: found ${JSON.stringify(value)}, allowed: the id of a record`);
}

function baseUrl({ name, baseUrl: byDefault }: Connector, configuration: Readonly<Record<string, string>>): string {
  const configured = configuration['base.url'];
  const url = isSet(configured) ? configured.trim() : byDefault;
  if (url !== '') return fillTemplate(url.replace(/\/+$/, ''), configuration, 'base.url');
  throw new Fault('configuration.invalid', `base.url is not set; every account of ${name} has its own`);
}

function configuredParameters(
  { parameters }: ConnectorResource,
  configuration: Readonly<Record<string, string>>,
): Record<string, string> {
  const found = Object.entries(parameters).flatMap(([name, { configuration: keys }]) => {
    const key = keys.find((candidate) => isSet(configuration[candidate]));
    return key === undefined ? [] : [[name, configuration[key] as string] as const];
  });
  return Object.fromEntries(found);
}

const unfilledParameters = (
  { parameters }: ConnectorResource,
  values: Readonly<Record<string, string>>,
): UnfilledParameter[] =>
  Object.entries(parameters)
    .filter(([name]) => values[name] === undefined)
    .map(([name, { configuration, from, field }]) => ({ name, configuration, from, field }));

function fillHeaders(templates: Record<string, string>, values: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, text] of Object.entries(templates)) {
    headers[name.toLowerCase()] = fillTemplate(text, values, `the header ${name}`);
  }
  return headers;
}

/** `field`, `field asc`, `field desc`, and `!field`, which some published configurations have for descending. */
function parseOrderBy(text: string | undefined): QueryOrder | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const match = /^\s*(?<not>!?)\s*(?<field>\S+?)(?:\s+(?<direction>asc|desc))?\s*$/i.exec(text);
  const { not, field, direction } = match?.groups ?? {};
  if (field === undefined) {
    throw new Fault('query.invalid', `orderBy: found ${JSON.stringify(text)}, allowed: one field, then asc or desc`);
  }
  return { field, direction: not === '!' || direction?.toLowerCase() === 'desc' ? 'desc' : 'asc' };
}

function orderQuery({ orderBy }: ConnectorResource, { field, direction }: QueryOrder): Record<string, string> {
  const query = Object.hasOwn(orderBy, field) ? orderBy[field]?.[direction] : undefined;
  if (query) return query;
  const known = Object.entries(orderBy).flatMap(([name, directions]) =>
    Object.keys(directions).map((known) => `${name} ${known}`),
  );
  throw new Fault(
    'query.unsupported',
    `orderBy: the provider cannot sort by ${field} ${direction}; allowed: ${known.join(', ') || 'nothing'}`,
  );
}

/** A keyset works only in its own order; in another the same vendor is read by page numbers. */
function pagingFor({ paging }: ConnectorResource, orderBy: QueryOrder | undefined): Paging {
  if (paging.kind !== 'keyset' || !orderBy) return paging;
  if (orderBy.field === paging.field && orderBy.direction === 'asc') return paging;
  const { field: _field, parameter: _parameter, ...numbered } = paging;
  return { ...numbered, kind: 'page' };
}

/** Conditions that are filtered here make few records of many rows, so the vendor's pages are then as large as can be. */
const pageSize = (paging: Paging, asked: number | undefined): number =>
  paging.kind === 'none' ? defaultPageSize : Math.min(asked ?? defaultPageSize, paging.maxPageSize);
