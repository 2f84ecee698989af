import { sql, type Insertable, type Updateable } from 'kysely';
import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aCommit, claimPoll, completed, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import { createCommitChanges } from './commit-changes.ts';
import { listNotices } from './list-notices.ts';
import { markOverdue, reportOverduePolls } from './report-overdue-polls.ts';
import type { Schema } from './schema.ts';

const database = useEmptyDatabase();
const minute = 60_000;
const hour = 60 * minute;

/** An instance with one poll every 15 minutes in this state. */
async function pollThat(state: Updateable<Schema['polls']>): Promise<number> {
  const { instanceId } = await storePolledInstance(database.db);
  await database.db.updateTable('polls').set(state).where('instance_id', '=', instanceId).execute();
  return instanceId;
}
const report = () => reportOverduePolls(database.db, now);
const why = async () => (await report()).map((poll) => poll.why);

test.each<[string, Updateable<Schema['polls']>, string]>([
  ['late by more than two intervals', { next_poll_at_ms: now - 31 * minute }, 'notRun'],
  [
    'late by more than five minutes, if its interval is short',
    { interval_ms: minute, next_poll_at_ms: now - 6 * minute },
    'notRun',
  ],
  ['late, and whose worker has died', { next_poll_at_ms: now - hour, lease_until_ms: now - 1 }, 'notRun'],
  ['never scheduled', { next_poll_at_ms: null }, 'notScheduled'],
  [
    'under way for more than six hours',
    { next_poll_at_ms: now - 7 * hour, lease_until_ms: now + minute, last_started_at_ms: now - 7 * hour },
    'hanging',
  ],
])('a poll that is %s is overdue', async (_what, state, expected) => {
  await pollThat(state);
  expect(await why()).toEqual([expected]);
});

test.each<[string, Updateable<Schema['polls']>]>([
  ['a little late', { next_poll_at_ms: now - 29 * minute }],
  ['late by four minutes with a short interval', { interval_ms: minute, next_poll_at_ms: now - 4 * minute }],
  ['not due yet', { next_poll_at_ms: now + hour }],
  ['under way', { next_poll_at_ms: now - hour, lease_until_ms: now + minute, last_started_at_ms: now - hour }],
  ['switched off', { next_poll_at_ms: null, enabled: false }],
  ['paused', { next_poll_at_ms: null, paused_at_ms: now - hour }],
  ['waiting for new credentials', { next_poll_at_ms: null, last_outcome: 'reconnect' }],
  [
    'under way by hand and not scheduled',
    { next_poll_at_ms: null, lease_until_ms: now + minute, last_started_at_ms: now },
  ],
])('a poll that is %s is not', async (_what, state) => {
  await pollThat(state);
  expect(await why()).toEqual([]);
});

test('it is told once, with a notice, until the poll has run again', async () => {
  const instanceId = await pollThat({ next_poll_at_ms: now - hour });
  expect(await report()).toEqual([
    { instanceId, resource: 'contacts', why: 'notRun', dueAt: now - hour, startedAt: null },
  ]);
  expect(await report()).toEqual([]);
  const poll = await claimPoll(database.db, instanceId);
  expect(poll.overdueSince).toBe(now);
  await createCommitChanges(database.db)(aCommit(poll, { settle: completed(now - hour) }));
  expect(await why()).toEqual(['notRun']);
  const wanted = { instanceId, kind: undefined, beforeId: undefined, limit: 10 };
  expect(await listNotices(database.db, wanted)).toMatchObject([
    { kind: 'polling.overdue', resource: 'contacts', createdAt: now },
    { kind: 'polling.overdue', message: 'It was due at 2025-12-31T23:00:00.000Z and has not been polled since.' },
  ]);
});

test('looking costs nothing for polls that are not late: both halves are answered by an index', async () => {
  const { db } = database;
  const { instanceId } = await storePolledInstance(db);
  const rest: Omit<Insertable<Schema['polls']>, 'resource'> = {
    instance_id: instanceId,
    definition: '{}',
    identity: 'x',
    interval_ms: 15 * minute,
    start_us: 0,
    initial_before_us: 0,
    next_poll_at_ms: now + hour,
  };
  const rows = Array.from({ length: 3_000 }, (_, index) => ({ ...rest, resource: `r${index}` }));
  await db.insertInto('polls').values(rows).execute();
  await sql`analyze polls`.execute(db);
  const { rows: plan } = await sql<{ 'QUERY PLAN': string }>`explain ${markOverdue(now)}`.execute(db);
  const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(lines).toContain('polls_due');
  expect(lines).toContain('polls_unscheduled');
  expect(lines).not.toContain('Seq Scan on polls');
});
