import type { Expression } from '../lib/where/expression.ts';
import type { Connector, ConnectorResource } from '../model/connector.ts';
import type { Paging } from '../model/connector-resource.ts';
import type { HubQuery } from './hub-query.ts';
import type { LowerBound } from './plan-where.ts';

/** A path parameter whose value neither the URL nor the configuration gives. */
export interface UnfilledParameter {
  name: string;
  /** Configuration entries that could give it. */
  configuration: readonly string[];
  /** The resource whose records give the values, and the field; absent when the user must give it. */
  from: string | undefined;
  field: string;
}

export interface QueryOrder {
  field: string;
  direction: 'asc' | 'desc';
}

/** One hub query, ready to be read page by page. Made once per poll. */
export interface QueryPlan {
  connector: Connector;
  resourceName: string;
  resource: ConnectorResource;
  query: HubQuery;
  /** Values of the path parameters. */
  parameters: Readonly<Record<string, string>>;
  /** Not empty: `listParameterValues` gives values, `fillPlan` the plan of each. */
  unfilled: readonly UnfilledParameter[];
  /** The vendor's URL without a query; `{name}` where a parameter is unfilled. */
  url: string;
  /** Query parameters of every page, without paging. */
  vendorQuery: ReadonlyMap<string, string>;
  headers: Readonly<Record<string, string>>;
  paging: Paging;
  /** Rows per request. */
  pageSize: number;
  /** Left to us: conditions that the vendor does not know, and conditions that it filters more coarsely. */
  filter: Expression | undefined;
  refine: Expression | undefined;
  bounds: readonly LowerBound[];
  /** The order that was asked for. */
  orderBy: QueryOrder | undefined;
  /** How the rows come, by their updated date, as far as the connector knows. */
  order: ConnectorResource['polling']['order'];
}
