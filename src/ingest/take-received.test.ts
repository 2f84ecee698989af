import { beforeEach, describe, expect, test } from 'vitest';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { aResolvedChange, anEntry, storeClaimedWebhook } from '../../test/kit/received-webhook.ts';
import { aCommit, completed } from '../../test/kit/polled-instance.ts';
import { sweepAt } from '../../test/kit/sweep-at.ts';
import { storeSealer } from '../../test/kit/stored-instance.ts';
import { iso, minutes, row, seconds, setTrap, shown, since, type Trap, type TrapRow } from '../../test/kit/trap.ts';
import { untilBlocked } from '../../test/kit/until-blocked.ts';
import type { JsonRecord } from '../lib/json.ts';
import { claimInstancePolls } from '../store/claim-polls.ts';
import { createCommitChanges } from '../store/commit-changes.ts';
import { createCommitReceived, type CommitReceived } from '../store/commit-received.ts';
import { createPollLock } from '../store/poll-lock.ts';
import { versionsSeen } from '../store/versions-seen.ts';
import type { ResolvedChange } from './received-batch.ts';
import type { TakenOutcome } from './judge-received.ts';
import { createTakeReceived } from './take-received.ts';

const database = useEmptyDatabase();

let rows: TrapRow[];
let trap: Trap;
let pollId: number;

/** A list that is polled, and has been once, and whose webhooks come as well. */
beforeEach(async () => {
  rows = [];
  trap = await setTrap(database.db, {
    answer: ({ query }) => ({ body: { rows: rows.filter(({ updated }) => updated >= since(query)).map(shown) } }),
    resource: { polling: { settleSeconds: 60 } },
    poll: { received: true },
  });
  await trap.told();
  trap.clock.jump(minutes(5));
  const { id } = await database.db.selectFrom('polls').select('id').executeTakeFirstOrThrow();
  pollId = id;
});

const taker = (commitReceived: CommitReceived = createCommitReceived(database.db)) =>
  createTakeReceived({ clock: trap.clock, commitReceived, onTaken: () => {} });

const watched = () => ({ pollId, scope: '' });

/** What a webhook shows of a row: not quite what the list shows. */
const asSent = (one: TrapRow): JsonRecord => ({ ...shown(one), id: String(one.id), sentBy: 'webhook' });

const changeOf = (one: TrapRow, values: Partial<ResolvedChange> = {}): ResolvedChange =>
  aResolvedChange({ recordId: String(one.id), record: asSent(one), watched: watched(), ...values });

const webhook = () => storeClaimedWebhook(database.db, { instanceId: trap.instanceId, receivedAt: trap.clock.now() });

async function receive(...items: ResolvedChange[]): Promise<number> {
  const received = await webhook();
  await taker()(anEntry(received, trap.connector, { items }));
  return received.id;
}

const outcomeOf = async (id: number) => {
  const stored = database.db.selectFrom('received_webhooks').select('outcome').where('id', '=', id);
  return (await stored.executeTakeFirstOrThrow()).outcome as TakenOutcome;
};

const decisionsOf = async (id: number) => (await outcomeOf(id)).decisions.map((one) => `${one.outcome}: ${one.why}`);

async function claimed() {
  const at = trap.clock.now();
  const of = { instanceId: trap.instanceId, resource: 'rows', now: at, leaseUntil: at + minutes(2) };
  const [poll] = await claimInstancePolls(database.db, storeSealer, of);
  const cursor = poll?.cursors[0];
  if (!poll || !cursor) throw new Error('not claimed');
  return { poll, cursor, at };
}

const pollRow = () => database.db.selectFrom('polls').selectAll().where('id', '=', pollId).executeTakeFirstOrThrow();

