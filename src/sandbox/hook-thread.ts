import { parentPort, type MessagePort } from 'node:worker_threads';
import { systemClock } from '../lib/clock.ts';
import { systemRandom } from '../lib/random.ts';
import type { HookOutcome } from './hook-run.ts';
import { readLibraries, usesLibraries } from './libraries.ts';
import { runCode } from './run-code.ts';
import type { RunMessage, ThreadMessage } from './run-message.ts';
import { createWorld, type World } from './world.ts';

/**
 * What the thread does: it answers every run with its outcome. A loop that cannot be interrupted blocks this thread alone,
 * until the sandbox ends it.
 */
export async function serveRuns(port: MessagePort | null = parentPort): Promise<void> {
  if (!port) throw new Error('serveRuns is for a worker thread');
  const worlds = createWorlds();
  await worlds.get('plain');
  const tell = (message: ThreadMessage) => port.postMessage(message);
  port.on('message', (run: RunMessage) => void serve(run));
  tell({ kind: 'ready' });

  async function serve(run: RunMessage): Promise<void> {
    const kind = usesLibraries(run.code) ? 'withLibraries' : 'plain';
    const world = await worlds.get(kind);
    const { outcome, isSound } = tryRun(world, run);
    tell({ kind: 'outcome', outcome });
    // While nobody waits for it: the next run begins in what this one has left.
    if (!isSound || !world.reset()) worlds.giveUp(kind);
  }
}

type WorldKind = 'plain' | 'withLibraries';

/** One of each kind, made when it is first needed: to evaluate the libraries takes longer than most hooks. */
function createWorlds() {
  const worlds = new Map<WorldKind, Promise<World>>();
  const system = { clock: systemClock, random: systemRandom };
  return {
    get(kind: WorldKind): Promise<World> {
      const world = worlds.get(kind) ?? createWorld(system, kind === 'plain' ? [] : readLibraries());
      worlds.set(kind, world);
      return world;
    },
    giveUp(kind: WorldKind): void {
      worlds.delete(kind);
    },
  };
}

/** An engine that broke is given up. */
function tryRun(world: World, run: RunMessage): { outcome: HookOutcome; isSound: boolean } {
  try {
    return { outcome: runCode(world, run), isSound: true };
  } catch (error) {
    const isDeep = error instanceof RangeError;
    const failure = isDeep
      ? ({ reason: 'stack', message: 'data or calls are nested too deep' } as const)
      : ({ reason: 'memory', message: 'the sandbox broke off; most often that is memory' } as const);
    return { outcome: { kind: 'failure', ...failure, log: [] }, isSound: false };
  }
}
