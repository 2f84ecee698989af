import type { HubDependencies } from '../../../src/hub/call-provider.ts';
import { planQuery } from '../../../src/hub/plan-query.ts';
import type { QueryPlan } from '../../../src/hub/query-plan.ts';
import { readResource } from '../../../src/hub/read-resource.ts';
import { datePattern } from '../../../src/lib/date-pattern/date-pattern.ts';
import { readDate } from '../../../src/lib/date-pattern/read-date.ts';
import { printInstant, type Instant } from '../../../src/lib/instant.ts';
import type { JsonRecord } from '../../../src/lib/json.ts';
import type { Connector } from '../../../src/model/connector.ts';
import type { World } from '../history/poller.ts';
import type { History } from '../history/step.ts';
import { hubOf } from '../ours/hub-of.ts';
import { connectorOf, truthAbout } from '../world/connector.ts';
import type { Profile } from '../world/profile.ts';
import type { ReadRecord } from './cursor-rule.ts';

/** Rows that a rule reads which looks at the first page only, the newest first. */
const firstPageRows = 10;

/** Reads for one rule, in one history. */
export interface RivalReader {
  /** All records dated from `since` on; without it, the newest. */
  read(request: HubDependencies['egress']['request'], since: Instant | undefined): Promise<ReadRecord[]>;
}

export function createReader({ profile, timeline, history }: World, pages: 'all' | 'first'): RivalReader {
  const connector = connectorFor(history, pages);
  const account = { organizationId: 1, instanceId: 1, connector, configuration: {} };
  let planned: { since: Instant | undefined; plan: QueryPlan } | undefined;
  return {
    async read(request, since) {
      if (!planned || planned.since !== since)
        planned = { since, plan: planQuery(connector, queryOf(profile, since), {}) };
      const records = new Map<string, JsonRecord>();
      for await (const page of readResource(hubOf(timeline, request), account, planned.plan))
        for (const record of page.records) records.set(idOf(record), record);
      const read = [...records.values()].map((record) => readRecord(profile, record));
      return since === undefined ? read.slice(0, firstPageRows) : read;
    },
  };
}

/** Pages as the provider gives them, or one page without its paging. Made once for all rules. */
function connectorFor(history: History, pages: 'all' | 'first'): Connector {
  const made = connectors.get(history) ?? {};
  connectors.set(history, made);
  const truth = truthAbout(history.profile);
  made[pages] ??= connectorOf(pages === 'all' ? truth : { ...truth, paging: { kind: 'none' } });
  return made[pages];
}

const connectors = new WeakMap<History, Partial<Record<'all' | 'first', Connector>>>();

function queryOf({ filter, dates, pageSize }: Profile, since: Instant | undefined) {
  const path = '/contacts';
  if (since === undefined) return { path, passedOn: { sort: 'newest' } };
  const bound = `>='${printInstant(since)}'`;
  const either = dates === 'updatedAfterEdit' ? ` or created_at${bound}` : '';
  return { path, pageSize, passedOn: {}, ...(filter.kind !== 'absent' && { where: `updated_at${bound}${either}` }) };
}

function readRecord({ shown, zone }: Profile, record: JsonRecord): ReadRecord {
  const pattern = datePattern(shown.pattern, zone.name);
  const [updated, created] = [record['updated_at'], record['created_at']].map((value) => readDate(value, pattern));
  const reading = updated?.kind === 'none' ? created : updated;
  const date = reading?.kind === 'instant' ? reading.instant : undefined;
  const recordId = idOf(record);
  return { recordId, record, date, key: JSON.stringify([recordId, record['updated_at']]) };
}

const idOf = ({ id }: JsonRecord): string => (typeof id === 'string' ? id : '');
