import { floorTo, instantFromMs, microsPerMs, microsPerSecond, type Instant } from '../lib/instant.ts';

/**
 * The provider's own clock when a request was sent: the Date header of its answer less the duration of the request, in
 * whole seconds. Never later than the truth, so that nothing that happened after it is taken for read.
 */
export function providerTime(dateHeader: string | undefined, durationMs: number): Instant | undefined {
  const ms = dateHeader === undefined ? NaN : Date.parse(dateHeader);
  if (Number.isNaN(ms)) return undefined;
  return floorTo(instantFromMs(ms) - Math.ceil(durationMs) * microsPerMs, microsPerSecond);
}
