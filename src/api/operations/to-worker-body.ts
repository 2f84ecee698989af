import { lostAfterMs } from '../../model/worker.ts';
import type { StoredWorker } from '../../store/workers.ts';
import type { WorkerBody } from './operations-body.ts';
import { isoDate } from './to-queue-body.ts';

/** `now`: epoch milliseconds. */
export function toWorkerBody(worker: StoredWorker, now: number): WorkerBody {
  const { host, pid, roles, stopping, startedAt, beatAt, underWay } = worker;
  const state = now - beatAt > lostAfterMs ? 'lost' : stopping ? 'stopping' : 'alive';
  const startedDate = isoDate(startedAt);
  return { host, pid, roles, state, startedDate, lastSeenDate: isoDate(beatAt), underWay };
}
