import { expect, test } from 'vitest';
import { startFlow } from '../kit/flow.ts';
import { reconcile } from '../kit/reconcile.ts';

const minute = 60_000;
const longAgo = Date.UTC(2020, 0, 1) * 1000;

const noDrift = { missedCreated: 0, missedUpdated: 0, restored: 0, deleted: 0, missingOnce: 0 };

test('the first reconciliation remembers what was there before and tells none of it', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(250);
  flow.clock.jump(60 * minute);
  const id = await flow.instance(salesloft);
  const body = await reconcile(flow, id);
  expect(body).toMatchObject({
    status: 'completed',
    reason: 'requested',
    counts: { records: 250, remembered: 250 },
    error: null,
  });
  expect(body.counts).toMatchObject({ ...noDrift, unchanged: 0 });
  expect(body.progress).toMatchObject({ percentage: 100, scopes: 1, scopesDone: 1 });
  expect(await reconcile(flow, id)).toMatchObject({ counts: { ...noDrift, unchanged: 250 }, progress: { known: 250 } });
  expect(await flow.events()).toEqual([]);
});

test('a record that appears with an old date, which no date filter returns, is told once', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(5);
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  await reconcile(flow, id);
  const backdated = salesloft.create('people', {}, { createdAt: longAgo, updatedAt: longAgo });
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  expect(await flow.events()).toEqual([]);
  const body = await reconcile(flow, id);
  expect(body.counts).toMatchObject({ ...noDrift, missedCreated: 1, unchanged: 5 });
  expect(body.sample).toEqual([
    expect.objectContaining({ drift: 'missedCreated', recordId: backdated.id, event: 'CREATED' }),
  ]);
  expect(await flow.events()).toEqual([`CREATED ${backdated.id}`]);
  const notices = await flow.server.call<{ kind: string; resource: string }[]>('GET', `/instances/${id}/notices`);
  expect(notices).toEqual([expect.objectContaining({ kind: 'reconciliation.drift', resource: 'contacts' })]);
  expect((await reconcile(flow, id)).counts).toMatchObject({ ...noDrift, unchanged: 6 });
  await flow.poll(id);
  expect(await flow.events()).toHaveLength(1);
});

test('what polls missed since the start is told by the first reconciliation already, and makes the settle horizon longer', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const id = await flow.instance(salesloft);
  flow.clock.jump(5 * minute);
  // Visible twenty minutes after its date: far beyond the settle horizon.
  salesloft.faults.add({ kind: 'lateVisibility', ms: 20 * minute, times: 1 });
  const late = salesloft.create('people');
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  flow.clock.jump(15 * minute);
  await flow.poll(id, { resource: 'contacts' });
  expect(await flow.events()).toEqual([]);
  expect(await reconcile(flow, id)).toMatchObject({ counts: { ...noDrift, missedCreated: 1, remembered: 0 } });
  expect(await flow.events()).toEqual([`CREATED ${late.id}`]);
  const lateness = await flow.db.selectFrom('record_lateness').select(['bucket', 'count']).execute();
  expect(lateness).toEqual([{ bucket: 7, count: 1 }]);
});

test('content that changed without its date is told once, and again when it comes back', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const { id: recordId } = salesloft.create('people', { first_name: 'Ada' });
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  await reconcile(flow, id);
  flow.clock.jump(60 * minute);
  salesloft.update(recordId, { first_name: 'Augusta' }, { bump: false });
  await flow.poll(id, { resource: 'contacts' });
  expect(await flow.events()).toEqual([]);
  expect(await reconcile(flow, id)).toMatchObject({ counts: { ...noDrift, missedUpdated: 1 } });
  salesloft.update(recordId, { first_name: 'Ada' }, { bump: false });
  await reconcile(flow, id);
  salesloft.update(recordId, { first_name: 'Augusta' }, { bump: false });
  await reconcile(flow, id);
  expect(await reconcile(flow, id)).toMatchObject({ counts: { ...noDrift, unchanged: 1 } });
  expect(await flow.events()).toEqual([1, 2, 3].map(() => `UPDATED ${recordId}`));
});

test('a record that two reconciliations in a row have missed is told as deleted, and as created when it is there again', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(4);
  const gone = salesloft.create('people', { first_name: 'Ada' });
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  await reconcile(flow, id);
  salesloft.delete(gone.id);
  const first = await reconcile(flow, id);
  expect(first.counts).toMatchObject({ ...noDrift, missingOnce: 1, unchanged: 4 });
  expect(first.sample).toEqual([expect.objectContaining({ drift: 'missingOnce', recordId: gone.id })]);
  expect(await flow.events()).toEqual([]);
  const second = await reconcile(flow, id);
  expect(second.counts).toMatchObject({ ...noDrift, deleted: 1, unchanged: 4 });
  expect(await flow.events()).toEqual([`DELETED ${gone.id}`]);
  expect((await reconcile(flow, id)).counts).toMatchObject({ ...noDrift, unchanged: 4 });

  const number = Number(gone.id);
  salesloft.create('people', { first_name: 'Ada' }, { number, createdAt: longAgo, updatedAt: longAgo });
  expect((await reconcile(flow, id)).counts).toMatchObject({ ...noDrift, restored: 1, unchanged: 4 });
  salesloft.delete(gone.id);
  await reconcile(flow, id);
  await reconcile(flow, id);
  expect(await flow.events()).toEqual([`DELETED ${gone.id}`, `CREATED ${gone.id}`, `DELETED ${gone.id}`]);
  await flow.delivered();
  expect(flow.receiver.events().map(({ eventType }) => eventType)).toEqual(['DELETED', 'CREATED', 'DELETED']);
});

test('a record that a poll sees between two reconciliations that missed it is not told as deleted', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  const { id: recordId } = salesloft.create('people', { first_name: 'Ada' });
  salesloft.load(3);
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  await reconcile(flow, id);
  salesloft.delete(recordId);
  await reconcile(flow, id);
  flow.clock.jump(15 * minute);
  salesloft.create('people', { first_name: 'Ada' }, { number: Number(recordId) });
  await flow.poll(id, { resource: 'contacts' });
  salesloft.delete(recordId);
  expect((await reconcile(flow, id)).counts).toMatchObject({ ...noDrift, missingOnce: 1, unchanged: 3 });
  expect(await flow.events()).toEqual([`UPDATED ${recordId}`]);
});

test('what a poll would tell next is told by a reconciliation first, once, and is no drift', async () => {
  const flow = await startFlow();
  const { salesloft } = flow.simulator;
  salesloft.load(3);
  flow.clock.jump(minute);
  const id = await flow.instance(salesloft);
  flow.clock.jump(15 * minute);
  const created = salesloft.create('people');
  const body = await reconcile(flow, id);
  expect(body).toMatchObject({ counts: { ...noDrift, ahead: 1 } });
  await flow.poll(id, { resource: 'contacts' });
  expect(await flow.events()).toEqual([`CREATED ${created.id}`]);
  flow.clock.jump(15 * minute);
  salesloft.update(created.id, { first_name: 'Grace' });
  await flow.poll(id, { resource: 'contacts' });
  expect(await reconcile(flow, id)).toMatchObject({ counts: { ...noDrift, ahead: 0 } });
  expect(await flow.events()).toEqual([`CREATED ${created.id}`, `UPDATED ${created.id}`]);
});
