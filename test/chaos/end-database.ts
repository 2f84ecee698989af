import { join } from 'node:path';
import { systemClock as clock } from '../../src/lib/clock.ts';
import { readPostmasterPid } from '../../src/store/embedded/postmaster-pid.ts';

/** Ends the database of this data directory: a server that was killed leaves it running. */
export async function endDatabase(directory: string): Promise<void> {
  const files = join(directory, 'postgres', 'files');
  const running = await readPostmasterPid(files);
  if (running) process.kill(running.pid, 'SIGQUIT');
  while (await readPostmasterPid(files)) await clock.sleep(10);
}
