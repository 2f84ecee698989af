import type { JsonValue } from '../lib/json.ts';
import type { Expression } from '../lib/where/expression.ts';
import type { RecordDates } from '../lib/where/compare-dates.ts';
import type { FieldOrder } from '../lib/where/parse-order-by.ts';
import type { Connector, ConnectorResource } from '../model/connector.ts';
import type { Paging } from '../model/connector-paging.ts';
import type { HubQuery } from './hub-query.ts';
import type { LowerBound } from './where/lower-bound.ts';

/** A path parameter whose value neither the URL nor the configuration gives. */
export interface UnfilledParameter {
  name: string;
  /** Configuration entries that could give it. */
  configuration: readonly string[];
  /** The resource whose records give the values, and the field; absent when the user must give it. */
  from: string | undefined;
  field: string;
}

/** A condition in the body of a request: set at its path, or added to the array there. */
export interface BodyCondition {
  path: string;
  value: JsonValue;
  append: boolean;
}

/** By what a provider can tell that the answer to a URL has not changed. */
export interface PageValidator {
  /** With the whole query, without credentials. */
  url: string;
  etag?: string;
  lastModified?: string;
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
  /** Without a slash at its end. */
  baseUrl: string;
  /** The vendor's URL without a query; `{name}` where a parameter is unfilled. */
  url: string;
  /** Query parameters of every page, without paging. */
  vendorQuery: ReadonlyMap<string, string>;
  /** Query parameters that differ from page to page or by path parameter: name → template. */
  pageQuery: ReadonlyMap<string, string>;
  /** Conditions in the language of the vendor, which `{where}` in the request stands for. */
  expression: string | undefined;
  bodyConditions: readonly BodyCondition[];
  headers: Readonly<Record<string, string>>;
  paging: Paging;
  /** Rows per request. */
  pageSize: number;
  /** Left to us: conditions that the vendor does not know, and conditions that it filters more coarsely. */
  filter: Expression | undefined;
  refine: Expression | undefined;
  bounds: readonly LowerBound[];
  /** How records write their dates, where the poll says so; absent: as their values show. */
  dates?: RecordDates;
  /** The field that decides first in the order that was asked for. */
  orderBy: FieldOrder | undefined;
  /** How the rows come, by their updated date, as far as the connector knows. */
  order: ConnectorResource['polling']['order'];
  /** Of an earlier answer: a first page with this very URL is only asked for if it has changed. */
  conditional?: PageValidator;
}
