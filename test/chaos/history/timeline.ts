/**
 * Virtual time, in microseconds. Whatever is scheduled runs in the order of its time, one thing at a time: who is woken
 * runs until it sleeps again or has ended, so that the same history always runs the same way.
 */
export interface Timeline {
  now(): number;
  schedule(at: number, run: () => void): void;
  /** Runs `activity` from now on; it may only wait by `sleep`, or within `outside`. */
  start(activity: () => Promise<void>): void;
  sleep(us: number): Promise<void>;
  /** Never returns, as in a process that was killed. */
  die(): Promise<never>;
  /** Runs all that is scheduled until then. */
  runUntil(until: number): Promise<void>;
}

interface Scheduled {
  at: number;
  run: () => void;
}

export function createTimeline(startUs: number): Timeline {
  const scheduled: Scheduled[] = [];
  let now = startUs;
  /** Set while somebody runs. */
  let idle: (() => void) | undefined;
  let running: Promise<void> | undefined;

  const begin = () => {
    running = new Promise((resolve) => {
      idle = resolve;
    });
  };
  const rest = () => idle?.();

  function schedule(at: number, run: () => void): void {
    let place = scheduled.length;
    while (place > 0 && (scheduled[place - 1] as Scheduled).at > at) place--;
    scheduled.splice(place, 0, { at: Math.max(at, now), run });
  }

  return {
    now: () => now,
    schedule,
    start(activity) {
      begin();
      void activity().then(rest, (error: unknown) => {
        schedule(now, () => {
          throw error;
        });
        rest();
      });
    },
    sleep: (us) =>
      new Promise((resolve) => {
        schedule(now + us, () => {
          begin();
          resolve();
        });
        rest();
      }),
    die: () => {
      rest();
      return new Promise(() => {});
    },
    async runUntil(until) {
      for (let next = scheduled[0]; next && next.at <= until; next = scheduled[0]) {
        scheduled.shift();
        now = Math.max(now, next.at);
        running = undefined;
        next.run();
        if (running) await (running as Promise<void>);
      }
      now = Math.max(now, until);
    },
  };
}
