import { parentPort } from 'node:worker_threads';
import { runSeeds } from './run-seeds.ts';

/** Plays the seeds that it is sent, and sends back what became of them. */
parentPort?.on('message', (seeds: { from: number; count: number }) => {
  void runSeeds(seeds).then((tallies) => parentPort?.postMessage(tallies));
});
