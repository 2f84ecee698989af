import { planQuery } from '../hub/plan-query.ts';
import type { ProviderAccount } from '../hub/provider-account.ts';
import type { QueryPlan } from '../hub/query-plan.ts';
import { readField } from '../lib/field-path.ts';
import type { JsonRecord } from '../lib/json.ts';
import type { ReceivedChange } from '../model/received-item.ts';
import { isDated, tellsByDate } from './is-dated.ts';
import type { ResolvedChange } from './received-batch.ts';
import type { FindWatched, WatchedResource, WatchingPoll } from './watched-resource.ts';

/** The record with this id; undefined where the provider has none. */
export type ReadRecord = (plan: QueryPlan, id: string) => Promise<JsonRecord | undefined>;

/** The same; undefined in place of a promise: enough was read for this webhook, and this record is not. */
export type ReadWithinBudget = (...named: Parameters<ReadRecord>) => ReturnType<ReadRecord> | undefined;

/** Whose webhook it is, and what is known of it. */
export interface ReceivedFrom {
  account: ProviderAccount;
  findWatched: FindWatched;
  readRecord: ReadWithinBudget;
  /** Its verification proves that the provider sent it. */
  trusted: boolean;
  /** Anybody may have sent it, as far as is known here: the address is no secret, and nothing else was proved at the door. */
  anybody: boolean;
}

/** What a change has become. */
export type Resolved =
  | { kind: 'change'; change: ResolvedChange }
  | { kind: 'poll'; poll: WatchingPoll; why: string }
  | { kind: 'ignored' | 'refused'; why: string };

/**
 * What is made of a change that a webhook says: it is told as it is, with the record as the provider shows it now, or left to
 * the poll that watches the resource. Faults: those of readRecord and planQuery.
 */
export async function resolveChange(from: ReceivedFrom, item: ReceivedChange, index: number): Promise<Resolved> {
  const found = from.findWatched(item);
  switch (found.kind) {
    case 'unwatched':
      return toldDirectly(from, item, index);
    case 'poll':
      return found;
    case 'outside':
      return { kind: 'ignored', why: found.why };
    case 'watched':
      return resolveWatched(from, { item, index, watched: found.watched });
  }
}

/** Nobody else watches the resource: the webhook is the only one to tell it. */
async function toldDirectly(
  { account, readRecord }: ReceivedFrom,
  item: ReceivedChange,
  index: number,
): Promise<Resolved> {
  const change = resolved(item, { index, watched: undefined });
  const plan = item.then === 'fetch' && item.type !== 'DELETED' ? planOf(account, item) : undefined;
  if (!plan) return { kind: 'change', change };
  // Undefined beyond what is read for one webhook: then what it says itself is told, as nobody else tells it.
  const record = await readRecord(plan, item.recordId);
  return { kind: 'change', change: record ? { ...change, record, fetched: true } : change };
}

const tooManyReads = 'the webhook names more records than are read for one';

/** How a record of a resource that nobody polls is read; undefined where the connector does not say it. */
function planOf({ connector, configuration }: ProviderAccount, item: ReceivedChange): QueryPlan | undefined {
  const resource = Object.hasOwn(connector.resources, item.resource) ? connector.resources[item.resource] : undefined;
  if (!resource?.one) return undefined;
  const path = resource.path.replaceAll(/\{([^{}]+)\}/g, (placeholder, name: string) => {
    const value = item.parameters[name];
    return value === undefined ? placeholder : encodeURIComponent(value);
  });
  const plan = planQuery(connector, { path, passedOn: {} }, configuration);
  return plan.unfilled.length === 0 ? plan : undefined;
}

interface WatchedChange {
  item: ReceivedChange;
  index: number;
  watched: WatchedResource;
}

async function resolveWatched(from: ReceivedFrom, change: WatchedChange): Promise<Resolved> {
  const { item, index, watched } = change;
  const { poll, scope, plan } = watched;
  const { resource } = poll.definition;
  const told = resolved({ ...item, resource }, { index, watched: { pollId: poll.id, scope } });
  if (isBelieved(from, change)) return { kind: 'change', change: told };
  const leftTo = (why: string): Resolved => ({ kind: 'poll', poll, why });
  if (!plan.resource.one) return leftTo(`single records of ${resource} cannot be read`);
  const isDeletion = item.type === 'DELETED';
  if (!isDeletion && !tellsByDate(poll.definition))
    return leftTo(`records of ${resource} have no date to put them in order`);
  const reading = from.readRecord(plan, item.recordId);
  if (!reading) return leftTo(tooManyReads);
  const record = await reading;
  if (record && !isDated(poll.definition, record)) return leftTo(`${resource} ${item.recordId} shows no date`);
  if (record) {
    const type = isDeletion ? 'UPDATED' : item.type;
    return { kind: 'change', change: { ...told, type, record, fetched: true } };
  }
  return isDeletion ? { kind: 'change', change: told } : leftTo(`${resource} ${item.recordId} is not there`);
}

/**
 * Whether the webhook's word is enough. Many providers go on showing what was deleted, so that it is looked up only where
 * anybody may have said it.
 */
function isBelieved({ trusted, anybody }: ReceivedFrom, { item, watched }: WatchedChange): boolean {
  if (item.type === 'DELETED') return trusted || !anybody;
  return trusted && item.then === 'tell' && showsRecord(watched.poll.definition, item);
}

/** Whether the webhook holds the very record, with the date by which it is put in order. */
const showsRecord = (definition: WatchingPoll['definition'], { record, recordId }: ReceivedChange): boolean =>
  record !== undefined && isDated(definition, record) && hasId(definition.idField.trim(), record, recordId);

function hasId(idField: string, record: JsonRecord, recordId: string): boolean {
  const id = idField === '' ? undefined : readField(record, idField);
  return (typeof id === 'string' || typeof id === 'number' || typeof id === 'boolean') && String(id) === recordId;
}

const resolved = (
  { then: _then, delaySeconds: _delay, ...said }: ReceivedChange,
  { index, watched }: Pick<ResolvedChange, 'index' | 'watched'>,
): ResolvedChange => ({ ...said, index, watched, fetched: false });
