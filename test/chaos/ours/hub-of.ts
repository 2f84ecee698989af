import type { EgressRequest, EgressResponse } from '../../../src/egress/egress.ts';
import type { HubDependencies } from '../../../src/hub/call-provider.ts';
import type { Timeline } from '../history/timeline.ts';

/** A hub whose requests go to a pretend provider, without credentials and budgets. */
export const hubOf = (
  timeline: Timeline,
  request: (request: EgressRequest) => Promise<EgressResponse>,
): HubDependencies => ({
  egress: { request, hold: () => Promise.resolve(), charge: () => {} },
  authorize: () => Promise.resolve({ headers: {}, query: {} }),
  clock: { now: () => Math.floor(timeline.now() / 1000), sleep: (ms) => timeline.sleep(ms * 1000) },
  random: () => 0,
  runHook: () => Promise.reject(new Error('this hub has no sandbox')),
});
