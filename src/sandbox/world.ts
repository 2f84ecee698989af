import { newQuickJSWASMModule, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from 'quickjs-emscripten';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import { ceFunctions, type HostFunction } from './ce-functions.ts';
import { guestPrelude } from './guest-prelude.ts';
import { createHookLog, type HookLog } from './hook-log.ts';
import { hookLimits } from './hook-run.ts';
import type { Library } from './libraries.ts';

/** An engine in which one run can begin. What a run makes in it is not freed one by one: `reset` takes it all away. */
export interface World {
  runtime: QuickJSRuntime;
  context: QuickJSContext;
  /** The prelude's `{ run, done }`. */
  guest: QuickJSHandle;
  /** Of the run that was begun last. */
  progress: Progress;
  /** Sets the clock of a run. */
  begin(): void;
  /**
   * Puts all memory back to what it was before the first run. It makes a run three times as fast as a new engine does, and
   * leaves less behind: also what code did to the engine itself is gone. False: the memory has grown too much to be kept.
   */
  reset(): boolean;
}

/** What the code has come to so far. */
export interface Progress {
  result: { json: string } | { tooLarge: true } | undefined;
  expired: boolean;
  log: HookLog;
}

export interface WorldDependencies {
  clock: Pick<Clock, 'now'>;
  random: Random;
}

/** An engine of its own, with the prelude and the libraries evaluated. */
export async function createWorld({ clock, random }: WorldDependencies, libraries: Library[]): Promise<World> {
  const quickJs = await newQuickJSWASMModule();
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(hookLimits.memoryBytes);
  runtime.setMaxStackSize(hookLimits.stackBytes);
  const context = runtime.newContext();
  const host = ceFunctions(random);
  const guest = openGuest(context, (name) => outlets(world.progress)[name] ?? host[name]);
  for (const { name, source } of libraries) context.unwrapResult(context.evalCode(source, `${name}.js`)).dispose();
  let deadline = Infinity;
  runtime.setInterruptHandler(() => {
    world.progress.expired = clock.now() >= deadline;
    // What comes after the result has no effect, so it need not go on for ever.
    return world.progress.expired || world.progress.result !== undefined;
  });
  const memory: Memory = quickJs.getWasmMemory();
  const before = usedPart(memory).slice();
  const world: World = {
    runtime,
    context,
    guest,
    progress: newProgress(),
    begin() {
      world.progress = newProgress();
      deadline = clock.now() + hookLimits.runMs;
    },
    reset() {
      new Uint8Array(memory.buffer).set(before);
      return memory.buffer.byteLength <= mostMemoryBytes;
    },
  };
  return world;
}

/** Of WebAssembly; `buffer` is another one when it has grown. */
interface Memory {
  readonly buffer: ArrayBuffer;
}

/** Memory of an engine never shrinks. */
const mostMemoryBytes = 32 * 1024 * 1024;

const newProgress = (): Progress => ({ result: undefined, expired: false, log: createHookLog() });

/** From the beginning to the last byte that is not zero: all that lies behind it has not been allocated yet. */
function usedPart({ buffer }: Memory): Uint8Array {
  const words = new Uint32Array(buffer);
  const last = words.findLastIndex((word) => word !== 0);
  return new Uint8Array(buffer, 0, (last + 1) * words.BYTES_PER_ELEMENT);
}

/** The ways out of the sandbox: texts only. */
const outlets = (progress: Progress): Readonly<Record<string, HostFunction>> => ({
  log: (line = '') => {
    progress.log.add(line);
    return '';
  },
  done: (json = '') => {
    progress.result ??= Buffer.byteLength(json) > hookLimits.outputBytes ? { tooLarge: true } : { json };
    return '';
  },
});

function openGuest(context: QuickJSContext, find: (name: string) => HostFunction | undefined): QuickJSHandle {
  const call = context.newFunction('call', (name, ...texts) => {
    const host = find(context.getString(name));
    return context.newString(host?.(...texts.map((handle) => context.getString(handle))) ?? '');
  });
  const prelude = context.unwrapResult(context.evalCode(guestPrelude, 'prelude.js'));
  return context.unwrapResult(context.callFunction(prelude, context.undefined, call));
}
