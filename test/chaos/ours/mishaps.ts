import type { Chance } from '../history/chance.ts';
import type { Mishap } from '../history/step.ts';
import type { Timeline } from '../history/timeline.ts';

export interface Mishaps {
  /** Called between any two steps of a poller. Does not return when the process has died there. */
  step: () => Promise<void>;
  /** Aborted when the server is to stop. */
  signal: AbortSignal;
}

export function createMishaps(
  { timeline, chance, stepUs, onDeath }: { timeline: Timeline; chance: Chance; stepUs: number; onDeath?: () => void },
  mishap: Mishap | undefined,
): Mishaps {
  const stop = new AbortController();
  let steps = 0;
  return {
    signal: stop.signal,
    async step() {
      steps++;
      if (mishap?.atStep === steps) {
        if (mishap.kind === 'crash') {
          onDeath?.();
          await timeline.die();
        }
        if (mishap.kind === 'stop') stop.abort();
        if (mishap.kind === 'stall') await timeline.sleep(mishap.us);
      }
      if (stepUs > 0) await timeline.sleep(chance.between(0, stepUs));
    },
  };
}
