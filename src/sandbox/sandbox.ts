import type { Clock } from '../lib/clock.ts';
import { createRests } from './rests.ts';
import { hookLimits, type HookFailure, type HookFailureReason, type HookOutcome, type HookRun } from './hook-run.ts';
import type { RunMessage } from './run-message.ts';
import type { HookThread } from './start-thread.ts';
import { createThreadPool, type ThreadPool } from './thread-pool.ts';

export type { HookFailure, HookOutcome, HookRun } from './hook-run.ts';

/** Where hook code runs: without network, files, timers or anything else of this process. */
export interface Sandbox {
  /** Never rejects for what the code does; rejects when the sandbox is closed. */
  run(run: HookRun): Promise<HookOutcome>;
  /** Ends the threads, and what runs in them. */
  close(): Promise<void>;
}

export interface SandboxDependencies {
  clock: Clock;
  /** Runs at the same time, each in a thread of its own, which is started when it is first needed. Default 2. */
  threads?: number;
}

/**
 * A sandbox. Runs that find no thread free wait for their turn, for a while; owners are served one after another. Code that
 * runs out of time again and again is not run for a while.
 */
export function createSandbox({ clock, threads = 2 }: SandboxDependencies): Sandbox {
  const pool = createThreadPool(threads);
  const rests = createRests(clock);
  let isClosed = false;

  async function runOn(thread: HookThread, message: RunMessage): Promise<HookOutcome> {
    try {
      await thread.ready;
      const outcome = await withinLimit(clock, thread.run(message));
      if (outcome) return outcome;
      await pool.end(thread);
      return failure('timeout', `could not be interrupted, and was ended after ${hookLimits.killMs} ms`);
    } catch (error) {
      if (isClosed) throw error;
      await pool.end(thread);
      return failure('memory', `the thread was lost: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return {
    async run(run) {
      const message = messageOf(run);
      if (!message) return failure('input', `the variables are larger than ${hookLimits.inputBytes} bytes`);
      const until = rests.until(run);
      if (until !== undefined) return resting(until);
      if (pool.waiting(run.owner) >= hookLimits.waitingRuns)
        return failure('busy', `${hookLimits.waitingRuns} runs wait already`);
      const thread = await takeInTime(clock, pool, run.owner);
      if (!thread) return failure('busy', `waited for ${hookLimits.waitMs} ms, as other hooks were running`);
      try {
        // What it waited behind may have been its own runs.
        const restsUntil = rests.until(run);
        if (restsUntil !== undefined) return resting(restsUntil);
        const outcome = await runOn(thread, message);
        rests.note(run, { isTimeout: outcome.kind === 'failure' && outcome.reason === 'timeout' });
        return outcome;
      } finally {
        pool.giveBack(thread);
      }
    },
    close() {
      isClosed = true;
      return pool.close();
    },
  };
}

/** Undefined when all threads stay in use for longer than a run may wait. */
async function takeInTime(clock: Clock, pool: ThreadPool, owner: string): Promise<HookThread | undefined> {
  const taken = new AbortController();
  const patience = new AbortController();
  void clock.sleep(hookLimits.waitMs, taken.signal).then(() => patience.abort());
  try {
    return await pool.take(owner, patience.signal);
  } finally {
    taken.abort();
  }
}

const resting = (retryAt: number): HookOutcome => ({
  ...failure('resting', `not run, as it took too long ${hookLimits.timeouts} times in a row; it will be tried again`),
  retryAt,
});

/** Undefined when the run takes longer than it may; whatever becomes of it then, nobody waits for it. */
async function withinLimit(clock: Clock, run: Promise<HookOutcome>): Promise<HookOutcome | undefined> {
  const ended = new AbortController();
  run.catch(() => undefined);
  const overdue = clock.sleep(hookLimits.killMs, ended.signal).then(() => undefined);
  try {
    return await Promise.race([run, overdue]);
  } finally {
    ended.abort();
  }
}

const failure = (reason: HookFailureReason, message: string): HookFailure => ({
  kind: 'failure',
  reason,
  message,
  log: [],
});

/** Undefined where the variables are too large. Only those that the code mentions are handed over. */
function messageOf({ code, legacy, variables, attached }: HookRun): RunMessage | undefined {
  const names = Object.keys(variables).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const variablesJson = JSON.stringify(Object.fromEntries(names.map((name) => [name, variables[name]])));
  const attachedJson = attached && names.includes('events') ? JSON.stringify(attached) : '';
  if (Buffer.byteLength(variablesJson) + Buffer.byteLength(attachedJson) > hookLimits.inputBytes) return undefined;
  return { code, legacy, names, variablesJson, attachedJson };
}
