import { systemClock, type Clock } from '../../src/lib/clock.ts';

/** The system's clock, which can be put forward: who sleeps and is due by the new time wakes up. */
export interface WakingClock extends Clock {
  jump(ms: number): void;
}

export function createWakingClock(): WakingClock {
  let offset = 0;
  const now = () => systemClock.now() + offset;
  const asleep = new Set<{ at: number; alarm: AbortController }>();
  return {
    now,
    async sleep(ms, signal) {
      const sleeper = { at: now() + ms, alarm: new AbortController() };
      asleep.add(sleeper);
      const signals = signal ? [signal, sleeper.alarm.signal] : [sleeper.alarm.signal];
      await systemClock.sleep(ms, AbortSignal.any(signals));
      asleep.delete(sleeper);
    },
    jump: (ms) => {
      offset += ms;
      for (const { at, alarm } of asleep) if (at <= now()) alarm.abort();
    },
  };
}
