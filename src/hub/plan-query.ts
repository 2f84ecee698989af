import type { Connector, ConnectorResource } from '../model/connector.ts';
import type { Paging } from '../model/connector-paging.ts';
import { Fault } from '../model/fault.ts';
import { fillBody, fillParameter, fillTemplate, isOfRequest, isSet } from './fill-template.ts';
import { findResource } from './find-resource.ts';
import { parseHubUrl, type HubQuery } from './hub-query.ts';
import { orderQuery, parseOrderBy } from './order-by.ts';
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
  const templates = new Map([...Object.entries(resource.request.query), ...orderQuery(resource, orderBy)]);
  const [pageQuery, constant] = partition([...templates], ([, template]) => differs(resource, template));
  const vendorQuery = constant.map(([key, template]): [string, string] => [
    key,
    fillTemplate(template, values, `the query ${key}`),
  ]);
  checkTemplates(resource, pageQuery, values);
  const base = baseUrl(connector, configuration);
  const plan: QueryPlan = {
    connector,
    resourceName: name,
    resource,
    query: hubQuery,
    parameters,
    unfilled: unfilledParameters(resource, parameters),
    baseUrl: base,
    url: `${base}${resource.request.path}`,
    vendorQuery: new Map([...vendorQuery, ...Object.entries(hubQuery.passedOn), ...where.parameters]),
    pageQuery: new Map(pageQuery),
    expression: where.expression,
    bodyConditions: where.body,
    headers: {
      ...fillHeaders({ ...connector.headers, ...resource.request.headers }, values),
      ...Object.fromEntries(where.headers),
    },
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

/** Whether a template is not the same for all pages and all values of the path parameters. */
const differs = ({ parameters }: ConnectorResource, template: string): boolean =>
  [...template.matchAll(/\{([^{}]+)\}/g)].some(([, name = '']) => isOfRequest(name) || Object.hasOwn(parameters, name));

/** What is filled in page by page needs its configuration entries now, while somebody is there to be told. */
function checkTemplates(
  { parameters, request }: ConnectorResource,
  pageQuery: readonly (readonly [string, string])[],
  configured: Readonly<Record<string, string>>,
): void {
  const anyValue = Object.keys(parameters).map((name) => [name, name]);
  const values = { ...Object.fromEntries(anyValue), ...configured };
  for (const [key, template] of pageQuery) fillParameter(template, values, `the query ${key}`);
  if (request.body) fillBody(request.body, values);
}

const partition = <T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] => [
  items.filter(belongs),
  items.filter((item) => !belongs(item)),
];

/** The plan for one set of values of its path parameters. */
export function fillPlan(plan: QueryPlan, values: Readonly<Record<string, string>>): QueryPlan {
  const parameters = { ...plan.parameters, ...values };
  const url = fillPath(plan.url, parameters);
  return { ...plan, parameters, url, unfilled: unfilledParameters(plan.resource, parameters) };
}

/** The URL with the parameters that have a value. */
export const fillPath = (url: string, parameters: Readonly<Record<string, string>>): string =>
  url.replaceAll(/\{([^{}]+)\}/g, (placeholder, name: string) => {
    const value = parameters[name];
    return value === undefined ? placeholder : pathSegment(name, value);
  });

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

/** A keyset works only in its own order; in another the same vendor is read by page numbers. */
function pagingFor({ paging }: ConnectorResource, orderBy: QueryOrder | undefined): Paging {
  if (paging.kind !== 'keyset' || !orderBy) return paging;
  if (orderBy.field === paging.field && orderBy.direction === 'asc') return paging;
  const { field: _field, parameter: _parameter, ...numbered } = paging;
  return { ...numbered, kind: 'page', recheck: true };
}

/** Conditions that are filtered here make few records of many rows, so the vendor's pages are then as large as can be. */
function pageSize(paging: Paging, asked: number | undefined): number {
  if (paging.kind === 'none') return defaultPageSize;
  const cap = 'maxRows' in paging ? (paging.maxRows ?? Infinity) : Infinity;
  return Math.min(asked ?? defaultPageSize, paging.maxPageSize, cap);
}
