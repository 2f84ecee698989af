import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { EndedReplay } from '../store/replay-ends.ts';
import type { ReplayStep } from '../store/replay-steps.ts';
import type { WorkLoop } from './work-loop.ts';

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
/** After a fault (a database that is away) the loop waits this long. */
const faultPauseMs = 1_000;

/** Does the steps of replays one after the other, those that have waited longest first, and ends what is done. */
export function startReplayRunner(deps: ReplayRunnerDeps): WorkLoop {
  const { clock, log } = deps;
  const stopping = new AbortController();
  let alarm = new AbortController();

  const run = async () => {
    while (!stopping.signal.aborted) {
      alarm = new AbortController();
      const pauseMs = await round(deps).catch((error: unknown) => {
        log.error({ err: error, loop: 'replays' }, 'a step of a replay failed');
        return faultPauseMs;
      });
      if (pauseMs > 0 && !stopping.signal.aborted) await clock.sleep(pauseMs, alarm.signal);
    }
  };

  const running = run();
  return {
    wake: () => alarm.abort(),
    stop: () => {
      stopping.abort();
      alarm.abort();
      return running;
    },
  };
}

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
