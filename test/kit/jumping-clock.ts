import { systemClock, type Clock } from '../../src/lib/clock.ts';

/** The system's clock, which can be put forward: who sleeps goes on sleeping, whatever is due by the new time is due. */
export interface JumpingClock extends Clock {
  jump(ms: number): void;
}

/** Begins at `startMs`; default: now. */
export function createJumpingClock(startMs = systemClock.now()): JumpingClock {
  let offset = startMs - systemClock.now();
  return {
    now: () => systemClock.now() + offset,
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
    jump: (ms) => {
      offset += ms;
    },
  };
}
