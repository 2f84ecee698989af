import { systemClock } from '../../src/lib/clock.ts';
import { startCluster } from '../../src/store/embedded/cluster.ts';

/** Starts the embedded database in the directory it is given, says so, and stays until it is killed. */
const [, , directory = ''] = process.argv;
await startCluster({ clock: systemClock, directory });
process.stdout.write('started\n');
process.stdin.resume();
