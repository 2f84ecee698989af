import type { Clock } from '../../lib/clock.ts';

/** The two clocks of a trial. */
export interface TrialClock {
  /** Stands at the moment of the fixture, so that the requests of a poll are the same each time. */
  standing: Clock;
  /** Begins at that moment and goes on: time-outs are waited for by it. */
  running: Clock;
  /** Puts the running one forward, as if so long nothing had come. */
  jump(ms: number): void;
  /** Puts it back to the moment at which it began. */
  restart(): void;
}

export function createTrialClock(clock: Clock, startMs: number): TrialClock {
  let offset = startMs - clock.now();
  const sleep: Clock['sleep'] = (ms, signal) => clock.sleep(ms, signal);
  return {
    standing: { now: () => startMs, sleep },
    running: { now: () => clock.now() + offset, sleep },
    jump: (ms) => {
      offset += ms;
    },
    restart: () => {
      offset = startMs - clock.now();
    },
  };
}
