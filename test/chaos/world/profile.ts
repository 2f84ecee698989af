import type { DateForm } from './date-form.ts';
import type { WorldZone } from './zone.ts';

/** What is true of one pretend provider, drawn by chance for each history. */
export interface Profile {
  /** Where its local times are, and how it writes dates. */
  zone: WorldZone;
  shown: DateForm;
  /** `shown`: it knows its dates only as precisely as it shows them. */
  stored: 'exact' | 'shown';
  dates: 'both' | 'updatedOnly' | 'updatedAfterEdit' | 'none';
  filter: FilterKind;
  paging: 'none' | 'offset' | 'page' | 'keyset' | 'idKeyset' | 'cursor' | 'nextLink' | 'feed';
  /** What a cursor of the provider stands for: a list that was frozen, or the last row. */
  cursorOf: 'snapshot' | 'lastRow';
  pageSize: number;
  /** Rows that one query gives at most. */
  resultCap: number | undefined;
  order: 'updatedAscending' | 'updatedDescending' | 'id' | 'shuffled';
  /** A record is visible at most this long after its date. */
  settleSeconds: number;
  /** The provider's clock minus ours, at the beginning. */
  skewUs: number;
  dateHeader: boolean;
  /** Fields come in another order in each answer; a field moves without a change. */
  keyOrderMoves: boolean;
  noise: boolean;
  /** How often a request fails. */
  faultShare: number;
  /** Longest time that a request, and a step of the poller, takes. */
  requestUs: number;
  stepUs: number;
  definition: DefinitionProfile;
}

export interface FilterKind {
  kind: 'inclusive' | 'exclusive' | 'absent' | 'ignored';
  form: DateForm;
  /** The bound and the dates are cut to this before they are compared. */
  step: number;
  /** What it takes a local time for that occurs twice. */
  ambiguous: 'first' | 'second';
}

/** How the customer set up the poll. */
export interface DefinitionProfile {
  createdWhenNew: boolean;
  filterByCurrentDate: boolean;
  toleranceSeconds: number;
  pollDelaySeconds: number;
  start: 'now' | 'beginning';
}
