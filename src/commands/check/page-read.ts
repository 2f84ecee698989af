import type { JsonRecord } from '../../lib/json.ts';
import type { PollDefinition } from '../../model/poll-definition.ts';

/** One page that a poll has read. */
export interface PageRead {
  definition: PollDefinition;
  /** In the order in which the provider gave them. */
  records: JsonRecord[];
}
