import type { JsonRecord } from '../lib/json.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Paging } from '../model/connector-paging.ts';
import { Fault } from '../model/fault.ts';
import type { HubDependencies } from './call-provider.ts';
import { firstPosition } from './first-position.ts';
import type { PagePosition } from './page-position.ts';
import { pageTokens, type HubPosition, type PageTokens } from './page-token.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';
import { readPage, type PageRequestFacts, type ResourcePage } from './read-page.ts';
import { shapeRecord } from './shape-record.ts';

/** One page of a hub resource as a user of `GET /hubs/…` sees it. */
export interface HubPage {
  records: JsonRecord[];
  /** For the header Elements-Next-Page-Token; undefined when there is certainly nothing more. */
  nextPageToken: string | undefined;
  /** All records of the query; undefined where the vendor does not tell, or not only its rows count. */
  total: number | undefined;
  /** The requests it took. */
  requests: PageRequestFacts[];
  /** What looks wrong though it breaks nothing; on a first page only. */
  warnings: string[];
}

export interface HubPageDependencies extends HubDependencies {
  /** Signs page tokens. */
  sealer: Pick<Sealer, 'sign'>;
}

/** Records on a page where the query names no pageSize. */
const defaultHubPageSize = 100;
const largestHubPageSize = 10_000;

/**
 * Fills a page of the size that the plan's query asks for from as many pages of the vendor as it takes, beginning at its
 * `nextPage` token or at the page with its number. Null fields are left out unless the configuration entry
 * `filter.response.nulls` is `false`. Reads no further when nobody waits for the page any more. Throws `query.invalid` for
 * a page that is too large, for a token beside a number, and for one that was not made for this query of this instance.
 */
export async function hubPage(
  dependencies: HubPageDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  isAwaited: () => boolean = () => true,
): Promise<HubPage> {
  const { pageSize = defaultHubPageSize } = plan.query;
  if (pageSize > largestHubPageSize)
    throw new Fault(
      'query.invalid',
      `pageSize: found ${pageSize}, allowed: a whole number from 1 to ${largestHubPageSize}`,
    );
  const tokens = pageTokens(dependencies, account, plan);
  const start = startOf(plan, { pageSize, tokens });
  const samePages = { ...plan, paging: readOnce(plan.paging), pageSize: start.rows };
  const { records, next, ...collected } = await collect(dependencies, account, samePages, {
    start,
    pageSize,
    isAwaited,
  });
  const shaped = records.map((record) => shapeRecord(record, plan.query.fields, account.configuration));
  return { ...collected, records: shaped, nextPageToken: next && tokens.print(next) };
}

function startOf(plan: QueryPlan, { pageSize, tokens }: { pageSize: number; tokens: PageTokens }): HubPosition {
  const { nextPage, page } = plan.query;
  if (nextPage === undefined) return firstPosition(plan, ((page ?? 1) - 1) * pageSize);
  if (page === undefined) return tokens.parse(nextPage);
  throw new Fault('query.invalid', 'nextPage: found together with page; allowed: one of the two');
}

/** Whoever pages by hand does not want the pages a second time. */
const readOnce = (paging: Paging): Paging => ('recheck' in paging ? { ...paging, recheck: false } : paging);

type Collected = Omit<HubPage, 'nextPageToken'> & { next: HubPosition | undefined };

async function collect(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  { start, pageSize, isAwaited }: { start: HubPosition; pageSize: number; isAwaited: () => boolean },
): Promise<Collected> {
  const records: JsonRecord[] = [];
  const requests: PageRequestFacts[] = [];
  const warnings: string[] = [];
  let total: number | undefined;
  const { rows } = start;
  let { position, skip } = start;
  const collected = (next: HubPosition | undefined): Collected => ({ records, next, total, requests, warnings });
  for (;;) {
    const page = await readPage(dependencies, account, plan, position);
    requests.push(page.request);
    warnings.push(...page.warnings);
    total = totalOfAll(plan, page, position) ?? total;
    const taken = page.records.slice(skip, skip + pageSize - records.length);
    records.push(...taken);
    const used = skip + taken.length;
    if (records.length === pageSize && used < page.records.length)
      return collected({ ...(position ? { position } : {}), skip: used, rows });
    if (!page.next || !isAwaited()) return collected(undefined);
    skip = Math.max(0, skip - page.records.length);
    position = page.next;
    if (records.length === pageSize) return collected({ position, skip: 0, rows });
  }
}

/** Rows that are filtered out here count for the vendor, and within a keyset it counts what is left of them. */
const totalOfAll = (
  { filter, refine }: QueryPlan,
  { total }: ResourcePage,
  position: PagePosition | undefined,
): number | undefined =>
  filter || refine || (position?.kind === 'keyset' && position.from !== undefined) ? undefined : total;
