import type { JsonValue } from '../lib/json.ts';
import type { PollingOverrides } from './connector-polling.ts';

/** One date field of a polled record. */
export interface DateField {
  /** Field name or dotted path in the record. */
  field: string;
  /** Java date pattern, or `milliseconds`, `seconds`, `microseconds`. */
  format: string;
  /** Zone of values that name none. Default UTC. */
  timezone: string;
}

/** One polled resource: an entry of `event.poller.configuration`, checked and in canonical form. */
export interface PollDefinition {
  resource: string;
  /** Hub URL with time templates, e.g. `/hubs/crm/contacts?where=updated_at>='${gmtDate:…}'`. */
  url: string;
  /** Empty: records are known by their content. */
  idField: string;
  updated: DateField | undefined;
  created: DateField | undefined;
  /** False: the created date decides what is new. Default true. */
  filterByUpdatedDate: boolean;
  /** True: records dated after the start of a poll wait for the next one. Default false. */
  filterByCurrentDate: boolean;
  /** Seconds by which created and updated may differ on a new record. Default 0. */
  createdCheckToleranceSeconds: number;
  /** A record created after the watermark and never seen is CREATED even if it was edited since. Default false. */
  createdWhenNew: boolean;
  /** Records per page. Undefined: as the connector says for the resource (20 by default). */
  pageSize: number | undefined;
  /** Seconds subtracted from the last poll date in the query. Default 0. */
  pollDelaySeconds: number;
  /** Events tell which fields differ from the version before. Default false. */
  changedFields: boolean;
  /** Records told are kept, so that the values before can be told with `changedFields`. Default false. */
  keepRecords: boolean;
  /** What counts instead of the polling rules of the connector. Default: nothing. */
  polling: PollingOverrides;
  /** Keys we keep but do not use. */
  unused: Record<string, JsonValue>;
}

/** What definitions say that were stored before these could be said. */
export const laterDefaults = {
  changedFields: false,
  keepRecords: false,
  polling: {},
} satisfies Partial<PollDefinition>;

/** A correction or remark on accepted input: shown in `warnings` and logged. */
export interface Warning {
  path: string;
  message: string;
}