describe('one change, two roads', () => {
  test('what a webhook told is confirmed by the poll, and told no second time', async () => {
    const one = row(1, trap.clock.now());
    rows = [one];
    const id = await receive(changeOf(one));
    expect(await trap.events()).toEqual(['CREATED 1']);
    expect(await trap.told()).toEqual([]);
    const known = await database.db
      .selectFrom('record_versions')
      .select(['version', 'record'])
      .executeTakeFirstOrThrow();
    expect(known.version).toMatch(/\|[^~]+$/);
    expect(known.record).toBeNull();
    const notification = await database.db.selectFrom('notifications').select('received_id').executeTakeFirstOrThrow();
    expect(notification.received_id).toBe(id);
    expect(await database.db.selectFrom('webhook_pulse').select('received').execute()).toEqual([{ received: 1 }]);
  });

  test('what a webhook told is told by nobody again, also when its version has been forgotten', async () => {
    const [one, other] = [row(1, trap.clock.now()), row(2, trap.clock.now())];
    rows = [one, other];
    await receive(changeOf(one), changeOf(other));
    expect(await trap.told()).toEqual([]);
    const forget = () => database.db.deleteFrom('record_versions').where('record_id', '=', '1').execute();
    await forget();
    await database.db.updateTable('cursors').set({ watermark_us: null, settled_us: null }).execute();
    trap.clock.jump(minutes(1));
    expect(await trap.told()).toEqual([]);
    trap.clock.jump(minutes(10));
    await forget();
    expect((await sweepAt(database.db, trap).sweep()).status).toBe('completed');
    expect(await trap.events()).toEqual(['CREATED 1', 'CREATED 2']);
  });

  test('what a poll told is not told by a webhook that comes after it', async () => {
    const one = row(1, trap.clock.now());
    rows = [one];
    expect(await trap.told()).toEqual(['CREATED 1']);
    expect(await decisionsOf(await receive(changeOf(one)))).toEqual(['ignored: stale']);
    expect(await trap.events()).toEqual(['CREATED 1']);
  });

  test('a list that is behind the webhook sets nothing back, and what is newer is told by it', async () => {
    const before = row(1, trap.clock.now());
    rows = [before];
    const after = { ...before, name: 'renamed', updated: trap.clock.now() + 500 };
    await receive(changeOf(after));
    expect(await trap.told()).toEqual([]);
    rows = [{ ...after, name: 'again', updated: after.updated + 500 }];
    trap.clock.jump(seconds(2));
    expect(await trap.told()).toEqual(['UPDATED 1']);
  });
});

describe('what is late, doubled, deleted or of nobody else', () => {
  test('a webhook that is late, doubled, or of the future tells nothing, and the last one wants a poll', async () => {
    const one = row(1, trap.clock.now());
    await receive(changeOf(one), changeOf(one), changeOf({ ...one, updated: one.updated - 1_000 }));
    expect(await trap.events()).toEqual(['CREATED 1']);
    const long = row(2, trap.clock.now() - minutes(60));
    expect(await decisionsOf(await receive(changeOf(long)))).toEqual(['ignored: before-window']);
    expect((await pollRow()).wanted_at_ms).toBeNull();
    const ahead = row(3, trap.clock.now() + minutes(60));
    expect(await decisionsOf(await receive(changeOf(ahead)))).toEqual([
      'poll: the date of the record lies in the future',
    ]);
    expect((await pollRow()).wanted_at_ms).toBe(trap.clock.now());
    expect(await trap.events()).toEqual(['CREATED 1']);
  });

  test('the outcome counts what was told, left to the poll or ignored, as it was judged', async () => {
    const one = row(1, trap.clock.now());
    const ahead = row(2, trap.clock.now() + minutes(60));
    const removal = changeOf(row(3, trap.clock.now()), { type: 'DELETED', record: undefined });
    const other = aResolvedChange({ resource: 'notes', type: 'opened' });
    const id = await receive(changeOf(one), changeOf(one), changeOf(ahead), removal, other);
    const counts = { told: 3, created: 1, updated: 0, deleted: 1, other: 1, ignored: 1, polls: 1, refused: 0 };
    expect(await outcomeOf(id)).toMatchObject(counts);
  });

  test('a deletion is told once, and an old listing does not bring the record back', async () => {
    const one = row(1, trap.clock.now());
    rows = [one];
    await trap.told();
    const removal = changeOf(one, { type: 'DELETED', record: undefined, element: { id: 1 } });
    trap.clock.jump(seconds(2));
    await receive(removal);
    await receive(removal);
    expect(await trap.told()).toEqual([]);
    expect(await trap.events()).toEqual(['CREATED 1', 'DELETED 1']);
    rows = [{ ...one, updated: trap.clock.now() + seconds(5) }];
    trap.clock.jump(seconds(10));
    expect(await trap.told()).toEqual(['CREATED 1']);
  });

  test('what nobody polls is told as it is, once, also where its fields are hostile', async () => {
    const item = aResolvedChange({ resource: 'x'.repeat(5_000), type: 'opened', date: trap.clock.now() * 1_000 });
    const hostile = { ...item, index: 1, recordId: 'a\0'.repeat(900), paths: { newPath: '/b\0' } };
    await receive(item, hostile);
    await receive(item);
    const [first, ...others] = await trap.events();
    expect(first).toBe('opened 1');
    expect(others).toHaveLength(1);
  });
});

