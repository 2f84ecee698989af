import { findResource } from '../../hub/find-resource.ts';
import { hubPage, type HubPageDependencies } from '../../hub/hub-page.ts';
import type { HubQuery } from '../../hub/hub-query.ts';
import { planQuery } from '../../hub/plan-query.ts';
import type { ProviderAccount } from '../../hub/provider-account.ts';
import { readOne } from '../../hub/read-one.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { findInstance } from '../../store/find-instance.ts';
import type { Laboratory } from './laboratory.ts';
import type { Trial } from './trial.ts';

/** The account of an instance, with what was captured when it was made. */
export async function accountOf(
  { db, sealer, caller }: Laboratory,
  { connector }: Trial,
  instanceId: number,
): Promise<ProviderAccount> {
  const of = { organizationId: caller.organizationId, id: instanceId };
  const { configuration } = (await findInstance({ db, sealer }, of)) ?? { configuration: {} };
  return { organizationId: caller.organizationId, instanceId, connector, configuration };
}

/** The records of a query, or the one record that it names; further pages as long as `goesOn` says so. */
export async function askHub(
  hub: HubPageDependencies,
  account: ProviderAccount,
  query: HubQuery,
  goesOn: () => boolean,
): Promise<JsonRecord[]> {
  const { connector, configuration } = account;
  const single = singleRecord(connector, query);
  if (single) {
    const record = await readOne(hub, account, planQuery(connector, single.list, configuration), single);
    return record ? [record] : [];
  }
  const read: JsonRecord[] = [];
  for (let asked: HubQuery | undefined = query; asked;) {
    const page = await hubPage(hub, account, planQuery(connector, asked, configuration));
    read.push(...page.records);
    asked = page.nextPageToken !== undefined && goesOn() ? { ...query, nextPage: page.nextPageToken } : undefined;
  }
  return read;
}

/** The query of the list and the id of the record in it, where the path names one. */
function singleRecord(connector: Connector, query: HubQuery): { list: HubQuery; id: string } | undefined {
  if (resourceOf(connector, query.path)) return undefined;
  const slash = query.path.lastIndexOf('/');
  const path = query.path.slice(0, slash);
  if (!resourceOf(connector, path)?.one) return undefined;
  return { list: { ...query, path }, id: decodeURIComponent(query.path.slice(slash + 1)) };
}

function resourceOf(connector: Connector, path: string) {
  try {
    return findResource(connector, path).resource;
  } catch (error) {
    if (error instanceof Fault && error.code === 'resource.not_found') return undefined;
    throw error;
  }
}
