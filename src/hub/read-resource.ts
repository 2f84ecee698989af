import { Fault } from '../model/fault.ts';
import { place, type HubDependencies } from './call-provider.ts';
import type { PagePosition } from './page-position.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';
import { readPage, type ResourcePage } from './read-page.ts';

/** A scan longer than this is taken for one that never ends. */
const maxPages = 100_000;

/** All pages of a plan, from the first or from `position`. Each is read when the one before has been used. */
export async function* readResource(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  position?: PagePosition,
): AsyncGenerator<ResourcePage, void, undefined> {
  let next = position;
  for (let pages = 0; pages < maxPages; pages++) {
    const page = await readPage(dependencies, account, plan, next);
    yield page;
    if (!page.next) return;
    next = page.next;
  }
  const where = place(account, { method: plan.resource.request.method, url: plan.url });
  throw new Fault('provider.malformed', `${where}: there was no end after ${maxPages} pages`);
}
