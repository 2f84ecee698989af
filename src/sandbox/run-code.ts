import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { JsonValue } from '../lib/json.ts';
import { ceFunctions, type HostFunction } from './ce-functions.ts';
import { guestParameters, guestPrelude } from './guest-prelude.ts';
import { createHookLog, type HookLog } from './hook-log.ts';
import { hookLimits, type HookFailure, type HookOutcome } from './hook-run.ts';
import { librariesOf } from './libraries.ts';
import { hookFile, readError, syntaxFault } from './read-error.ts';
import type { RunMessage } from './run-message.ts';

export interface Engine {
  quickJs: QuickJSWASMModule;
  clock: Pick<Clock, 'now'>;
  random: Random;
}

/** What the code has come to so far. */
interface Progress {
  result: { json: string } | { tooLarge: true } | undefined;
  expired: boolean;
  log: HookLog;
}

type Failure = Omit<HookFailure, 'kind' | 'log'>;

/**
 * Runs code in a new world of the engine. Throws only where the engine itself broke; it cannot be used again then. A run
 * that does not come to a point where it can be interrupted is the business of the caller.
 */
export function runCode({ quickJs, clock, random }: Engine, run: RunMessage): HookOutcome {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(hookLimits.memoryBytes);
  runtime.setMaxStackSize(hookLimits.stackBytes);
  const context = runtime.newContext();
  const progress: Progress = { result: undefined, expired: false, log: createHookLog() };
  const functions = { ...ceFunctions(random), ...outlets(progress) };
  const guest = openGuest(context, functions, librariesOf(run.code));
  const deadline = clock.now() + hookLimits.runMs;
  runtime.setInterruptHandler(() => {
    progress.expired = clock.now() >= deadline;
    // What comes after the result has no effect, so it need not go on for ever.
    return progress.expired || progress.result !== undefined;
  });
  const failure = runIn({ runtime, context, guest, progress }, run);
  guest.dispose();
  context.dispose();
  runtime.dispose();
  return outcomeOf(progress, failure);
}

/** The first result counts, also if the code fails or goes on for ever after it. */
function outcomeOf({ result, log }: Progress, failure: Failure | undefined): HookOutcome {
  if (result && 'json' in result)
    return { kind: 'result', value: JSON.parse(result.json) as JsonValue, log: log.lines };
  if (result) return { kind: 'failure', ...outputFailure, log: log.lines };
  return { kind: 'failure', ...(failure ?? noResult), log: log.lines };
}

const noResult: Failure = { reason: 'noResult', message: 'the code ended without calling done' };
const neverEnds: Failure = { reason: 'timeout', message: `ran for longer than ${hookLimits.runMs} ms` };
const outputFailure: Failure = {
  reason: 'output',
  message: `what was given to done is larger than ${hookLimits.outputBytes} bytes`,
};

/** The ways out of the sandbox: texts only. */
const outlets = (progress: Progress): Record<string, HostFunction> => ({
  log: (line = '') => {
    progress.log.add(line);
    return '';
  },
  done: (json = '') => {
    progress.result ??= Buffer.byteLength(json) > hookLimits.outputBytes ? { tooLarge: true } : { json };
    return '';
  },
});

/** The prelude's `{ run, done }`. */
function openGuest(
  context: QuickJSContext,
  functions: Readonly<Record<string, HostFunction>>,
  libraries: readonly { name: string; source: string }[],
): QuickJSHandle {
  for (const { name, source } of libraries) context.unwrapResult(context.evalCode(source, `${name}.js`)).dispose();
  const call = context.newFunction('call', (name, ...texts) => {
    const host = functions[context.getString(name)];
    return context.newString(host?.(...texts.map((handle) => context.getString(handle))) ?? '');
  });
  const prelude = context.unwrapResult(context.evalCode(guestPrelude, 'prelude.js'));
  const guest = context.unwrapResult(context.callFunction(prelude, context.undefined, call));
  prelude.dispose();
  call.dispose();
  return guest;
}

interface World {
  runtime: QuickJSRuntime;
  context: QuickJSContext;
  guest: QuickJSHandle;
  progress: Progress;
}

/** What went wrong, if anything. */
function runIn(world: World, { code, legacy, names, variablesJson }: RunMessage): Failure | undefined {
  const { context, guest } = world;
  const parameters = [...guestParameters, ...names].join(', ');
  // A block, so that the code may declare names of its variables again.
  const source = `(async function (${parameters}) { 'use strict'; {\n${code}\n}})`;
  const hook = context.evalCode(source, hookFile);
  if (hook.error) return freed(hook.error, (error) => syntaxFault(context, error, code));
  const started = callGuest(context, guest, 'run', [
    hook.value,
    context.newString(JSON.stringify(names)),
    context.newString(variablesJson),
  ]);
  if (started.error) return freed(started.error, (error) => thrown(world, error, code));
  const promise = started.value;
  const failure = runJobs(world, code) ?? settle(world, promise, { code, legacy });
  promise.dispose();
  return failure;
}

/** Calls a function of the prelude and frees the arguments. */
function callGuest(context: QuickJSContext, guest: QuickJSHandle, name: string, values: QuickJSHandle[]) {
  const fn = context.getProp(guest, name);
  const result = context.callFunction(fn, context.undefined, ...values);
  for (const handle of [fn, ...values]) handle.dispose();
  return result;
}

function freed<T>(handle: QuickJSHandle, read: (handle: QuickJSHandle) => T): T {
  const result = read(handle);
  handle.dispose();
  return result;
}

/** Runs what promises left, until there is nothing more, there is a result, or the time is over. */
function runJobs(world: World, code: string): Failure | undefined {
  const { runtime, progress } = world;
  const jobsAtOnce = 100;
  while (runtime.hasPendingJob() && !progress.result && !progress.expired) {
    const jobs = runtime.executePendingJobs(jobsAtOnce);
    if (jobs.error) return freed(jobs.error, (error) => thrown(world, error, code));
    jobs.dispose();
  }
  return progress.expired ? neverEnds : undefined;
}

/** Reading the error may run code too. */
function thrown({ context, progress }: World, error: QuickJSHandle, code: string): Failure {
  const failure = readError(context, error, code);
  return progress.expired ? neverEnds : failure;
}

/** The end of the code's own promise. What legacy code returns is its result. */
function settle(
  world: World,
  promise: QuickJSHandle,
  { code, legacy }: { code: string; legacy: boolean },
): Failure | undefined {
  const { context, guest } = world;
  const state = context.getPromiseState(promise);
  if (state.type === 'pending') {
    return { reason: 'noResult', message: 'the code waits for a promise that nothing fulfils, and never called done' };
  }
  if (state.type === 'rejected') return freed(state.error, (error) => thrown(world, error, code));
  if (!legacy) {
    state.value.dispose();
    return undefined;
  }
  const ended = callGuest(context, guest, 'done', [state.value]);
  if (ended.error) return freed(ended.error, (error) => thrown(world, error, code));
  ended.value.dispose();
  return undefined;
}
