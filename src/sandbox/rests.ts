import { createHash } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';
import { createRecentlyUsed } from '../lib/recently-used.ts';
import { hookLimits, type HookRun } from './hook-run.ts';

type Code = Pick<HookRun, 'owner' | 'code'>;

/** Which code is not run for a while, because it ran out of time again and again. Code that was changed begins anew. */
export interface Rests {
  /** Until when it rests, in epoch milliseconds; undefined: it may be run. */
  until(run: Code): number | undefined;
  /** What became of a run. After a rest a single time-out begins the next. */
  note(run: Code, outcome: { isTimeout: boolean }): void;
}

const mostCodes = 1000;

export function createRests(clock: Pick<Clock, 'now'>): Rests {
  const slow = createRecentlyUsed<string, { timeouts: number; until: number }>(mostCodes);
  const nameOf = ({ owner, code }: Code) => `${createHash('sha256').update(code).digest('base64')} ${owner}`;
  return {
    until(run) {
      const until = slow.get(nameOf(run))?.until ?? 0;
      return until > clock.now() ? until : undefined;
    },
    note(run, { isTimeout }) {
      const name = nameOf(run);
      if (!isTimeout) return slow.delete(name);
      const timeouts = (slow.get(name)?.timeouts ?? 0) + 1;
      slow.set(name, { timeouts, until: timeouts < hookLimits.timeouts ? 0 : clock.now() + hookLimits.restMs });
    },
  };
}
