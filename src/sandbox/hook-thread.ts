import { parentPort, type MessagePort } from 'node:worker_threads';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import { systemClock } from '../lib/clock.ts';
import { systemRandom } from '../lib/random.ts';
import type { HookOutcome } from './hook-run.ts';
import { runCode, type Engine } from './run-code.ts';
import type { RunMessage, ThreadMessage } from './run-message.ts';

/**
 * What the thread does: it answers every run with its outcome. A loop that cannot be interrupted blocks this thread alone,
 * until the sandbox ends it.
 */
export async function serveRuns(port: MessagePort | null = parentPort): Promise<void> {
  if (!port) throw new Error('serveRuns is for a worker thread');
  let engine = await startEngine();
  const tell = (message: ThreadMessage) => port.postMessage(message);
  port.on('message', (run: RunMessage) => void serve(run));
  tell({ kind: 'ready' });

  async function serve(run: RunMessage): Promise<void> {
    const { outcome, isSound } = tryRun(engine, run);
    if (!isSound) engine = await startEngine();
    tell({ kind: 'outcome', outcome });
  }
}

const startEngine = async (): Promise<Engine> => ({
  quickJs: await newQuickJSWASMModule(),
  clock: systemClock,
  random: systemRandom,
});

/** An engine that broke is given up; one whose memory had grown to the limit too, because it never gives memory back. */
function tryRun(engine: Engine, run: RunMessage): { outcome: HookOutcome; isSound: boolean } {
  try {
    const outcome = runCode(engine, run);
    return { outcome, isSound: outcome.kind === 'result' || outcome.reason !== 'memory' };
  } catch (error) {
    const isDeep = error instanceof RangeError;
    const failure = isDeep
      ? ({ reason: 'stack', message: 'data or calls are nested too deep' } as const)
      : ({ reason: 'memory', message: 'the sandbox broke off; most often that is memory' } as const);
    return { outcome: { kind: 'failure', ...failure, log: [] }, isSound: false };
  }
}
