import type { Clock } from '../lib/clock.ts';
import type { WindowDone } from '../store/retention-notifications.ts';

/** One round of deleting. */
export interface Pass {
  clock: Clock;
  signal: AbortSignal;
  /** What was deleted so far, by kind. */
  forgotten: Partial<Record<string, number>>;
}

/** Between two statements, so that others are not kept waiting. */
const pauseMs = 20;

/** Until a batch deletes fewer than `full`, or another process is at it. */
export async function inBatches(
  pass: Pass,
  { what, full }: { what: string; full: number },
  batch: () => Promise<number | undefined>,
): Promise<void> {
  while (!pass.signal.aborted) {
    const forgotten = await batch();
    note(pass, what, forgotten);
    if (forgotten === undefined || forgotten < full) return;
    await rest(pass);
  }
}

/** Window by window, until what follows is not old, or another process is at it. */
export async function inWindows(
  pass: Pass,
  { what, afterId }: { what: string; afterId: number },
  window: (afterId: number) => Promise<WindowDone | undefined>,
): Promise<void> {
  for (let after: number | undefined = afterId; after !== undefined && !pass.signal.aborted;) {
    const done: WindowDone | undefined = await window(after);
    note(pass, what, done?.forgotten);
    after = done?.lastId;
    if (after !== undefined) await rest(pass);
  }
}

export const rest = ({ clock, signal }: Pass): Promise<void> => clock.sleep(pauseMs, signal);

export function note({ forgotten }: Pass, what: string, count: number | undefined): void {
  if (count) forgotten[what] = (forgotten[what] ?? 0) + count;
}
