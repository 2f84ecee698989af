import fc from 'fast-check';
import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, aNotification, claimThree, eventIdsOf } from '../../test/kit/polled-instance.ts';
import type { Fault } from '../model/fault.ts';
import type { ClaimedPoll } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';

const database = useEmptyDatabase();

test('whatever is committed side by side, the store holds what a simple model of it holds', async () => {
  const { db } = database;
  const commit = createCommitChanges(db);
  const polls = await claimThree(db);
  const expected = new Set<string>();
  let notifications = 0;
  let run = 0;
  /** The commits of one poll go one after the other. */
  const commitAll = async (poll: ClaimedPoll, steps: Step[]) => {
    for (const { groups, stale } of steps) {
      const fence = stale ? poll.fence - 1 : poll.fence;
      const named = groups.map((group) => group.map((name) => `${run}/${poll.id}/${name}`));
      const committed = commit(
        aCommit(poll, { fence, notifications: named.map((eventIds) => aNotification(eventIds)) }),
      );
      const outcome = await committed.then(
        () => 'written',
        (error: Fault) => error.code,
      );
      expect(outcome).toBe(stale ? 'poll.superseded' : 'written');
      if (!stale) notifications += named.filter((eventIds) => addNew(expected, eventIds)).length;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.tuple(steps, steps, steps), async (plans) => {
      run++;
      await Promise.all(plans.map((plan, index) => commitAll(polls[index] as ClaimedPoll, plan)));
      expect((await eventIdsOf(db)).toSorted()).toEqual([...expected].toSorted());
      expect(await db.selectFrom('deliveries').select('notification_id').execute()).toHaveLength(notifications);
      const pending = await db.selectFrom('subscriptions').select('pending').execute();
      expect(pending.reduce((sum, row) => sum + row.pending, 0)).toBe(notifications);
    }),
    { numRuns: 30 },
  );
});

interface Step {
  /** Names of events, by notification. */
  groups: string[][];
  stale: boolean;
}

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const steps = fc.array(
  fc.record<Step>({
    groups: fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
    stale: fc.boolean(),
  }),
  { maxLength: 4 },
);

/** Whether there is anything new. */
function addNew(all: Set<string>, some: string[]): boolean {
  const before = all.size;
  for (const one of some) all.add(one);
  return all.size > before;
}
