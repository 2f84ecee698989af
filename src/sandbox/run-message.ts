import type { HookOutcome } from './hook-run.ts';

/** What is handed to the thread: a run, its variables as JSON. */
export interface RunMessage {
  code: string;
  legacy: boolean;
  /** Names of the variables; the code has them as parameters. */
  names: readonly string[];
  /** An object with the values. */
  variablesJson: string;
  /** What the variable `events` has besides; empty: nothing. */
  attachedJson: string;
}

/** What comes back from the thread: once `ready`, then an outcome for every run. */
export type ThreadMessage = { kind: 'ready' } | { kind: 'outcome'; outcome: HookOutcome };
