import { microsPerSecond, type Instant } from '../lib/instant.ts';
import type { PollingRules } from '../model/connector-polling.ts';
import { unitMicros } from './ask-from.ts';

/** A part of a window that one query asks for. Without an end it reaches as far as there are records. */
export interface Slice {
  since: Instant;
  until?: Instant;
}

type SliceRules = Pick<PollingRules, 'order' | 'filter' | 'upperBound' | 'longestWindowSeconds'>;

/** The window cut into the lengths that the provider allows; the last one stays open. */
export function firstSlices(rules: SliceRules, since: Instant, now: Instant): Slice[] {
  const { longestWindowSeconds, upperBound } = rules;
  if (longestWindowSeconds === undefined || !upperBound) return [{ since }];
  const length = longestWindowSeconds * microsPerSecond;
  const slices: Slice[] = [];
  let from = since;
  for (; from + length < now; from += length) slices.push({ since: from, until: from + length });
  return [...slices, { since: from }];
}

/**
 * How to go on after a slice of which the provider gave only a part: from the newest date that came, where rows are sorted
 * by it, or in two halves. Undefined: there is no way to the rest.
 */
export function afterCap(
  rules: SliceRules,
  slice: Slice,
  { newest, now }: { newest: Instant | undefined; now: Instant },
): Slice[] | undefined {
  const unit = unitMicros[rules.filter.granularity ?? 'microsecond'];
  if (rules.order === 'updatedAscending' && newest !== undefined && newest >= slice.since + unit)
    return [{ ...slice, since: newest }];
  const end = slice.until ?? Math.max(now, slice.since);
  if (!rules.upperBound || end - slice.since < 2 * unit) return undefined;
  const middle = Math.floor((slice.since + end) / 2);
  return [
    { since: slice.since, until: middle },
    { ...slice, since: middle },
  ];
}
