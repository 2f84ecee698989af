import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

export interface LoopOptions {
  /** For the log. */
  name: string;
  clock: Clock;
  log: Log;
  /** What is done again and again; answers how long there is nothing to do, in milliseconds. What it throws is logged. */
  round: () => Promise<number>;
}

export interface Loop {
  /** Begins the next round at once: something may be due. */
  wake(): void;
  /** Begins no further round, and resolves when the last has ended. */
  stop(): Promise<void>;
}

/** After a round that failed (a database that is away) the loop waits this long. */
const faultPauseMs = 1_000;

/** Rounds, one after the other, with pauses between them. */
export function startLoop({ name, clock, log, round }: LoopOptions): Loop {
  const stopping = new AbortController();
  let alarm = new AbortController();

  const run = async () => {
    while (!stopping.signal.aborted) {
      alarm = new AbortController();
      const pauseMs = await round().catch((error: unknown) => {
        log.error({ err: error, loop: name }, 'a round failed');
        return faultPauseMs;
      });
      if (pauseMs > 0 && !stopping.signal.aborted) await clock.sleep(pauseMs, alarm.signal);
    }
  };

  const running = run();
  return {
    wake: () => {
      if (!alarm.signal.aborted) alarm.abort('woken');
    },
    stop: () => {
      stopping.abort();
      alarm.abort();
      return running;
    },
  };
}
