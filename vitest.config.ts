import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const stories = 'test/console/**/*.test.ts';

export default defineConfig({
  test: {
    // For the run as a whole, whatever is chosen of it.
    globalSetup: ['test/kit/database-server.ts'],
    // Tests wait for the database, for servers of their own and for browsers much of the time: with one worker for each
    // processor a fifth of them stood still.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['{src,simulator,console/src,test}/**/*.test.ts'],
          exclude: [stories],
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: [stories],
          // The console is built, and the browser unpacked, only for a run that has stories in it.
          globalSetup: ['test/kit/story-set-up.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    // No test replaces modules, so that files can share those that a worker has loaded: it saves a third of the time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