describe('at the same time', () => {
  test('a webhook waits for a page that is being judged, and then knows what it told', async () => {
    const one = row(1, trap.clock.now());
    const { poll, cursor, at } = await claimed();
    let received: Promise<number> | undefined;
    await createPollLock(database.db)({ pollId, fence: poll.fence, resource: 'rows' }, async (store) => {
      received = receive(changeOf(one));
      await untilBlocked(database.db);
      await store.commitChanges({
        pollId,
        instanceId: trap.instanceId,
        resource: 'rows',
        fence: poll.fence,
        now: at,
        leaseUntil: at,
        versions: [{ cursorId: cursor.id, recordId: '1', version: `${iso(at)}|hash`, revision: 0, date: at * 1_000 }],
        notifications: [],
        cursors: [],
      });
    });
    expect(await decisionsOf((await received) ?? 0)).toEqual(['ignored: stale']);
  });

  test('a page waits for a webhook that is being judged, and then knows what it told', async () => {
    const { poll, cursor } = await claimed();
    let known: Promise<string[]> | undefined;
    const commit = createCommitReceived(database.db);
    const slow: CommitReceived = (received) =>
      commit({
        ...received,
        judge: async (held, locked) => {
          known = createPollLock(database.db)({ pollId, fence: poll.fence, resource: 'rows' }, async (store) =>
            [...(await store.versionsSeen(cursor.id, ['1'])).values()].map(({ version }) => version),
          );
          await untilBlocked(database.db);
          return received.judge(held, locked);
        },
      });
    const items = [changeOf(row(1, trap.clock.now()))];
    await taker(slow)(anEntry(await webhook(), trap.connector, { items }));
    expect(await known).toEqual([expect.stringContaining('|~')]);
  });

  test('a page of a poll that another has taken over is not judged at all', async () => {
    const { poll } = await claimed();
    const late = createPollLock(database.db)({ pollId, fence: poll.fence - 1, resource: 'rows' }, () =>
      expect.fail('judged'),
    );
    await expect(late).rejects.toMatchObject({ code: 'poll.superseded' });
  });
});

describe('who may write', () => {
  test('a webhook whose claim was lost writes nothing, and one beside it is written', async () => {
    const [lost, held] = [await webhook(), await webhook()];
    await database.db.updateTable('received_webhooks').set({ fence: 2 }).where('id', '=', lost.id).execute();
    const take = taker();
    const entryOf = (of: typeof lost, one: TrapRow) => anEntry(of, trap.connector, { items: [changeOf(one)] });
    const both = [take(entryOf(lost, row(1, trap.clock.now()))), take(entryOf(held, row(2, trap.clock.now())))];
    const [refused, taken] = await Promise.allSettled(both);
    expect(refused).toMatchObject({ value: 'changed' });
    expect(taken).toMatchObject({ value: { told: 1, created: 1 } });
    expect(await trap.events()).toEqual(['CREATED 2']);
  });

  test('a value that the database refuses spoils only its own webhook, and a failed one can be tried again', async () => {
    const bad = changeOf(row(1, trap.clock.now()), { watched: undefined, date: 1e300 });
    const take = taker();
    const [first, second] = [await webhook(), await webhook()];
    const both = [
      take(anEntry(first, trap.connector, { items: [changeOf(row(3, trap.clock.now())), bad] })),
      take(anEntry(second, trap.connector, { items: [changeOf(row(2, trap.clock.now()))] })),
    ];
    const [refused, taken] = await Promise.allSettled(both);
    expect(refused).toMatchObject({ reason: { code: 'webhook.unusable' } });
    expect(taken?.status).toBe('fulfilled');
    expect(await trap.events()).toEqual(['CREATED 2']);
    const versions = await versionsSeen(database.db, await cursorId(), ['3']);
    expect(versions.size).toBe(0);
  });
});

