import { withoutEndSlashes } from '../lib/without-end-slashes.ts';
import type { Connector, ConnectorResource } from '../model/connector.ts';
import type { Paging } from '../model/connector-paging.ts';
import { Fault } from '../model/fault.ts';
import { fillBody, fillParameter, fillParameters, fillTemplate, isOfRequest, isSet } from './fill-template.ts';
import { findResource } from './find-resource.ts';
import { parseHubUrl, type HubQuery } from './hub-query.ts';
import { planOrder, type PlannedOrder } from './order-by.ts';
import { passOn } from './pass-on.ts';
import { checkPassedOn, credentialHeaders, credentialParameters, pagingParameters } from './passed-on.ts';
import { planWhere } from './plan-where.ts';
import type { QueryPlan, UnfilledParameter } from './query-plan.ts';
import type { FixedPlaces } from './where/fixed-places.ts';
import { withAccountZones } from './where/account-zones.ts';

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
  const asked = typeof query === 'string' ? parseHubUrl(query) : query;
  const { name, resource, parameters: given } = findResource(connector, asked.path);
  const hubQuery = passOn(resource, asked);
  const parameters = { ...configuredParameters(resource, configuration), ...given };
  const order = planOrder(resource, hubQuery.orderBy);
  const paging = pagingFor(resource, order);
  const values = { ...configuration, ...parameters };
  const templates = new Map([...Object.entries(resource.request.query), ...order.query]);
  const [pageQuery, constant] = partition([...templates], ([, template]) => differs(resource, template));
  const vendorQuery = fillParameters(constant, values, 'query');
  checkTemplates(resource, pageQuery, values);
  const needed = [...pagingParameters(paging), ...credentialParameters(connector)];
  const reserved = [...order.query, ...pageQuery].map(([parameter]) => parameter).concat(needed);
  const rules = withAccountZones(resource.where, hubQuery.where, configuration);
  const own = new Set(reserved.filter((parameter) => !isBoundOf(paging, parameter)));
  const where = planWhere(rules, hubQuery.where, own, fixedPlaces(connector, resource));
  const set = [...reserved, ...fixedParameters(resource), ...where.parameters.map(([parameter]) => parameter)];
  checkPassedOn(connector, hubQuery.passedOn, new Set(set));
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
    orderBy: order.leading,
    order: order.leading && paging.kind !== 'keyset' ? 'none' : resource.polling.order,
  };
  return fillPlan(plan, parameters);
}

/** Those of the request but what `passOn` names: these a query may set in their place. */
function fixedParameters({ passOn: names, request }: ConnectorResource): string[] {
  const replaceable = new Set(Object.values(names));
  return Object.keys(request.query).filter((parameter) => !replaceable.has(parameter));
}

const fixedPlaces = (connector: Connector, { request }: ConnectorResource): FixedPlaces => ({
  query: Object.keys(request.query),
  headers: [
    ...Object.keys({ ...connector.headers, ...request.headers }).map((name) => name.toLowerCase()),
    ...credentialHeaders(connector),
    'accept',
    'content-type',
  ],
  body: request.body,
});

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

/** `.` and `..` would address another resource of the vendor; half a surrogate pair can stand in no URL. */
function pathSegment(name: string, value: string): string {
  if (value !== '' && value !== '.' && value !== '..' && value.isWellFormed()) return encodeURIComponent(value);
  throw new Fault('query.invalid', `${name}: found ${JSON.stringify(value)}, allowed: the id of a record`);
}

/**
 * Without a slash at its end. Throws `configuration.invalid` where neither the instance nor the connector has one, and
 * where the entry that it begins with holds no address.
 */
export function baseUrl(
  { name, baseUrl: byDefault }: Connector,
  configuration: Readonly<Record<string, string>>,
): string {
  const configured = configuration['base.url'];
  const url = isSet(configured) ? configured.trim() : byDefault;
  if (url === '') {
    throw new Fault('configuration.invalid', `base.url is not set; every account of ${name} has its own`);
  }
  const filled = withoutEndSlashes(fillTemplate(withoutEndSlashes(url), configuration, 'base.url').trim());
  if (!url.startsWith('{') || /^https?:\/\//i.test(filled)) return filled;
  const found = `base.url is ${url}: found ${JSON.stringify(filled)}`;
  throw new Fault('configuration.invalid', `${found}; allowed: an http(s) URL such as https://acme.example.com`);
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

/** The headers of a request that asks for JSON; names in lower case. */
export function fillHeaders(templates: Record<string, string>, values: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, text] of fillParameters(Object.entries(templates), values, 'header')) {
    headers[name.toLowerCase()] = text;
  }
  return headers;
}

/** A keyset goes on by the very parameter that a where clause gives its first page. */
const isBoundOf = (paging: Paging, parameter: string): boolean =>
  paging.kind === 'keyset' && paging.parameter === parameter;

/** A keyset works only in its own order; in another the same vendor is read by page numbers. */
function pagingFor({ paging }: ConnectorResource, { leading, isCompound }: PlannedOrder): Paging {
  if (paging.kind !== 'keyset' || !leading) return paging;
  if (leading.field === paging.field && leading.direction === 'asc' && !isCompound) return paging;
  const { field: _field, parameter: _parameter, ...numbered } = paging;
  return { ...numbered, kind: 'page', recheck: true };
}

/** Conditions that are filtered here make few records of many rows, so the vendor's pages are then as large as can be. */
function pageSize(paging: Paging, asked: number | undefined): number {
  if (paging.kind === 'none') return defaultPageSize;
  const cap = 'maxRows' in paging ? (paging.maxRows ?? Infinity) : Infinity;
  return Math.min(asked ?? defaultPageSize, paging.maxPageSize, cap);
}
