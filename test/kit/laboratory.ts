import { afterAll, beforeAll } from 'vitest';
import { openLaboratory, type Laboratory } from '../../src/commands/check/laboratory.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createTestDatabase } from './database.ts';

/** The laboratory of `connector check` on a database of the test, for all tests of a file. */
export function useLaboratory(): () => Laboratory {
  const opened = new AsyncDisposableStack();
  let laboratory: Laboratory;
  beforeAll(async () => {
    const database = await createTestDatabase({ poolSize: 1 });
    opened.defer(() => database.close());
    laboratory = await openLaboratory({ clock: systemClock, databaseUrl: database.url }, opened);
  });
  afterAll(() => opened.disposeAsync());
  return () => laboratory;
}
