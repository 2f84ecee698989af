import { type JsonRecord } from '../../lib/json.ts';
import type { Hooks } from '../../model/connector-hooks.ts';
import type { HubQuery } from '../hub-query.ts';
import type { QueryPlan } from '../query-plan.ts';
import { requestExpression } from './request-expression.ts';

/** What hooks of one request are told besides the request itself. */
export interface HookScope {
  /** Those of the resource or step; the connector's own come with the account. */
  hooks: Hooks;
  /** Where they stand in the connector, for messages, e.g. `resources.contacts.`; empty or ending in a dot. */
  at: string;
  /** Paths that a hook gives are added to it. Without a slash at its end. */
  baseUrl: string;
  objectName: string;
  /** Of the request to us: its path, the values in it, and its query. */
  path: string;
  pathVariables: Readonly<Record<string, string>>;
  parameters: Readonly<Record<string, string>>;
  /** The conditions of the where clause; null without one. */
  expression: JsonRecord[] | null;
  /** Path of the records in the answer. */
  rootKey: string;
}

/** The scope of requests for the records of a plan. */
export const scopeOf = ({ connector, resource, resourceName, baseUrl, parameters, query }: QueryPlan): HookScope => ({
  hooks: resource.hooks,
  at: `resources.${resourceName}.`,
  baseUrl,
  objectName: resourceName,
  path: query.path.startsWith('/hubs/') ? query.path : `/hubs/${connector.hub}${query.path}`,
  pathVariables: parameters,
  parameters: queryOf(query),
  expression: query.where === undefined ? null : requestExpression(query.where),
  rootKey: 'list' in resource.records ? resource.records.list : '',
});

function queryOf({ where, orderBy, fields, page, pageSize, nextPage, passedOn }: HubQuery): Record<string, string> {
  const given = { where, orderBy, fields: fields?.join(','), page, pageSize, nextPage };
  const set = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return { ...passedOn, ...(Object.fromEntries(set) as Record<string, string>) };
}
