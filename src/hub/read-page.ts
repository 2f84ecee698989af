import type { Instant } from '../lib/instant.ts';
import { JsonSyntaxError, parseJson, type JsonRecord, type JsonValue } from '../lib/json.ts';
import { matchesWhere } from '../lib/where/matches-where.ts';
import { Fault } from '../model/fault.ts';
import { callProvider, place, withQuery, type HubDependencies, type ProviderCall } from './call-provider.ts';
import { extractRecords } from './extract-records.ts';
import type { PagePosition } from './page-position.ts';
import { pageRemarks } from './page-remarks.ts';
import { keysetRequest, settleKeyset } from './paging/keyset-paging.ts';
import { numberedRequest, settleNumbered } from './paging/numbered-paging.ts';
import { offsetRequest, settleOffset } from './paging/offset-paging.ts';
import type { PageOutcome, PageRows } from './paging/page-rows.ts';
import type { ProviderAccount } from './provider-account.ts';
import { providerTime } from './provider-time.ts';
import type { QueryPlan } from './query-plan.ts';

export interface ResourcePage {
  /** The records that are new to the scan and pass the conditions left to us. */
  records: JsonRecord[];
  /** Undefined after the last page. */
  next: PagePosition | undefined;
  /** The provider's clock when the request was sent, in whole seconds; undefined when it sends no Date. */
  providerNow: Instant | undefined;
  request: PageRequestFacts;
  /** True when rows had moved between pages and part of them is read again; such records may come twice. */
  restarted: boolean;
  /** Remarks for whoever looks after the instance, on a first page only. */
  warnings: string[];
}

export interface PageRequestFacts {
  /** Without credentials. */
  url: string;
  status: number;
  durationMs: number;
  bytes: number;
}

/** Reads one page of a plan, the first or the one at `position`. Faults: those of callProvider and `provider.malformed`. */
export async function readPage(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  position?: PagePosition,
): Promise<ResourcePage> {
  const { call, asked } = pageCall(plan, position);
  const response = await callProvider(dependencies, account, call);
  const where = place(account, call);
  const answer = hasNoContent(response.status) ? undefined : parseAnswer(response.body, where);
  const rows = answer === undefined ? [] : extractRecords(plan.resource.records, answer, where);
  const outcome = settle(plan, { rows, answer: answer ?? null, asked, place: where }, position);
  return {
    records: filtered(plan, outcome.records),
    next: outcome.next,
    providerNow: providerTime(response.headers['date'], response.durationMs),
    request: { url: call.url, status: response.status, durationMs: response.durationMs, bytes: response.body.length },
    restarted: outcome.restarted,
    warnings: position === undefined ? pageRemarks(plan, rows) : [],
  };
}

function pageCall(plan: QueryPlan, position: PagePosition | undefined): { call: ProviderCall; asked: number } {
  const [missing] = plan.unfilled;
  if (missing) throw unfilled(plan, missing.name);
  const { parameters, asked } = pageParameters(plan, position);
  const query = parameters.length === 0 ? plan.vendorQuery : new Map([...plan.vendorQuery, ...parameters]);
  const { method } = plan.resource.request;
  const expectedStatuses = position === undefined || plan.paging.kind === 'none' ? [] : plan.paging.endStatuses;
  return { call: { method, url: withQuery(plan.url, query), headers: plan.headers, expectedStatuses }, asked };
}

export function unfilled({ resource, connector }: QueryPlan, name: string): Fault {
  const entries = resource.parameters[name]?.configuration ?? [];
  const hint =
    entries.length > 0 ? `set ${entries.join(' or ')}, or put the value into the URL` : 'put the value into the URL';
  return new Fault('configuration.invalid', `/hubs/${connector.hub}${resource.path}: {${name}} has no value; ${hint}`);
}

function pageParameters(
  plan: QueryPlan,
  position: PagePosition | undefined,
): { parameters: [string, string][]; asked: number } {
  const { paging } = plan;
  switch (paging.kind) {
    case 'none':
      return { parameters: [], asked: plan.pageSize };
    case 'offset':
      return offsetRequest(paging, plan, ofKind('offset', position));
    case 'page':
      return numberedRequest(paging, plan, ofKind('page', position));
    case 'keyset':
      return keysetRequest(paging, plan, ofKind('keyset', position));
  }
}

function settle(plan: QueryPlan, page: PageRows, position: PagePosition | undefined): PageOutcome {
  const { paging } = plan;
  switch (paging.kind) {
    case 'none':
      return { records: page.rows, next: undefined, restarted: false };
    case 'offset':
      return settleOffset(paging, plan, page, ofKind('offset', position));
    case 'page':
      return settleNumbered(paging, plan, page, ofKind('page', position));
    case 'keyset':
      return settleKeyset(paging, plan, page, ofKind('keyset', position));
  }
}

type Kind = PagePosition['kind'];

function ofKind<K extends Kind>(
  kind: K,
  position: PagePosition | undefined,
): Extract<PagePosition, { kind: K }> | undefined {
  if (position === undefined || position.kind === kind)
    return position as Extract<PagePosition, { kind: K }> | undefined;
  throw new Fault('query.invalid', `the page token belongs to another query: found ${position.kind}, expected ${kind}`);
}

/** "No content", or a page past the end where the connector expects an error for it. An empty 200 is a fault. */
const hasNoContent = (status: number): boolean => status === 204 || status >= 300;

function parseAnswer(body: Buffer, where: string): JsonValue {
  try {
    return parseJson(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new Fault('provider.malformed', `${where}: expected JSON, found ${error.message}`, { cause: error });
  }
}

function filtered({ filter, refine }: QueryPlan, records: JsonRecord[]): JsonRecord[] {
  if (!filter && !refine) return records;
  return records.filter(
    (record) =>
      (!filter || matchesWhere(filter, record)) && (!refine || matchesWhere(refine, record, { missing: true })),
  );
}
