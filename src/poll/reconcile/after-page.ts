import type { ResourcePage } from '../../hub/read-page.ts';
import { microsPerSecond, type Instant } from '../../lib/instant.ts';
import type { PollingRules } from '../../model/connector-polling.ts';
import type { SweepProgress } from '../../model/reconciliation.ts';
import { resultCapFault } from '../result-cap.ts';
import { afterCap, type Slice } from '../slices.ts';
import type { SweepScope } from './sweep-scopes.ts';
import { withoutPlace } from './sweep-step.ts';

/** A scope that is being read. */
export interface Place {
  scope: Pick<SweepScope, 'scope' | 'polling'>;
  isLast: boolean;
  /** Scopes before it. */
  scopesDone: number;
}

/** At the beginning of a scope. A provider that limits the length of a window is asked for one after the other. */
export function atScope(
  progress: SweepProgress,
  { scope, polling, now }: Pick<SweepScope, 'scope' | 'polling' | 'now'>,
): SweepProgress {
  const slices = cutFirst(polling, [{ since: beginningOf(polling, now) }], now);
  return { ...withoutPlace(progress), scope, ...(slices.length > 1 && { slices }) };
}

/** Where a window has a longest length, records dated before this are not asked for: there would be no end of windows. */
const beginningOfWindows: Instant = Date.UTC(2000) * 1000;

/** The date from which a scope is read that is read in parts. */
export function beginningOf({ longestWindowSeconds, longestLookbackSeconds }: PollingRules, now: Instant): Instant {
  if (longestWindowSeconds === undefined) return 0;
  return Math.max(beginningOfWindows, now - (longestLookbackSeconds ?? Infinity) * microsPerSecond);
}

/** Parts of which the first is no longer than the provider allows; the rest stays whole until it is its turn. */
function cutFirst({ longestWindowSeconds, upperBound }: PollingRules, slices: Slice[], now: Instant): Slice[] {
  const [first, ...others] = slices;
  if (!first || !upperBound || longestWindowSeconds === undefined) return slices;
  const until = first.since + longestWindowSeconds * microsPerSecond;
  return until < (first.until ?? now) ? [{ since: first.since, until }, { ...first, since: until }, ...others] : slices;
}

export interface PageTaken {
  page: Pick<ResourcePage, 'next' | 'rowsRead' | 'capped'>;
  /** The newest date among its records. */
  newest: Instant | undefined;
  /** The provider's clock. */
  present: Instant;
}

/**
 * Where the sweep stands after a page: at the next one, at the rest of a query that gave only a part, or at the end of the
 * scope. Throws `provider.result_cap` where there is no way to the rest.
 */
export function afterPage(before: SweepProgress, place: Place, taken: PageTaken): SweepProgress {
  const progress = withPage(before, taken);
  const [slice = { since: 0 }, ...others] = before.slices ?? [];
  if (isCapped(progress, place, taken))
    return withSlices(progress, place, taken, [...restOf(progress, place, slice, taken), ...others]);
  if (taken.page.next) return { ...progress, position: taken.page.next };
  if (others.length > 0) return withSlices(progress, place, taken, others);
  return {
    ...withoutPlace(progress),
    phase: place.isLast ? 'deleting' : 'reading',
    done: place.scope.scope,
    scopesDone: place.scopesDone + 1,
  };
}

function withPage(before: SweepProgress, { page, newest }: PageTaken): SweepProgress {
  const newestSoFar = Math.max(before.newest ?? -Infinity, newest ?? -Infinity);
  return {
    ...before,
    failures: 0,
    rows: before.rows + page.rowsRead,
    ...(Number.isFinite(newestSoFar) && { newest: newestSoFar }),
  };
}

const isCapped = ({ rows }: SweepProgress, { scope }: Place, { page }: PageTaken): boolean =>
  page.capped || (scope.polling.resultCap !== undefined && rows >= scope.polling.resultCap);

const withSlices = (
  progress: SweepProgress,
  { scope }: Place,
  { present }: PageTaken,
  slices: Slice[],
): SweepProgress => ({ ...withoutPlace(progress), slices: cutFirst(scope.polling, slices, present) });

/** What a query that gives only a part has left out. */
function restOf({ rows, newest }: SweepProgress, { scope }: Place, slice: Slice, { present }: PageTaken): Slice[] {
  const rest = afterCap(scope.polling, slice, { newest, now: present });
  if (rest) return rest;
  throw resultCapFault({ rules: scope.polling, slice, rows, newest });
}