const cursorId = async () => (await database.db.selectFrom('cursors').select('id').executeTakeFirstOrThrow()).id;

describe('a poll that is wanted', () => {
  const wants = async (delaySeconds: number) => {
    const signals = [{ pollId, resource: 'rows', delaySeconds }];
    await taker()(anEntry(await webhook(), trap.connector, { signals }));
    return pollRow();
  };

  test('is due then, and one that is under way is followed by another', async () => {
    expect((await wants(5)).next_poll_at_ms).toBe(trap.clock.now() + seconds(5));
    expect((await wants(0)).next_poll_at_ms).toBe(trap.clock.now());
    trap.clock.jump(seconds(6));
    await trap.told();
    expect((await pollRow()).next_poll_at_ms).toBeGreaterThan(trap.clock.now() + minutes(10));
    const { poll, at } = await claimed();
    await wants(3);
    const ends = (now: number) => ({ ...aCommit(poll, { now, leaseUntil: now }), settle: completed(at + minutes(15)) });
    await createCommitChanges(database.db)(ends(at + 1));
    expect((await pollRow()).next_poll_at_ms).toBe(at + seconds(3));
    await createCommitChanges(database.db)(ends(at + seconds(4)));
    expect((await pollRow()).next_poll_at_ms).toBe(at + seconds(4));
  });

  test('is not the one that goes on with a scan from before', async () => {
    const first = await claimed();
    await database.db.updateTable('cursors').set({ scan: '{"some":"place"}' }).execute();
    await wants(0);
    trap.clock.jump(minutes(3));
    const { poll, at } = await claimed();
    expect(poll.fence).toBeGreaterThan(first.poll.fence);
    const ends = { ...aCommit(poll, { now: at, leaseUntil: at }), settle: completed(at + minutes(15)) };
    await createCommitChanges(database.db)(ends);
    expect((await pollRow()).next_poll_at_ms).toBe(at);
    await database.db.updateTable('cursors').set({ scan: null }).execute();
    const anew = await claimed();
    await createCommitChanges(database.db)({ ...ends, fence: anew.poll.fence });
    expect((await pollRow()).next_poll_at_ms).toBe(at + minutes(15));
  });

  test('is not hurried where the provider has asked for patience', async () => {
    const throttled = { consecutive_throttles: 1, next_poll_at_ms: trap.clock.now() + minutes(9) };
    await database.db.updateTable('polls').set(throttled).execute();
    expect((await wants(0)).next_poll_at_ms).toBe(trap.clock.now() + minutes(9));
  });
});

test('a webhook whose notifications would repeat more than 10 MB of it is told in parts', async () => {
  const wholeRaw = async (bytes: number) => {
    const received = { ...(await webhook()), body: Buffer.alloc(bytes) };
    const items = Array.from({ length: 41 }, (_, index) =>
      aResolvedChange({ recordId: `${received.id} ${index}`, index }),
    );
    await taker()(anEntry(received, trap.connector, { items }));
    const stored = database.db.selectFrom('received_webhooks').select('whole_raw').where('id', '=', received.id);
    return (await stored.executeTakeFirstOrThrow()).whole_raw;
  };
  // Of twenty events each: three notifications.
  expect(await wholeRaw(3_333_333)).toBe(true);
  expect(await wholeRaw(3_333_334)).toBe(false);
});
