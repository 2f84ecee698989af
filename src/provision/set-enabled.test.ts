import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { createManualClock } from '../../test/kit/manual-clock.ts';
import { storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow, storeSealer } from '../../test/kit/stored-instance.ts';
import { testEgress } from '../../test/kit/test-egress.ts';
import { testConnector } from '../../test/kit/test-connector.ts';
import type { Fault } from '../model/fault.ts';
import { deleteInstance } from '../store/delete-instance.ts';
import { findInstance } from '../store/find-instance.ts';
import { setEnabled } from './set-enabled.ts';

const database = useEmptyDatabase();

test('an instance that is disabled while it is deleted is one or the other first: neither waits for the other for ever', async () => {
  const { db } = database;
  const deps = {
    db,
    sealer: storeSealer,
    clock: createManualClock(storeNow + 1),
    random: () => 0,
    runHook: () => Promise.reject(new Error('there are no hooks')),
    authorize: () => Promise.reject(new Error('nothing is asked')),
    egress: testEgress(),
    minRefreshMinutes: 1,
  };
  for (let round = 0; round < 10; round++) {
    const { instanceId: id, organizationId } = await storePolledInstance(db);
    const instance = await findInstance({ db, sealer: storeSealer }, { organizationId, id });
    if (!instance) throw new Error('not found');
    const [disabled, deleted] = await Promise.allSettled([
      setEnabled(deps, { instance, connector: testConnector({}), enabled: false, by: instance.userId }),
      deleteInstance(db, { organizationId, id }),
    ]);
    expect(deleted).toEqual({ status: 'fulfilled', value: true });
    const refused = disabled.status === 'rejected' ? (disabled.reason as Fault).code : undefined;
    expect([undefined, 'instance.changed']).toContain(refused);
  }
});
