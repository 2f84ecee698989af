import type { JsonRecord } from '../lib/json.ts';
import type { Paging } from '../model/connector-paging.ts';
import type { HubDependencies } from './call-provider.ts';
import { parsePageToken, printPageToken, type HubPosition } from './page-token.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';
import { readPage, type PageRequestFacts } from './read-page.ts';
import { selectFields, stripNulls } from './shape-record.ts';

/** One page of a hub resource as a user of `GET /hubs/…` sees it. */
export interface HubPage {
  records: JsonRecord[];
  /** For the header Elements-Next-Page-Token; undefined when there is certainly nothing more. */
  nextPageToken: string | undefined;
  /** The requests it took. */
  requests: PageRequestFacts[];
  /** What looks wrong though it breaks nothing; on a first page only. */
  warnings: string[];
}

/** Records on a page where the query names no pageSize. */
const defaultHubPageSize = 100;

/**
 * Fills a page of the size that the plan's query asks for from as many pages of the vendor as it takes, beginning at its
 * `nextPage` token or at the page with its number. Null fields are left out unless the configuration entry
 * `filter.response.nulls` is `false`.
 */
export async function hubPage(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
): Promise<HubPage> {
  const { nextPage, page = 1, pageSize = defaultHubPageSize, fields } = plan.query;
  const start =
    nextPage === undefined ? { skip: (page - 1) * pageSize, rows: plan.pageSize } : parsePageToken(nextPage);
  const samePages = { ...plan, paging: readOnce(plan.paging), pageSize: start.rows };
  const { records, ...collected } = await collect(dependencies, account, samePages, { start, pageSize });
  const keepNulls = account.configuration['filter.response.nulls'] === 'false';
  const shaped = records.map((record) => {
    const selected = fields && fields.length > 0 ? selectFields(record, fields) : record;
    return keepNulls ? selected : stripNulls(selected);
  });
  const { next, requests, warnings } = collected;
  return { records: shaped, nextPageToken: next && printPageToken(next), requests, warnings };
}

/** Whoever pages by hand does not want the pages a second time. */
const readOnce = (paging: Paging): Paging => (paging.kind === 'page' ? { ...paging, recheck: false } : paging);

async function collect(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  { start, pageSize }: { start: HubPosition; pageSize: number },
): Promise<Pick<HubPage, 'records' | 'requests' | 'warnings'> & { next: HubPosition | undefined }> {
  const records: JsonRecord[] = [];
  const requests: PageRequestFacts[] = [];
  const warnings: string[] = [];
  const { rows } = start;
  let { position, skip } = start;
  for (;;) {
    const page = await readPage(dependencies, account, plan, position);
    requests.push(page.request);
    warnings.push(...page.warnings);
    const taken = page.records.slice(skip, skip + pageSize - records.length);
    records.push(...taken);
    const used = skip + taken.length;
    if (records.length === pageSize && used < page.records.length) {
      return { records, next: { ...(position ? { position } : {}), skip: used, rows }, requests, warnings };
    }
    if (!page.next) return { records, next: undefined, requests, warnings };
    skip = Math.max(0, skip - page.records.length);
    position = page.next;
    if (records.length === pageSize) return { records, next: { position, skip: 0, rows }, requests, warnings };
  }
}
