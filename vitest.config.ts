import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'simulator/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/kit/database-server.ts'],
    // Tests wait for the database and for servers of their own most of the time.
    maxWorkers: '100%',
    // No test replaces modules, so that files can share those that a worker has loaded: it saves a third of the time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
