import type { Clock } from '../lib/clock.ts';

const keptMs = 10_000;
const patienceMs = 5_000;

/**
 * Reads figures at most once in ten seconds, however often they are asked for. Undefined while they cannot be read, or
 * take longer than five seconds; a reading that hangs is not joined by another.
 */
export function createFigureCache<Figures>(
  { clock }: { clock: Clock },
  read: () => Promise<Figures>,
): () => Promise<Figures | undefined> {
  let known: { at: number; figures: Figures | undefined } | undefined;
  let reading: Promise<void> | undefined;

  const readAnew = async () => {
    const at = clock.now();
    const figures = await read().catch(() => undefined);
    known = { at, figures };
    reading = undefined;
  };

  return async () => {
    if (known && clock.now() - known.at < keptMs) return known.figures;
    reading ??= readAnew();
    const done = new AbortController();
    const inTime = reading.then(() => done.abort()).then(() => true);
    const isThere = await Promise.race([inTime, clock.sleep(patienceMs, done.signal).then(() => done.signal.aborted)]);
    return isThere ? known?.figures : undefined;
  };
}
