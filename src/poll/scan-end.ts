import type { Fault, FaultCode } from '../model/fault.ts';
import type { CursorMove } from '../store/poll-commit.ts';
import { storeProgress } from './scan-progress.ts';
import { noteSilence } from './scan-remarks.ts';
import type { ScanRun } from './scan-run.ts';
import { endOfScan, type ScanWindow } from './scan-window.ts';
import { basisOf, withBasis } from '../detect/version-bases.ts';

/** Where the cursor stands after a complete scan. */
export function ended(run: ScanRun): CursorMove {
  const { poll, rules, scope, progress } = run;
  const { cursor, horizon } = scope;
  const window = progress.window as ScanWindow;
  noteSilence(run, window);
  const { pollDelaySeconds } = poll.definition;
  const bases = withBasis(cursor.bases, basisOf(rules));
  const remembersAll = poll.remembersAll || rules.feed;
  // A record that is edited within the tolerance looks as if it were created: until then it has to be remembered.
  const granularity = Math.max(rules.granularity, rules.tolerance);
  const move = endOfScan({ cursor, window, horizon, pollDelaySeconds, granularity, remembersAll });
  return {
    ...move,
    ...((cursor.scan ?? run.pages > 1) && { scan: null }),
    ...(run.feed && { feed: run.feed }),
    ...validatorMove(run),
    ...(bases && { bases }),
    ...(progress.newest !== undefined && { newestSeen: progress.newest }),
  };
}

/**
 * An unchanged list is recognised where one answer held all of it, and was judged for all that is not yet complete. A
 * record that was deferred is due later, although nothing changes.
 */
function validatorMove({ scope, counts, progress, pages, notModified, validator }: ScanRun): {
  validator?: object | null;
} {
  if (notModified || scope.polling.conditional === 'none') return {};
  const whole = pages === 1 && progress.window?.lane === 'settle';
  return { validator: whole && counts.deferred === 0 ? (validator ?? null) : null };
}

/** Faults that the place of the next page may be the reason of, e.g. a page token that has expired. */
const faultsOfPlace: readonly FaultCode[] = [
  'provider.refused',
  'provider.malformed',
  'provider.too_large',
  'query.invalid',
];

/** A scan that broke off is gone on with where it stood; begins anew if it was just there that nothing could be read. */
export function brokenOff({ poll, scope, progress, pages, feed }: ScanRun, { code }: Fault): CursorMove | undefined {
  const { cursor } = scope;
  const stands = { cursorId: cursor.id, clockSkew: undefined };
  if (feed) return { ...stands, feed };
  const lost = code === 'provider.cursor_expired' || (pages === 0 && faultsOfPlace.includes(code));
  const gotOn = progress.position !== undefined || progress.slicesDone > 0;
  if (progress.window && gotOn && !lost) return { ...stands, scan: storeProgress(poll, scope.resource, progress) };
  return cursor.scan || pages > 0 ? { ...stands, scan: null } : undefined;
}
