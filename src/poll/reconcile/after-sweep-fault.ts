import type { Random } from '../../lib/random.ts';
import type { Fault, FaultCode } from '../../model/fault.ts';

export type AfterSweepFault =
  /** The same page again; `again`: the query from its beginning. Epoch milliseconds. */
  | { kind: 'retry'; at: number; fromBeginning: boolean }
  /** This scope says nothing; the others go on. */
  | { kind: 'skipScope' }
  | { kind: 'fail' };

const firstRetryMs = 15_000;
const longestRetryMs = 15 * 60_000;
const jitter = 0.2;
/** About an hour of trying, all in all; of one scope that alone is refused, about a minute. */
const mostFailures = 9;
const mostFailuresOfScope = 3;
/** A provider that asks for more is asked again nevertheless: it may have meant another unit. */
const longestWaitMs = 24 * 3_600_000;

/** What is wrong until somebody changes something. */
const lasting: readonly FaultCode[] = [
  'instance.reconnect',
  'configuration.invalid',
  'connector.not_found',
  'resource.not_found',
  'query.invalid',
  'query.unsupported',
  'address.refused',
];

export interface FaultyStep {
  fault: Fault;
  /** Faults since the last page, this one included. */
  failures: number;
  /** The fault may be one of this scope alone, and there are others. */
  ofOneScope: boolean;
}

/** How a sweep goes on after a fault. Waiting as the provider asks is not a failure. */
export function afterSweepFault(
  { fault, failures, ofOneScope }: FaultyStep,
  { now, random }: { now: number; random: Random },
): AfterSweepFault {
  const waitMs = Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 20), longestRetryMs);
  const retryAt = now + Math.round(waitMs * (1 - jitter * random()));
  if (fault.code === 'provider.throttled') {
    const asked = Math.min(fault.retryAt ?? 0, now + longestWaitMs);
    return { kind: 'retry', at: Math.max(asked, now + firstRetryMs), fromBeginning: false };
  }
  if (lasting.includes(fault.code)) return { kind: 'fail' };
  if (ofOneScope && failures >= mostFailuresOfScope) return { kind: 'skipScope' };
  if (failures >= mostFailures) return { kind: 'fail' };
  // A place in a list is lost with time: what is refused again and again is read from its beginning.
  const fromBeginning = fault.code === 'provider.cursor_expired' || failures >= mostFailuresOfScope;
  return { kind: 'retry', at: retryAt, fromBeginning };
}
