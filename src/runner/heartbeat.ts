import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { beatEveryMs, type UnderWay, type Worker } from '../model/worker.ts';
import { startLoop } from './loop.ts';

export interface HeartbeatDeps {
  clock: Clock;
  log: Log;
  saveBeat: (worker: Worker, now: number) => Promise<void>;
  removeWorker: (id: string) => Promise<void>;
  isStopping: () => boolean;
  /** What the process does at this moment. */
  underWay: () => UnderWay;
}

export interface Heartbeat {
  /** Tells at once: something has changed. */
  wake(): void;
  /** Ends it, and forgets the process: to be called when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Tells again and again that this process is alive and what it does. */
export function startHeartbeat(
  { clock, log, saveBeat, removeWorker, isStopping, underWay }: HeartbeatDeps,
  process: Pick<Worker, 'id' | 'host' | 'pid' | 'roles'>,
): Heartbeat {
  const startedAt = clock.now();
  const beat = async () => {
    await saveBeat({ ...process, startedAt, stopping: isStopping(), underWay: underWay() }, clock.now());
    return beatEveryMs;
  };
  const loop = startLoop({ name: 'heartbeat', clock, log, round: beat });
  return {
    wake: () => loop.wake(),
    stop: async () => {
      await loop.stop();
      // Without the database it is shown as lost for a while, which is all.
      await removeWorker(process.id).catch((error: unknown) =>
        log.warn({ err: error }, 'the end was not written down'),
      );
    },
  };
}
