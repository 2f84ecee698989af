import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { resourceAt, splitRecordPath } from './find-resource.ts';
import type { HubQuery } from './hub-query.ts';
import { checkPassedOn, credentialParameters } from './passed-on.ts';
import { planQuery } from './plan-query.ts';
import type { QueryPlan } from './query-plan.ts';

/** A query for one record. */
export interface RecordPlan {
  /** The list that it belongs to, without conditions. */
  list: QueryPlan;
  id: string;
  query: HubQuery;
}

/** What a query for one record cannot say. */
const ofLists = ['where', 'orderBy', 'page', 'pageSize', 'nextPage'] as const;

/**
 * The plan of a path that ends in the id of a record, such as `/hubs/crm/contacts/7`; undefined where it does not, so that
 * it is a list or nothing. Faults: those of planQuery.
 */
export function planRecord(
  connector: Connector,
  query: HubQuery,
  configuration: Readonly<Record<string, string>>,
): RecordPlan | undefined {
  if (resourceAt(connector, query.path)) return undefined;
  const split = splitRecordPath(query.path);
  if (!split || !resourceAt(connector, split.listPath)) return undefined;
  const { listPath, id } = split;
  if (/^\{.*\}$/.test(id))
    throw new Fault('query.invalid', `${query.path}: found ${JSON.stringify(id)}, allowed: the id of a record`);
  const given = ofLists.find((name) => query[name] !== undefined);
  if (given)
    throw new Fault(
      'query.invalid',
      `${given}: found beside the id of a record; allowed there: fields, and none of ${ofLists.join(', ')}`,
    );
  const list = planQuery(connector, { path: listPath, passedOn: {} }, configuration);
  const names = Object.keys(list.resource.one?.request.query ?? {});
  checkPassedOn(connector, query.passedOn, new Set([...names, ...credentialParameters(connector)]));
  return { list, id, query };
}
