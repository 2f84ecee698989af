import type { Write } from '../world/collection.ts';
import type { Profile } from '../world/profile.ts';

/** What happens at a moment of a history. Whatever else is left to chance follows from the seeds in it. */
export type Step = { at: number } & (
  | { kind: 'write'; write: Write }
  | { kind: 'poll'; seed: number; mishap?: Mishap }
  | { kind: 'setClock'; byUs: number }
  | { kind: 'expire' }
  | { kind: 'edit'; pollDelaySeconds: number }
);

/** What befalls a poller at one of its steps: before or after a request, or a call of the store. */
export interface Mishap {
  kind: 'crash' | 'stop' | 'stall';
  atStep: number;
  /** How long it stalls. */
  us: number;
}

export interface History {
  seed: number;
  profile: Profile;
  /** When the instance is made, by our clock, in microseconds. */
  startUs: number;
  /** In the order of time; those before `startUs` make what was there already. */
  steps: Step[];
}
