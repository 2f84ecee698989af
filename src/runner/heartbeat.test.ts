import { expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { createLog } from '../lib/log.ts';
import { beatEveryMs, type Worker } from '../model/worker.ts';
import { startHeartbeat } from './heartbeat.ts';

function start() {
  const clock = createManualClock(5);
  const beats: (Worker & { at: number })[] = [];
  const removed: string[] = [];
  let stopping = false;
  const heartbeat = startHeartbeat(
    {
      clock,
      log: createLog('silent'),
      saveBeat: (worker, at) => Promise.resolve(void beats.push({ ...worker, at })),
      removeWorker: (id) => Promise.resolve(void removed.push(id)),
      isStopping: () => stopping,
      underWay: () => ({ polls: beats.length }),
    },
    { id: 'a', host: 'h', pid: 7, roles: ['worker'] },
  );
  onTestFinished(() => heartbeat.stop());
  return { clock, beats, removed, heartbeat, beginStop: () => (stopping = true) };
}

test('a process tells at its start, and then again and again, that it is alive and what it does', async () => {
  const { clock, beats } = start();
  await clock.advance(0);
  expect(beats).toMatchObject([{ id: 'a', startedAt: 5, at: 5, stopping: false, underWay: { polls: 0 } }]);
  await clock.advance(2 * beatEveryMs);
  expect(beats.map(({ at, underWay }) => [at, underWay.polls])).toEqual([
    [5, 0],
    [5 + beatEveryMs, 1],
    [5 + 2 * beatEveryMs, 2],
  ]);
});

test('that it was told to stop is told at once, and it is forgotten when it has ended', async () => {
  const { clock, beats, removed, heartbeat, beginStop } = start();
  await clock.advance(0);
  beginStop();
  heartbeat.wake();
  await clock.advance(0);
  expect(beats.at(-1)?.stopping).toBe(true);
  await heartbeat.stop();
  expect(removed).toEqual(['a']);
});
