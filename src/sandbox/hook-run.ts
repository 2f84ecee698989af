import type { JsonValue } from '../lib/json.ts';

/** One run of hook code. */
export interface HookRun {
  /** Whose it is: owners whose runs have to wait are served in turn. */
  owner: string;
  /** JavaScript: the body of a function. */
  code: string;
  /** True: what the code returns is the result as well, and "nothing" means an empty one; else only what it gives to `done`. */
  legacy: boolean;
  /** What the code sees under these names, as copies of its own. One that it does not mention costs nothing. */
  variables: Readonly<Record<string, JsonValue>>;
  /**
   * Members that the variable `events`, an object or a list, has besides its own. Texts in `eventHeaders` are found under
   * their names in any case; they are in lower case here.
   */
  attached?: { eventHeaders: Readonly<Record<string, string>>; eventId: string };
}

export type HookOutcome = HookResult | HookFailure;

export interface HookResult {
  kind: 'result';
  /** What was given to `done`; null when it was called without a value. */
  value: JsonValue;
  /** What the code wrote with console.log. */
  log: string[];
}

export interface HookFailure {
  kind: 'failure';
  reason: HookFailureReason;
  /** What happened, without the place. May hold whatever the code put into an error. */
  message: string;
  /** Where in the code, from 1; absent where that is not known. */
  line?: number;
  column?: number;
  /** `resting`: when it may be run again, in epoch milliseconds. */
  retryAt?: number;
  log: string[];
}

/**
 * `syntax`: no JavaScript. `thrown`: an error that the code did not catch. `timeout`, `memory`, `stack`, `input`, `output`: a
 * limit. `noResult`: `done` was never called. `busy`: it never began, as others took too long. `resting`: it did not begin, as
 * it ran out of time again and again.
 */
export type HookFailureReason =
  'syntax' | 'thrown' | 'timeout' | 'memory' | 'stack' | 'input' | 'output' | 'noResult' | 'busy' | 'resting';

/** What a run may use. */
export const hookLimits = {
  /** From the first line of the code to its last promise. */
  runMs: 1000,
  /** After which a run is ended from outside, with its thread: from when it was handed over. */
  killMs: 1500,
  memoryBytes: 64 * 1024 * 1024,
  stackBytes: 256 * 1024,
  /** Of all variables, as JSON. */
  inputBytes: 8 * 1024 * 1024,
  /** Of the result, as JSON. */
  outputBytes: 8 * 1024 * 1024,
  logLines: 100,
  logCharacters: 10_000,
  /** For a thread. */
  waitMs: 20_000,
  /** Of one owner, at the same time. */
  waitingRuns: 200,
  /** So many of the same code in a row, and it rests. */
  timeouts: 3,
  restMs: 60_000,
};
