import type { JsonRecord } from '../lib/json.ts';
import type { RequestTemplate } from '../model/connector-template.ts';
import { Fault } from '../model/fault.ts';
import { withQuery, type ProviderCall } from './call-provider.ts';
import { fillBody, fillParameters, type TemplateValues } from './fill-template.ts';
import type { PagePosition } from './page-position.ts';
import { followedLink } from './paging/followed-link.ts';
import type { PagingRequest } from './paging/page-rows.ts';
import { pagingRequest } from './paging/paging-kinds.ts';
import { fillPath } from './plan-query.ts';
import type { ProviderAccount } from './provider-account.ts';
import { putInBody } from './put-in-body.ts';
import type { QueryPlan } from './query-plan.ts';

export interface PageCall {
  call: ProviderCall;
  /** Rows that are asked for. */
  asked: number;
}

/** The request of one page. Throws `configuration.invalid` for a path parameter or an entry without a value. */
export function pageCall(
  plan: QueryPlan,
  { configuration }: Pick<ProviderAccount, 'configuration'>,
  position: PagePosition | undefined,
): PageCall {
  const [missing] = plan.unfilled;
  if (missing) throw unfilled(plan, missing.name);
  const paging = pagingRequest(plan, position);
  const where = plan.expression === undefined ? {} : { where: plan.expression };
  const values = { ...configuration, ...plan.parameters, ...where, ...paging.values };
  const template = paging.template ?? plan.resource.request;
  const headers = paging.template ? { ...plan.headers, ...otherHeaders(paging.template, values) } : plan.headers;
  const body = bodyOf(plan, paging, values);
  const call: ProviderCall = {
    method: template.method,
    url: urlOf(plan, paging, values),
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    expectedStatuses: expectedStatuses(plan, position),
  };
  return { call, asked: paging.asked };
}

export function unfilled({ resource, connector }: QueryPlan, name: string): Fault {
  const entries = resource.parameters[name]?.configuration ?? [];
  const hint =
    entries.length > 0 ? `set ${entries.join(' or ')}, or put the value into the URL` : 'put the value into the URL';
  return new Fault('configuration.invalid', `/hubs/${connector.hub}${resource.path}: {${name}} has no value; ${hint}`);
}

function urlOf(plan: QueryPlan, paging: PagingRequest, values: TemplateValues): string {
  const { template, link, parameters, repeatQuery = true } = paging;
  if (link !== undefined) {
    // The address of the account may be another one since: it is checked again.
    const url = followedLink(plan, link, { url: plan.url, place: plan.connector.name });
    const present = new URL(url).searchParams;
    const repeated = repeatQuery ? [...resourceQuery(plan, values), ...parameters] : parameters;
    return withQuery(
      url,
      repeated.filter(([name]) => !present.has(name)),
    );
  }
  if (template) {
    const query = Object.entries(template.query);
    const url = fillPath(`${plan.baseUrl}${template.path}`, plan.parameters);
    return withQuery(url, new Map([...fillParameters(query, values, 'query'), ...parameters]));
  }
  const query = repeatQuery ? resourceQuery(plan, values) : [];
  return withQuery(plan.url, new Map([...query, ...parameters]));
}

const resourceQuery = (plan: QueryPlan, values: TemplateValues): [string, string][] => [
  ...plan.vendorQuery,
  ...fillParameters([...plan.pageQuery], values, 'query'),
];

const otherHeaders = ({ headers }: RequestTemplate, values: TemplateValues): Record<string, string> =>
  Object.fromEntries(
    fillParameters(Object.entries(headers), values, 'header').map(([name, text]) => [name.toLowerCase(), text]),
  );

/** The conditions of the where clause belong to the request of the resource; another one has what it needs in a cursor. */
function bodyOf(plan: QueryPlan, { template }: PagingRequest, values: TemplateValues): JsonRecord | undefined {
  if (template) return template.body && fillBody(template.body, values);
  const { body } = plan.resource.request;
  if (body === undefined && plan.bodyConditions.length === 0) return undefined;
  const filled = fillBody(body ?? {}, values);
  for (const condition of plan.bodyConditions) putInBody(filled, condition);
  return filled;
}

function expectedStatuses({ paging, headers }: QueryPlan, position: PagePosition | undefined): number[] {
  const notModified = 'if-modified-since' in headers ? [304] : [];
  if (paging.kind === 'none') return notModified;
  const expired = 'expired' in paging ? paging.expired.map(({ status }) => status) : [];
  if (position === undefined) {
    return paging.kind === 'feed' ? [...notModified, ...paging.cursorStatuses] : notModified;
  }
  return [...notModified, ...expired, ...(paging.kind === 'feed' ? [] : paging.endStatuses)];
}
