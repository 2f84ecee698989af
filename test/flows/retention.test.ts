import { expect, test } from 'vitest';
import { forgetOld } from '../../src/runner/forget-old.ts';
import { createRetentionStore } from '../../src/store/retention-store.ts';
import { startFlow, type Flow } from '../kit/flow.ts';
import { reconcile } from '../kit/reconcile.ts';
import { replay } from '../kit/replays.ts';
import { wrongCounts } from '../kit/wrong-counts.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const noDrift = { missedCreated: 0, missedUpdated: 0, restored: 0, deleted: 0, missingOnce: 0 };

/** What the server does every five minutes. */
const forget = ({ db, clock }: Flow) =>
  forgetOld({ clock, store: createRetentionStore(db), forgottenBefore: new Map() }, new AbortController().signal);

/** An instance that has told three people, and forgot them since; of a fourth it knows. */
async function startForgetful(): Promise<{ flow: Flow; id: number; recent: string }> {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  flow.clock.jump(minute);
  for (let made = 0; made < 3; made++) salesloft.create('people');
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  await flow.delivered();
  expect(await flow.events()).toHaveLength(3);
  flow.clock.jump(31 * day);
  const recent = salesloft.create('people').id;
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  await flow.poll(id, { resource: 'contacts' });
  await flow.delivered();
  expect(await forget(flow)).toMatchObject({ notifications: 1 });
  expect(await flow.events()).toEqual([`CREATED ${recent}`]);
  return { flow, id, recent };
}

test('what was told and is no longer kept is not told again by the first reconciliation, and what was missed is told', async () => {
  const { flow, id, recent } = await startForgetful();
  const { salesloft } = flow.simulator;
  flow.clock.jump(5 * minute);
  // Visible twenty minutes after its date: far beyond the settle horizon.
  salesloft.faults.add({ kind: 'lateVisibility', ms: 20 * minute, times: 1 });
  const late = salesloft.create('people');
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  const body = await reconcile(flow, id);
  expect(body).toMatchObject({ status: 'completed', counts: { ...noDrift, missedCreated: 1 } });
  expect(await flow.events()).toEqual([`CREATED ${recent}`, `CREATED ${late.id}`]);
  expect((await reconcile(flow, id)).counts).toMatchObject({ ...noDrift, unchanged: 5 });
});

test('later reconciliations know every record, so that nothing that was forgotten keeps a missed change from being told', async () => {
  const { flow, id, recent } = await startForgetful();
  const { salesloft } = flow.simulator;
  expect((await reconcile(flow, id)).counts).toMatchObject(noDrift);
  const longAgo = (flow.clock.now() - 40 * day) * 1000;
  const backdated = salesloft.create('people', {}, { createdAt: longAgo, updatedAt: longAgo });
  expect((await reconcile(flow, id)).counts).toMatchObject({ ...noDrift, missedCreated: 1 });
  expect(await flow.events()).toEqual([`CREATED ${recent}`, `CREATED ${backdated.id}`]);
});

test('a record of long ago that changes is told as ever', async () => {
  const { flow, id, recent } = await startForgetful();
  const { salesloft } = flow.simulator;
  const [first] = flow.receiver.events();
  flow.clock.jump(minute);
  salesloft.update(first?.objectId ?? '', { first_name: 'Grace' });
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  expect(await flow.events()).toEqual([`CREATED ${recent}`, `UPDATED ${first?.objectId}`]);
  expect((await reconcile(flow, id)).counts).toMatchObject(noDrift);
});

test('a replay skips what has lost its record, and sends what is kept', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  await flow.db.updateTable('accounts').set({ settings: '{"retention.bodies.days":"1"}' }).execute();
  salesloft.create('people');
  await flow.poll(id);
  await flow.delivered();
  flow.clock.jump(2 * day);
  const kept = salesloft.create('people').id;
  await flow.poll(id);
  await flow.delivered();
  expect(await forget(flow)).toEqual({ bodies: 1 });
  const before = flow.receiver.events().length;
  expect(await replay(flow, id, { from: 0 })).toMatchObject({
    status: 'completed',
    counts: { found: 2, skipped: 1, delivered: 1 },
  });
  expect(
    flow.receiver
      .events()
      .slice(before)
      .map(({ objectId }) => objectId),
  ).toEqual([kept]);
  expect(await wrongCounts(flow.db)).toEqual([]);
});
