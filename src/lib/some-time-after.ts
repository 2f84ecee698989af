import type { Random } from './random.ts';

const share = 0.1;
const longestMs = 30_000;

/** The span over which those who wait for the same moment are spread: a tenth of the wait, at most 30 s. */
export const spreadMs = (waitMs: number): number => Math.min(Math.max(0, waitMs) * share, longestMs);

/** A moment shortly after `at`, another one for everybody who waits for it, so that they do not all come at once. */
export const someTimeAfter = (at: number, { now, random }: { now: number; random: Random }): number =>
  Math.round(at + spreadMs(at - now) * random());
