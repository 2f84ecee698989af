import type { Instant } from '../lib/instant.ts';
import type { JsonRecord } from '../lib/json.ts';
import { matchesWhere } from '../lib/where/matches-where.ts';
import { place, type HubDependencies } from './call-provider.ts';
import { conditionalCall, validatorOf } from './conditional-request.ts';
import { fetchEach } from './fetch-each.ts';
import { callResource } from './hooks/call-resource.ts';
import { readAnswer } from './page-answer.ts';
import { pageCall } from './page-call.ts';
import { isSecondReading, type PagePosition } from './page-position.ts';
import { pageRemarks } from './page-remarks.ts';
import { totalOf } from './paging/page-rows.ts';
import { settlePage } from './paging/paging-kinds.ts';
import type { ProviderAccount } from './provider-account.ts';
import { providerTime } from './provider-time.ts';
import type { PageValidator, QueryPlan } from './query-plan.ts';

export interface ResourcePage {
  /** The records that are new to the scan and pass the conditions left to us. */
  records: JsonRecord[];
  /** Undefined after the last page. */
  next: PagePosition | undefined;
  /** Where to go on instead for a reader who wants no later rows; undefined: nowhere. */
  ifEnded?: PagePosition | undefined;
  /** The provider's clock when the request was sent, in whole seconds; undefined when it sends no Date. */
  providerNow: Instant | undefined;
  request: PageRequestFacts;
  /** Beside `request`: those that read the records of the list one by one. */
  furtherRequests: number;
  /** Rows of the answer that the scan had not read before; of a page that is read a second time none. */
  rowsRead: number;
  /** True when rows had moved between pages and part of them is read again; such records may come twice. */
  restarted: boolean;
  /**
   * True from the page on that met the most rows or pages that the provider gives for one query: there are more. Pages may
   * follow that read the list a second time.
   */
  capped: boolean;
  /** All rows of the query as the provider counts them, where the connector trusts it. */
  total?: number;
  /** Where the next poll of a change feed begins, if the scan ends with this page. On every page of a feed. */
  resume?: PagePosition;
  /** True when the provider answered that nothing has changed since `QueryPlan.conditional`. There are no records then. */
  notModified: boolean;
  /** For `QueryPlan.conditional` of the next poll; on a first page only. */
  validator?: PageValidator;
  /** Remarks for whoever looks after the instance, on a first page only. */
  warnings: string[];
}

export interface PageRequestFacts {
  /** Without credentials. */
  url: string;
  status: number;
  /** Epoch milliseconds by our clock. */
  sentAt: number;
  durationMs: number;
  bytes: number;
}

/**
 * Reads one page of a plan, the first or the one at `position`. Faults: those of callProvider, `provider.malformed`,
 * `provider.cursor_expired`, and `query.invalid` for a position of another kind of paging.
 */
export async function readPage(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  position?: PagePosition,
): Promise<ResourcePage> {
  const { call: unconditional, asked } = pageCall(plan, account, position);
  const call = conditionalCall(plan, unconditional, position);
  const response = await callResource(dependencies, account, plan, call);
  const { status, headers, sentAt, durationMs, body } = response;
  const facts = {
    providerNow: providerTime(headers['date'], durationMs),
    request: { url: call.url, status, sentAt, durationMs, bytes: body.length },
  };
  if (status === 304 && call !== unconditional) return { ...notModified, ...facts };
  const { rows, answer } = readAnswer(account, plan, { call, response }, position);
  const page = { rows, answer, asked, place: place(account, call), url: call.url, headers };
  const { records: listed, capped = false, ...outcome } = settlePage(plan, page, position);
  const { records, requests: furtherRequests } = await fetchEach(dependencies, account, plan, listed);
  const total = 'total' in plan.paging ? totalOf(plan.paging, answer) : undefined;
  const validator = validatorOf(plan, { call, response }, position);
  return {
    ...facts,
    ...outcome,
    records: filtered(plan, records),
    furtherRequests,
    rowsRead: isSecondReading(position) ? 0 : listed.length,
    capped,
    notModified: false,
    ...(total === undefined ? {} : { total }),
    ...(validator === undefined ? {} : { validator }),
    warnings: position === undefined ? pageRemarks(plan, rows) : [],
  };
}

const notModified = {
  records: [],
  next: undefined,
  furtherRequests: 0,
  rowsRead: 0,
  restarted: false,
  capped: false,
  notModified: true,
  warnings: [],
};

function filtered({ filter, refine, dates }: QueryPlan, records: JsonRecord[]): JsonRecord[] {
  if (!filter && !refine) return records;
  const options = dates ? { compare: dates.compare } : {};
  return records.filter(
    (record) =>
      (!filter || matchesWhere(filter, record, options)) &&
      (!refine || matchesWhere(refine, record, { ...options, missing: true })),
  );
}
