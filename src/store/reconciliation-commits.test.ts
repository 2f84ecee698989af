import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { until } from '../../test/kit/flow.ts';
import { aCommit, aNotification, claimPoll, cursorOf, storePolledInstance } from '../../test/kit/polled-instance.ts';
import { storeNow as now } from '../../test/kit/stored-instance.ts';
import type { ClaimedPoll } from './claim-polls.ts';
import { createCommitChanges } from './commit-changes.ts';
import type { Db } from './database.ts';
import { countAsSeen } from './missing-records.ts';
import type { PollCommit } from './poll-commit.ts';
import { cancelReconciliation, findReconciliation } from './reconciliation-list.ts';
import { requestReconciliations } from './reconciliation-requests.ts';
import { beginSweep, claimReconciliations, settleStep, type ClaimedReconciliation } from './reconciliation-steps.ts';

const database = useEmptyDatabase();

interface Sweep {
  claimed: ClaimedReconciliation;
  poll: ClaimedPoll;
  cursorId: number;
  sweep: number;
}

/** A reconciliation under way, whose claim holds for a second. */
async function begun(db: Db): Promise<Sweep> {
  const { instanceId } = await storePolledInstance(db);
  await db.updateTable('polls').set({ last_finished_at_ms: now }).execute();
  const poll = await claimPoll(db, instanceId);
  const cursorId = await cursorOf(db, poll);
  const old = { cursorId, recordId: 'old', version: 'v', revision: 0, date: undefined };
  await createCommitChanges(db)(aCommit(poll, { versions: [old] }));
  await requestReconciliations(db, { instanceId, resource: undefined, reason: 'requested', now });
  return claimAgain(db, { poll, cursorId }, now);
}

async function claimAgain(db: Db, of: Pick<Sweep, 'poll' | 'cursorId'>, at: number): Promise<Sweep> {
  const [claimed] = await claimReconciliations(db, { now: at, leaseUntil: at + 1_000, limit: 1 });
  if (!claimed) throw new Error('not claimed');
  const { id, fence, progress, counts } = claimed;
  const sweep = (await beginSweep(db, { id, fence, poll: of.poll, progress, counts })) ?? 0;
  return { ...of, claimed, sweep };
}

/** A page of a sweep: an event, a new version, a record met again and the end of the scope. */
const aPage = ({ claimed: { id, fence }, poll, cursorId, sweep }: Sweep, values: Partial<PollCommit> = {}) =>
  aCommit(poll, {
    versions: [{ cursorId, recordId: 'new', version: 'v', revision: 0, date: undefined, sweep }],
    notifications: [aNotification([`by step ${fence}`])],
    swept: { cursorId, recordIds: ['old'], sweep, isEnd: true },
    reconciliation: { id, fence, progress: { at: fence }, counts: {} },
    ...values,
  });

async function stored(db: Db) {
  const [events, versions, cursors, reconciliations] = await Promise.all([
    db.selectFrom('events').select('event_id').orderBy('event_id').execute(),
    db.selectFrom('record_versions').select(['record_id', 'sweep']).orderBy('record_id').execute(),
    db.selectFrom('cursors').select('read_sweep').execute(),
    db.selectFrom('reconciliations').select(['progress', 'lease_until_ms']).execute(),
  ]);
  return { events, versions, cursors, reconciliations };
}

test('a page is written with the place of the next one, and holds the claim of the step for as long as that of its poll', async () => {
  const { db } = database;
  const under = await begun(db);
  await createCommitChanges(db)(aPage(under));
  const { fence } = under.claimed;
  expect(await stored(db)).toEqual({
    events: [{ event_id: `by step ${fence}` }],
    versions: [
      { record_id: 'new', sweep: 1 },
      { record_id: 'old', sweep: 1 },
    ],
    cursors: [{ read_sweep: 1 }],
    reconciliations: [{ progress: { at: fence }, lease_until_ms: now + 120_000 }],
  });
});

test('a step whose reconciliation was cancelled writes nothing', async () => {
  const { db } = database;
  const under = await begun(db);
  const { id, instanceId } = under.claimed;
  await cancelReconciliation(db, { instanceId, id, now });
  const before = await stored(db);
  const commit = createCommitChanges(db);
  await expect(commit(aPage(under))).rejects.toMatchObject({ code: 'poll.superseded' });
  await countAsSeen(db, { ...under.claimed, cursorId: under.cursorId, sweep: under.sweep });
  expect(await stored(db)).toEqual(before);
});

test('a step that was taken over writes nothing, beside the one that took over and other polls', async () => {
  const { db } = database;
  const lost = await begun(db);
  const under = await claimAgain(db, lost, now + 2_000);
  const commit = createCommitChanges(db);
  const page = { versions: [] };
  const other = await claimPoll(db, (await storePolledInstance(db)).instanceId);
  const results = await Promise.allSettled([
    commit(aPage(lost, page)),
    commit(aPage(under, page)),
    commit(aCommit(other, { notifications: [aNotification(['by a poll'])] })),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  const { events, reconciliations } = await stored(db);
  expect(events.map(({ event_id }) => event_id)).toEqual(['by a poll', `by step ${under.claimed.fence}`]);
  expect(reconciliations).toMatchObject([{ progress: { at: under.claimed.fence } }]);
});

test('a step that ends and a request for another never wait for each other for ever', async () => {
  const { db } = database;
  const { claimed, poll, sweep } = await begun(db);
  const { id, fence, counts, progress } = claimed;
  const end = { status: 'completed' as const, fault: undefined, nextStepAt: undefined, now, notices: [] };
  let settling: Promise<void> | undefined;
  await db.transaction().execute(async (trx) => {
    await sql`select from polls where id = ${poll.id} for no key update`.execute(trx);
    settling = settleStep(db, { ...end, id, fence, counts, progress: { ...progress, sweep } });
    await until(async () => (await waitingForLocks(trx)) > 0);
    // The index that allows one reconciliation at a time waits for whoever has changed the row of the one under way.
    await sql`
      insert into reconciliations (instance_id, poll_id, reason, status, progress, counts, created_at_ms)
      select instance_id, poll_id, reason, 'waiting', progress, counts, created_at_ms from reconciliations
      on conflict (poll_id) where status in ('waiting', 'running', 'held') do nothing`.execute(trx);
  });
  await settling;
  const of = { instanceId: claimed.instanceId, id };
  expect(await findReconciliation(db, of)).toMatchObject({ status: 'completed' });
});

async function waitingForLocks(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) n from pg_locks where not granted
      and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(db);
  return rows[0]?.n ?? 0;
}
