import { readField } from '../lib/field-path.ts';
import type { JsonRecord } from '../lib/json.ts';
import { Fault } from '../model/fault.ts';
import { saysDeleted } from '../model/says-deleted.ts';
import type { HubDependencies } from './call-provider.ts';
import { deriveFields } from './derive-fields.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';
import { readOne } from './read-one.ts';

/** Requests of one page at the same time; the rate limits of the account hold beside it. */
const atOnce = 4;

/**
 * The records of a list; where it shows too little of them (`fetchEach`), each is read by `one`. Those that are not there any more are left out;
 * those that the list tells as deleted stay as they are. `requests`: how many were sent. Faults: those of callProvider, and `provider.malformed`.
 */
export async function fetchEach(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  listed: readonly JsonRecord[],
): Promise<{ records: JsonRecord[]; requests: number }> {
  if (!plan.resource.fetchEach) return { records: [...listed], requests: 0 };
  const found: (JsonRecord | undefined)[] = [];
  for (let from = 0; from < listed.length; from += atOnce) {
    const reading = listed.slice(from, from + atOnce).map((record) => fetchOne(dependencies, account, plan, record));
    found.push(...(await Promise.all(reading)));
  }
  const requests = listed.filter((record) => isToRead(plan, record)).length;
  return { records: found.filter((record) => record !== undefined), requests };
}

async function fetchOne(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  listed: JsonRecord,
): Promise<JsonRecord | undefined> {
  const { one, idField, derivedFields } = plan.resource;
  if (!one || !isToRead(plan, listed)) return listed;
  const record = await readOne(dependencies, account, plan, { id: idOf(plan, listed) });
  if (!record || readField(record, idField) !== undefined) return record;
  return deriveFields(derivedFields, { [idField]: readField(listed, idField) ?? null, ...record });
}

const isToRead = ({ resource: { deletedWhen } }: QueryPlan, listed: JsonRecord): boolean =>
  !deletedWhen || !saysDeleted(deletedWhen, listed);

function idOf({ resource, connector }: QueryPlan, record: JsonRecord): string {
  const id = readField(record, resource.idField);
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  throw new Fault(
    'provider.malformed',
    `${connector.name}: a record of ${resource.path} has no ${resource.idField}, by which it could be read`,
  );
}
