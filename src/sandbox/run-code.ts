import type { QuickJSHandle } from 'quickjs-emscripten';
import type { JsonValue } from '../lib/json.ts';
import { guestParameters } from './guest-prelude.ts';
import { hookLimits, type HookFailure, type HookOutcome } from './hook-run.ts';
import { hookFile, readError, syntaxFault } from './read-error.ts';
import type { RunMessage } from './run-message.ts';
import type { Progress, World } from './world.ts';

type Failure = Omit<HookFailure, 'kind' | 'log'>;

/**
 * Runs code in a world, which must be reset after it. Throws only where the engine itself broke; the world cannot be used
 * again then. A run that does not come to a point where it can be interrupted is the business of the caller.
 */
export function runCode(world: World, run: RunMessage): HookOutcome {
  world.begin();
  const failure = runIn(world, run);
  return outcomeOf(world.progress, failure);
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

/** What went wrong, if anything. */
function runIn(world: World, { code, legacy, names, variablesJson, attachedJson }: RunMessage): Failure | undefined {
  const { context } = world;
  const parameters = [...guestParameters, ...names].join(', ');
  // A block, so that the code may declare names of its variables again.
  const source = `(async function (${parameters}) { 'use strict'; {\n${code}\n}})`;
  const hook = context.evalCode(source, hookFile);
  if (hook.error) return syntaxFault(context, hook.error, code);
  const started = callGuest(world, 'run', [
    hook.value,
    context.newString(JSON.stringify(names)),
    context.newString(variablesJson),
    context.newString(attachedJson),
  ]);
  if (started.error) return thrown(world, started.error, code);
  return runJobs(world, code) ?? settle(world, started.value, { code, legacy });
}

/** Calls a function of the prelude. */
const callGuest = ({ context, guest }: World, name: 'run' | 'done', values: QuickJSHandle[]) =>
  context.callFunction(context.getProp(guest, name), context.undefined, ...values);

/** Runs what promises left, until there is nothing more, there is a result, or the time is over. */
function runJobs(world: World, code: string): Failure | undefined {
  const { runtime, progress } = world;
  const jobsAtOnce = 100;
  while (runtime.hasPendingJob() && !progress.result && !progress.expired) {
    const { error } = runtime.executePendingJobs(jobsAtOnce);
    if (error) return thrown(world, error, code);
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
  const state = world.context.getPromiseState(promise);
  if (state.type === 'pending') {
    return { reason: 'noResult', message: 'the code waits for a promise that nothing fulfils, and never called done' };
  }
  if (state.type === 'rejected') return thrown(world, state.error, code);
  if (!legacy) return undefined;
  const ended = callGuest(world, 'done', [state.value]);
  return ended.error ? thrown(world, ended.error, code) : undefined;
}
