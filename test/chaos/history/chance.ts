import type { Random } from '../../../src/lib/random.ts';

/** Choices that are the same for the same seed. */
export interface Chance {
  random: Random;
  happens(probability: number): boolean;
  /** A whole number, both bounds included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** A seed for choices of its own. */
  seed(): number;
}

/** `seed` is any whole number; neighbours have nothing in common. */
export function createChance(seed: number): Chance {
  const random = mulberry32(seed);
  return {
    random,
    happens: (probability) => random() < probability,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    pick: (from) => from[Math.floor(random() * from.length)] as (typeof from)[number],
    seed: () => Math.floor(random() * 2 ** 32),
  };
}

function mulberry32(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
