import { sql } from 'kysely';
import { and, type Condition } from './conditions.ts';
import type { Db } from './database.ts';
import type { DeliveryState } from './event-outcome.ts';
import type { EventScope } from './event-scope.ts';
import { isAttempted } from './is-attempted.ts';

/** What few events may have. */
export interface RareTraits extends EventScope {
  recordId?: string | undefined;
  type?: string | undefined;
  /** The id of the event, or of its record, begins so. */
  search?: string | undefined;
  delivery?: DeliveryState | undefined;
}

/** More are looked for among the events of the instance, newest first: then a page is found soon. */
const mostNarrowed = 5_000;

const commonTypes: readonly string[] = ['CREATED', 'UPDATED'];

/** An index of ids knows this text as it stands, whatever the language of the database. */
const recordIdText = sql`e.record_id collate "C"`;

/** On `events e`. */
export const recordIs = (recordId: string): Condition => sql`${recordIdText} = ${recordId}`;

/** On `events e`. */
export const idBegins = (text: string): Condition => sql`(${recordIdText} ^@ ${text} or e.event_id ^@ ${text})`;

/**
 * The notifications that may hold what is looked for, where they are few. Undefined: they are many, or nothing rare is
 * looked for. The rest of the search is still to be asked of them.
 */
export async function narrowEvents(db: Db, traits: RareTraits): Promise<number[] | undefined> {
  const events = eventTraits(traits);
  if (events.length > 0) return few(db, sql`select e.notification_id id from events e where ${and(events)}`);
  const { delivery } = traits;
  if (delivery !== 'outstanding' && delivery !== 'failed') return undefined;
  return few(
    db,
    sql`
    select d.notification_id id from subscriptions s join deliveries d on d.subscription_id = s.id
    where ${and(mayHaveThem(traits))} and d.status <> 'delivered' ${delivery === 'failed' ? sql`and ${isAttempted}` : sql``}`,
  );
}

/** On `subscriptions s`: not those of other instances, however much they have outstanding. The others may be sent anything. */
const mayHaveThem = ({ organizationId, instanceId }: EventScope): Condition[] => [
  sql`s.organization_id = ${organizationId}`,
  ...(instanceId === undefined ? [] : [sql`(s.instance_id is null or s.instance_id = ${instanceId})`]),
];

const eventTraits = ({ recordId, type, search }: RareTraits): Condition[] => [
  ...(recordId === undefined ? [] : [recordIs(recordId)]),
  ...(search === undefined ? [] : [idBegins(search)]),
  // The second condition is how the index of rare types is recognised, as the type is a parameter.
  ...(type === undefined || commonTypes.includes(type)
    ? []
    : [sql`e.type = ${type} and e.type not in ('CREATED', 'UPDATED')`]),
];

async function few(db: Db, ids: Condition): Promise<number[] | undefined> {
  const { rows } = await sql<{ id: number }>`${ids} limit ${mostNarrowed + 1}`.execute(db);
  return rows.length > mostNarrowed ? undefined : [...new Set(rows.map(({ id }) => id))];
}
