import { Worker } from 'node:worker_threads';
import type { HookOutcome } from './hook-run.ts';
import type { RunMessage, ThreadMessage } from './run-message.ts';

/** One thread; it makes one run at a time. */
export interface HookThread {
  /** Resolves when runs can begin. Rejects when the thread does not start. */
  ready: Promise<void>;
  /** Rejects when the thread ends before the run does. */
  run(message: RunMessage): Promise<HookOutcome>;
  end(): Promise<void>;
  /** Resolves when the thread has ended, for whatever reason. */
  ended: Promise<void>;
}

/** Starts a thread without environment, arguments and standard input. It does not keep the process alive while it idles. */
export function startThread(): HookThread {
  const worker = new Worker(bootstrap, { eval: true, env: {}, argv: [], execArgv: [], resourceLimits });
  let waiting: { resolve: (outcome: HookOutcome) => void; reject: (error: Error) => void } | undefined;
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  // Whoever waits for the start is told; nobody has to.
  started.promise.catch(() => undefined);
  const lost = (error: Error) => {
    started.reject(error);
    waiting?.reject(error);
    waiting = undefined;
  };
  worker.on('error', lost);
  worker.on('exit', (code) => {
    lost(new Error(`the thread ended with code ${code}`));
    ended.resolve();
  });
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'ready') return started.resolve();
    worker.unref();
    waiting?.resolve(message.outcome);
    waiting = undefined;
  });
  return {
    ready: started.promise,
    run: (message) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        worker.ref();
        worker.postMessage(message);
      }),
    ended: ended.promise,
    end: async () => void (await worker.terminate()),
  };
}

/** A deep structure must meet the limit of the sandbox before that of the thread. */
const resourceLimits = { stackSizeMb: 4, maxOldGenerationSizeMb: 256 };

/** The file has the extension of this one: .ts as it is written, .js when it is built. */
const threadFile = new URL(`./hook-thread.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url).href;
const bootstrap = `import(${JSON.stringify(threadFile)}).then(({ serveRuns }) => serveRuns());`;
