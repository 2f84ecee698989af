import { sql } from 'kysely';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakingAt } from '../../test/kit/breaking-database.ts';
import { claimOutstanding } from '../../test/kit/claim-outstanding.ts';
import { useEmptyDatabase } from '../../test/kit/empty-database.ts';
import { askForReplay } from '../../test/kit/replayed-instance.ts';
import { storeNow } from '../../test/kit/stored-instance.ts';
import { makeSubscription, storeTelling, type TellingInstance } from '../../test/kit/telling-instance.ts';
import { wrongCounts } from '../../test/kit/wrong-counts.ts';
import type { Db } from './database.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import { deleteNotification } from './delete-notification.ts';
import { cancelReplay, resumeReplay } from './replay-changes.ts';
import { endReplays } from './replay-ends.ts';
import { stepReplay } from './replay-steps.ts';
import { forgetBodies } from './retention-bodies.ts';
import { forgetReplays } from './retention-ended.ts';
import { forgetNotifications } from './retention-notifications.ts';
import { forgetUndelivered } from './retention-undelivered.ts';
import { createSettleDeliveries, type SubscriptionSettlement } from './settle-deliveries.ts';

const database = useEmptyDatabase({ poolSize: 8 });
const now = storeNow;
const before = storeNow + 1;

interface World extends TellingInstance {
  accountIds: number[];
  told: number;
}

type Act = (db: Db, world: World) => Promise<unknown>;

const replayIds = async (db: Db) =>
  (await db.selectFrom('replays').select('id').orderBy('id').execute()).map(({ id }) => id);
const oldestNotification = (db: Db) =>
  db.selectFrom('notifications').select('id').orderBy('id').limit(1).executeTakeFirst();

/** Claims one subscription, as a sender does, and settles what came of it. */
const send =
  (outcome: 'delivered' | 'failed' | 'gone'): Act =>
  async (db) => {
    for (const { id, fence, leaseUntil, deliveries } of await claimOutstanding(db, {
      subscriptions: 1,
      deliveriesEach: 3,
    })) {
      const attempt = {
        startedAt: now,
        durationMs: 1,
        outcome,
        statusCode: 200,
        detail: undefined,
        url: 'http://127.0.0.1:9/',
        requestHeaders: {},
        responseHeaders: undefined,
        responseBody: undefined,
      };
      const settlement: SubscriptionSettlement = {
        subscriptionId: id,
        fence,
        leaseUntil,
        now,
        deliveries: deliveries.map(({ notification, attempts }) => ({
          notificationId: notification.id,
          status: outcome === 'delivered' ? 'delivered' : 'retry',
          attempts: attempts + 1,
          nextAttemptAt: outcome === 'failed' ? now : undefined,
          attempt,
        })),
        deactivate: outcome === 'gone' ? 'It answered 410 Gone.' : undefined,
        resting: false,
        waiting: outcome === 'failed' ? deliveries.length : 0,
        retryAt: outcome === 'failed' ? now : undefined,
        slow: false,
      };
      await createSettleDeliveries(db)(settlement);
    }
  };

const withReplay =
  (change: typeof cancelReplay): Act =>
  async (db, { instanceId }) => {
    const [id = 0] = await replayIds(database.db);
    await change(db, { instanceId, id, now });
  };

const acts: Record<string, Act> = {
  tell: (_, world) => world.tell([`more-${world.told++}`, `more-${world.told++}`]),
  delivered: send('delivered'),
  failed: send('failed'),
  gone: send('gone'),
  ask: (db, { instanceId }) => askForReplay(db, instanceId),
  step: (db) => stepReplay(db, now),
  ends: (db) => endReplays(db, now),
  cancel: withReplay(cancelReplay),
  resume: withReplay(resumeReplay),
  giveUp: (db, { accountIds }) => forgetUndelivered(db, { accountIds, before, limit: 2 }),
  forget: (db, { instanceId }) => forgetNotifications(db, { instanceId, afterId: 0, before, limit: 3 }),
  bodies: (db, { instanceId }) => forgetBodies(db, { instanceId, afterId: 0, before, limit: 3 }),
  forgetReplays: (db, { accountIds }) => forgetReplays(db, { accountIds, before, limit: 2 }),
  clearDeliveries: (db) => clearLeftovers(db, { kind: 'deliveries', limit: 2 }),
  delete: async (db, { organizationId }) => {
    const id = (await oldestNotification(database.db))?.id ?? 0;
    await deleteNotification(db, { organizationId, id });
  },
};

async function newWorld(db: Db): Promise<World> {
  await sql`truncate instances, notifications, events, subscriptions cascade`.execute(db);
  const telling = await storeTelling(db, ['first', 'second', 'third']);
  const { organizationId, instanceId } = telling;
  await makeSubscription(db, { organizationId, url: 'http://127.0.0.1:9/made', instanceIds: [instanceId] });
  const accounts = await db.selectFrom('accounts').select('id').execute();
  return { ...telling, accountIds: accounts.map(({ id }) => id), told: 0 };
}

/** Claims of senders that were killed run out. */
const leasesEnd = (db: Db) => db.updateTable('subscriptions').set({ lease_until_ms: null }).execute();

/** A kill, or one of two pollers that met: it finds the poll held, or has lost it when it commits. */
const isExpected = (error: unknown) =>
  error instanceof Error && /^killed$|^not claimed$|^Another poller/.test(error.message);

const happenings = fc.array(
  fc.array(fc.record({ act: fc.constantFrom(...Object.keys(acts)), killedAt: fc.integer({ min: 0, max: 8 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  { minLength: 4, maxLength: 14 },
);

test('whatever is killed, and whoever works at the same time: what a subscription has outstanding is what it counts', async () => {
  const { db } = database;
  await fc.assert(
    fc.asyncProperty(happenings, async (drawn) => {
      const world = await newWorld(db);
      for (const together of drawn) {
        const done = await Promise.allSettled(
          together.map(async ({ act, killedAt }) => acts[act]?.(breakingAt(db, killedAt), world)),
        );
        for (const one of done) if (one.status === 'rejected' && !isExpected(one.reason)) throw one.reason;
        await leasesEnd(db);
        expect({ together, wrong: await wrongCounts(db) }).toEqual({ together, wrong: [] });
      }
    }),
    { numRuns: 30 },
  );
});
