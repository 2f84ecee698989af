import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { EndedReplay } from '../store/replay-ends.ts';
import type { ReplayStep } from '../store/replay-steps.ts';
import { startLoop, type Loop } from './loop.ts';

export interface ReplayRunnerDeps {
  clock: Clock;
  log: Log;
  /** Undefined: none is due. */
  stepReplay: (now: number) => Promise<ReplayStep | undefined>;
  endReplays: (now: number) => Promise<EndedReplay[]>;
  /** Told when deliveries were made. */
  wakeDeliveries: () => void;
}

const idleMs = 500;

/** Does the steps of replays one after the other, those that have waited longest first, and ends what is done. */
export const startReplayRunner = (deps: ReplayRunnerDeps): Loop =>
  startLoop({ name: 'replays', ...deps, round: () => round(deps) });

/** Answers how long there is nothing to do. */
async function round({ clock, log, stepReplay, endReplays, wakeDeliveries }: ReplayRunnerDeps): Promise<number> {
  const step = await stepReplay(clock.now());
  if (step) log.debug(step, 'replaying');
  if (step && step.sent > 0) wakeDeliveries();
  for (const about of await endReplays(clock.now())) {
    // Not why: that may quote what the receiver answered.
    if (about.status === 'failed') log.warn(about, 'replay failed');
    else log.info(about, 'replayed');
  }
  return step ? 0 : idleMs;
}
