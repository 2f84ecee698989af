import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { contestants } from './contestants.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';

const chunk = 50;

export interface AllSeeds {
  from: number;
  count: number;
  onProgress: (done: number) => void;
}

/** Plays all histories, on all processors. The result does not depend on how many there are. */
export async function runAll({ from, count, onProgress }: AllSeeds): Promise<Tally[]> {
  const sums = contestants.map(({ name }) => emptyTally(name));
  const end = from + count;
  let next = from;
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      while (next < end) {
        const seeds = { from: next, count: Math.min(chunk, end - next) };
        next += seeds.count;
        const tallies = await ask(worker, seeds);
        for (const [index, sum] of sums.entries()) addTally(sum, tallies[index] as Tally);
        onProgress((done += seeds.count));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), Math.ceil(count / chunk)) }, work));
  return sums;
}

const ask = (worker: Worker, seeds: { from: number; count: number }): Promise<Tally[]> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(seeds);
  });
