import { printInstant, type Instant } from '../lib/instant.ts';
import type { Granularity, PollingRules } from '../model/connector-polling.ts';
import { Fault } from '../model/fault.ts';
import type { Slice } from './slices.ts';

export interface CappedSlice {
  rules: Pick<PollingRules, 'order' | 'filter' | 'upperBound'>;
  slice: Slice;
  /** Rows that its query has given, none counted twice, and the newest date among them. */
  rows: number;
  newest: Instant | undefined;
}

/** `provider.result_cap`: a query gave only a part, and `afterCap` knows no way to the rest. Says what was tried. */
export const resultCapFault = (capped: CappedSlice): Fault =>
  new Fault(
    'provider.result_cap',
    `The provider gave ${capped.rows} ${capped.rows === 1 ? 'row' : 'rows'} of the query and no more. ${whyNotTheRest(capped)}`,
  );

function whyNotTheRest({ rules, slice, newest }: CappedSlice): string {
  const { granularity = 'microsecond' } = rules.filter;
  const since = printInstant(slice.since);
  if (rules.upperBound)
    return `The rest is asked for by halves of the window, but what is left of it, from ${since}, is shorter than two ${granularity}s.`;
  if (rules.order !== 'updatedAscending')
    return 'The connector declares neither an ascending order nor an upperBound, by which the rest could be asked for.';
  if (newest === undefined)
    return 'The rest is asked for from the date of the last row, but no row has a date that can be read.';
  return `The rest is asked for from the date of the last row, but none is dated ${after(granularity)} ${since}, where the query began.`;
}

const after = (granularity: Granularity): string =>
  granularity === 'microsecond' ? 'after' : `${granularity === 'hour' ? 'an' : 'a'} ${granularity} or more after`;
