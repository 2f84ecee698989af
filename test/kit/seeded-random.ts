import type { Random } from '../../src/lib/random.ts';

/** The same chance for the same seed, a whole number from 1 to 2^31 - 2. */
export function createSeededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
